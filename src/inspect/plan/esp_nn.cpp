#include "inspect/plan/esp_nn.hpp"

namespace kilograph::inspect::plan_detail::esp_nn {
namespace {

constexpr std::uint64_t kVectorBytes = 16;
constexpr std::uint64_t kInt32 = 4;
constexpr std::uint64_t kBesides = 64;  // what aligns the parts

// The input with padding for the filter on both sides, channels in whole vectors.
std::uint64_t padded_input(const KernelView& view) {
  const auto *in = view.input(0), *filter = view.input(1);
  return (dimension(in, 1) + dimension(filter, 1)) * (dimension(in, 2) + dimension(filter, 2)) *
         round_up(dimension(in, 3), kVectorBytes);
}

ByteRange up_to_twice(std::uint64_t copied) { return {copied + kBesides, 0, 2 * copied + kBesides}; }

}  // namespace

ByteRange convolution_scratch(const KernelView& view) {
  const auto* filter = view.input(1);
  const std::uint64_t row = dimension(filter, 1) * dimension(filter, 2) * dimension(filter, 3);
  const std::uint64_t filters = dimension(filter, 0) * round_up(row, kVectorBytes);
  return up_to_twice(filters + padded_input(view) + dimension(filter, 0) * kInt32);
}

ByteRange depthwise_convolution_scratch(const KernelView& view) {
  const auto* filter = view.input(1);
  const std::uint64_t filters =
      dimension(filter, 1) * dimension(filter, 2) * round_up(dimension(filter, 3), kVectorBytes);
  return up_to_twice(filters + padded_input(view));
}

ByteRange softmax_scratch(const KernelView& view) { return up_to_twice(last_dimension(view.input(0)) * kInt32); }

}  // namespace kilograph::inspect::plan_detail::esp_nn
