// What is done to rows of bits, in the widest registers that the processor has: chosen once, when the program
// runs. The portable form needs none; all give equal results (tests compare them).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace kilograph::match::columns {

using Word = std::uint64_t;

struct RowKernel {
  std::string_view name;  // "portable", "avx2", "avx512"
  // to[i] = a[i] & b[i]; rows may be at any address, and `to` may be `a` or `b`.
  void (*intersect)(Word* to, const Word* a, const Word* b, std::size_t words);
  void (*unite)(Word* to, const Word* a, std::size_t words);  // to[i] |= a[i]
  std::uint64_t (*count)(const Word* row, std::size_t words);  // of bits that are set
};

std::span<const RowKernel> row_kernels();  // those that this processor can run, the portable one first
const RowKernel& best_row_kernel();        // the last of them

}  // namespace kilograph::match::columns
