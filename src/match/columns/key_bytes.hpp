// Facts as bytes, so that equal facts are equal strings: the identity of profiles and classes, and what is
// stored of them. Numbers are little endian with as few bytes as they need (LEB128), texts have their length.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kilograph::match::columns {

class KeyWriter {
 public:
  void number(std::uint64_t value);
  void real(double value);
  void text(std::string_view value);
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what KeyWriter wrote. After the first read past the end, or of a number that takes more than 64 bits,
// failed() holds and every read gives zero or nothing.
class KeyReader {
 public:
  explicit KeyReader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number();
  double real();
  std::string_view text();
  // A count of things that take at least a byte each: more than are left fails.
  std::size_t count();
  bool failed() const { return failed_; }
  bool is_done() const { return failed_ || rest_.empty(); }

 private:
  std::string_view take(std::size_t bytes);
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace kilograph::match::columns
