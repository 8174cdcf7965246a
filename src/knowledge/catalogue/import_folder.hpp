// The door for a folder that somebody else may have made: only plain files inside it are read,
// links are never followed, and everything has a limit.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"

namespace kilograph::knowledge::exchange {

// An open file, closed when it goes.
class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}
  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&&) = delete;
  ~OpenFile();
  int number() const { return number_; }

 private:
  int number_;
};

// A text file line by line, digested on the way. A last line without newline is an error, because
// something was cut off.
class LineFile {
 public:
  LineFile(OpenFile file, std::string name, std::uint64_t max_line_bytes);

  // False at the end. The view holds until the next call. Errors: bad_input, too_large, io.
  Result<bool> next(std::string_view& line);
  std::string where() const;  // "log.json: line 12", of the last line read
  Digest finish() { return digest_.finish(); }

 private:
  OpenFile file_;
  std::string name_;
  std::uint64_t max_line_bytes_;
  std::string buffer_{};
  std::size_t begin_ = 0;    // of what has not been given out
  std::size_t scanned_ = 0;  // no newline before here
  std::uint64_t line_ = 0;
  RunningDigest digest_{};
};

class ImportFolder {
 public:
  // Errors: not_found, io.
  static Result<ImportFolder> open(const std::filesystem::path& folder);

  // Errors: bad_input naming the file when it is absent or no plain file; too_large; io.
  Result<LineFile> lines(std::string_view name, std::uint64_t max_line_bytes) const;
  Result<Bytes> original(const Digest& digest, std::uint64_t limit_bytes) const;  // with exactly this digest

 private:
  explicit ImportFolder(OpenFile folder) : folder_(std::move(folder)) {}
  OpenFile folder_;
};

}  // namespace kilograph::knowledge::exchange
