// The files that entities came from, and new files.
#pragma once

#include <filesystem>
#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "knowledge/catalogue.hpp"

namespace kilograph::reply {

struct Original {
  Bytes bytes;
  std::string place;  // what people call the file
};

// The bytes of the file that the entity's counting document came from, unchanged.
// Errors: not_found where the catalogue does not keep them.
Result<Original> original_of(const knowledge::Catalogue& catalogue, const knowledge::EntityRef& ref);

// Errors: conflict where there is a file of this name already; io.
Result<void> write_new_file(const std::filesystem::path& path, ByteView bytes);

}  // namespace kilograph::reply
