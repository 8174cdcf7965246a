// Blobs of the ledger: Zstandard where it pays, plain where it does not. A blob is kept beside
// its unpacked size; equal sizes mean that it is plain (docs/decisions/0003-zstd.md).
#pragma once

#include <cstdint>
#include <memory>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace kilograph::knowledge::ledger {

struct Packed {
  Bytes bytes;
  std::uint64_t unpacked_bytes = 0;
};

// Keeps its contexts and its buffer between calls. For one thread.
class Packer {
 public:
  Packer();

  Packed pack(ByteView plain);
  // Errors: bad_input when it does not unpack to exactly `unpacked_bytes`.
  Result<Bytes> unpack(ByteView packed, std::uint64_t unpacked_bytes);

 private:
  struct Release {
    void operator()(void* compressor) const;
  };
  struct ReleaseReader {
    void operator()(void* decompressor) const;
  };
  std::unique_ptr<void, Release> compressor_;
  std::unique_ptr<void, ReleaseReader> decompressor_;
  Bytes buffer_;
};

}  // namespace kilograph::knowledge::ledger
