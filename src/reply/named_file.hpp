// A word of a call that may name a file: whether it does, and what to say where there is none.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.hpp"
#include "base/result.hpp"

namespace kilograph::reply {

bool is_file(const std::filesystem::path& path);
// "./name", "../name", "/name": always a file, never a name of the catalogue.
bool is_written_as_file(std::string_view text);

// For a word that must be a file. Errors: usage, where it is a folder. What is not there is left to the reader.
Result<void> check_no_folder(const std::filesystem::path& path);

// Where no file bears the name and the search of the catalogue failed: no such file, where the text looks like
// one (a slash, or the extension of a format that is read; no IRI); usage, where it is a folder or a device; else
// the search's own error.
Error not_found_either(std::string_view text, Error searched);

}  // namespace kilograph::reply
