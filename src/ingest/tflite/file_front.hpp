// The bytes that a copy puts in front of an old .tflite file.
#pragma once

#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace kilograph::ingest::tflite {

// The new beginning of a file: parts in the order of their addresses, because references point forward. The old file
// follows it whole, at a distance that is a multiple of 16, so that what was aligned there stays so.
class FileFront {
 public:
  explicit FileFront(ByteView old_file) : old_file_(old_file) {}

  std::size_t size() const { return bytes_.size(); }
  void u16(std::size_t value);
  void u32(std::size_t value);
  void pad_to(std::size_t alignment, std::size_t rest = 0);  // until size % alignment is `rest`

  // A place that shall name a part that comes later; `close` says that the part begins here.
  std::size_t open_reference();
  void close(std::size_t reference) { close_at(reference, bytes_.size()); }
  void close_at(std::size_t reference, std::size_t part);
  void old_reference(const void* part);  // to a part of the old file

  // A table's vtable and head, for fields of four bytes each; those that are not there take no room. The
  // caller writes the others right after. Returns where the table begins.
  std::size_t begin_table(const std::vector<bool>& fields);
  void text(std::string_view text);
  void data(std::size_t reference, ByteView data);  // aligned to 16; closes the reference

  Bytes finish() &&;

 private:
  struct OldReference {
    std::size_t at;
    std::size_t target;  // in the old file
  };

  void set(std::size_t at, std::size_t value);

  ByteView old_file_;
  Bytes bytes_;
  std::vector<OldReference> old_references_;
};

}  // namespace kilograph::ingest::tflite
