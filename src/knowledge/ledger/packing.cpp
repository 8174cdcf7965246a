#include "knowledge/ledger/packing.hpp"

#include <zstd.h>

#include <new>

#include "knowledge/ledger/limits.hpp"

namespace kilograph::knowledge::ledger {
namespace {

constexpr int kLevel = 1;
constexpr std::size_t kSmallest = 128;                 // below, a frame's header eats the gain
constexpr std::size_t kBufferKept = 4 * 1024 * 1024;   // a larger one is given back after use

tl::unexpected<Error> damaged() {
  return fail(ErrorKind::bad_input, "the ledger is damaged: a blob does not unpack to its size", "ledger.db", {},
              "Look at `kilograph verify`, and import the last export into a new catalogue.");
}

}  // namespace

Packer::Packer() : compressor_(ZSTD_createCCtx()), decompressor_(ZSTD_createDCtx()) {
  if (!compressor_ || !decompressor_) throw std::bad_alloc();
  auto* context = static_cast<ZSTD_CCtx*>(compressor_.get());
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
}

Packed Packer::pack(ByteView plain) {
  Packed packed{{}, plain.size()};
  if (plain.size() >= kSmallest) {
    buffer_.resize(ZSTD_compressBound(plain.size()));
    const std::size_t size = ZSTD_compress2(static_cast<ZSTD_CCtx*>(compressor_.get()), buffer_.data(), buffer_.size(),
                                            plain.data(), plain.size());
    if (ZSTD_isError(size) == 0 && size < plain.size() - plain.size() / 8) {
      packed.bytes.assign(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(size));
    }
    if (buffer_.size() > kBufferKept) Bytes().swap(buffer_);
  }
  if (packed.bytes.empty()) packed.bytes.assign(plain.begin(), plain.end());
  return packed;
}

Result<Bytes> Packer::unpack(ByteView packed, std::uint64_t unpacked_bytes) {
  if (packed.size() == unpacked_bytes) return Bytes(packed.begin(), packed.end());
  if (unpacked_bytes > kMaxBlobBytes) return damaged();
  if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != unpacked_bytes) return damaged();
  Bytes plain(unpacked_bytes);
  const std::size_t size = ZSTD_decompressDCtx(static_cast<ZSTD_DCtx*>(decompressor_.get()), plain.data(), plain.size(),
                                               packed.data(), packed.size());
  if (ZSTD_isError(size) != 0 || size != unpacked_bytes) return damaged();
  return plain;
}

void Packer::Release::operator()(void* compressor) const { ZSTD_freeCCtx(static_cast<ZSTD_CCtx*>(compressor)); }

void Packer::ReleaseReader::operator()(void* decompressor) const {
  ZSTD_freeDCtx(static_cast<ZSTD_DCtx*>(decompressor));
}

}  // namespace kilograph::knowledge::ledger
