// Files with documents as a model's intake makes them, every byte worked out from a number.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "knowledge/catalogue.hpp"

namespace kilograph::knowledge::tests {

struct SampleSize {
  std::size_t file_bytes = 2000;
  std::size_t triples = 20;   // of the model's document
  std::size_t layers = 4;
};

struct SampleFile {
  KeptFile original;
  // What is read from the file, what a sheet's row states of the same model, and a device.
  std::vector<Document> documents;
};

// `revision` changes what the sheet's row and the device's document state, not who they are of.
SampleFile sample_file(std::uint64_t number, SampleSize size = {}, std::uint64_t revision = 0);

// The whole of it is in the catalogue, equal to the byte.
bool holds(const Catalogue& catalogue, const SampleFile& file);
// Nothing of it is.
bool lacks(const Catalogue& catalogue, const SampleFile& file);

// An empty folder that goes with the test.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::filesystem::path path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace kilograph::knowledge::tests
