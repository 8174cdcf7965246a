// Only one at a time: a lock on a file that stands already, which ends with the process at the latest.
#pragma once

#include <filesystem>
#include <utility>

#include "base/result.hpp"

namespace kilograph::reply {

class FileLock {
 public:
  // Errors: conflict, where another has it. Where the file system knows no locks there is none, and none is told.
  static Result<FileLock> take(const std::filesystem::path& file);

  FileLock() = default;
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace kilograph::reply
