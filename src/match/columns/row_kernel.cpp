#include "match/columns/row_kernel.hpp"

#include <bit>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace kilograph::match::columns {
namespace {

void intersect_portable(Word* to, const Word* a, const Word* b, std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) to[i] = a[i] & b[i];
}

void unite_portable(Word* to, const Word* a, std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) to[i] |= a[i];
}

std::uint64_t count_portable(const Word* row, std::size_t words) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < words; ++i) count += static_cast<std::uint64_t>(std::popcount(row[i]));
  return count;
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) void intersect_avx2(Word* to, const Word* a, const Word* b, std::size_t words) {
  std::size_t i = 0;
  for (; i + 4 <= words; i += 4) {
    const __m256i one = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(a + i));
    const __m256i other = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(b + i));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + i), _mm256_and_si256(one, other));
  }
  intersect_portable(to + i, a + i, b + i, words - i);
}

__attribute__((target("avx2"))) void unite_avx2(Word* to, const Word* a, std::size_t words) {
  std::size_t i = 0;
  for (; i + 4 <= words; i += 4) {
    const __m256i one = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(to + i));
    const __m256i other = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(a + i));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + i), _mm256_or_si256(one, other));
  }
  unite_portable(to + i, a + i, words - i);
}

__attribute__((target("popcnt"))) std::uint64_t count_popcnt(const Word* row, std::size_t words) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < words; ++i) count += static_cast<std::uint64_t>(__builtin_popcountll(row[i]));
  return count;
}

__attribute__((target("avx512f"))) void intersect_avx512(Word* to, const Word* a, const Word* b, std::size_t words) {
  std::size_t i = 0;
  for (; i + 8 <= words; i += 8) {
    _mm512_storeu_si512(to + i, _mm512_and_si512(_mm512_loadu_si512(a + i), _mm512_loadu_si512(b + i)));
  }
  intersect_portable(to + i, a + i, b + i, words - i);
}

__attribute__((target("avx512f"))) void unite_avx512(Word* to, const Word* a, std::size_t words) {
  std::size_t i = 0;
  for (; i + 8 <= words; i += 8) {
    _mm512_storeu_si512(to + i, _mm512_or_si512(_mm512_loadu_si512(to + i), _mm512_loadu_si512(a + i)));
  }
  unite_portable(to + i, a + i, words - i);
}

__attribute__((target("avx512f,avx512vpopcntdq"))) std::uint64_t count_avx512(const Word* row, std::size_t words) {
  std::size_t i = 0;
  __m512i sums = _mm512_setzero_si512();
  for (; i + 8 <= words; i += 8) sums = _mm512_add_epi64(sums, _mm512_popcnt_epi64(_mm512_loadu_si512(row + i)));
  alignas(64) std::uint64_t lanes[8];
  _mm512_store_si512(lanes, sums);
  std::uint64_t count = count_portable(row + i, words - i);
  for (const std::uint64_t lane : lanes) count += lane;
  return count;
}

#endif

std::vector<RowKernel> kernels_of_this_processor() {
  std::vector<RowKernel> kernels{{"portable", intersect_portable, unite_portable, count_portable}};
#if defined(__x86_64__)
  const bool counts = __builtin_cpu_supports("popcnt");
  if (__builtin_cpu_supports("avx2") && counts) kernels.push_back({"avx2", intersect_avx2, unite_avx2, count_popcnt});
  if (__builtin_cpu_supports("avx512f") && counts) {
    const bool wide = __builtin_cpu_supports("avx512vpopcntdq");
    kernels.push_back({"avx512", intersect_avx512, unite_avx512, wide ? count_avx512 : count_popcnt});
  }
#endif
  return kernels;
}

}  // namespace

std::span<const RowKernel> row_kernels() {
  static const std::vector<RowKernel> kernels = kernels_of_this_processor();
  return kernels;
}

const RowKernel& best_row_kernel() { return row_kernels().back(); }

}  // namespace kilograph::match::columns
