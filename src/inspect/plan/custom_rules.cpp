#include "inspect/plan/custom_rules.hpp"

#include <algorithm>
#include <optional>

namespace kilograph::inspect::plan_detail {
namespace {

constexpr std::uint64_t kFloat = 4;
constexpr std::uint64_t kInt16 = 2;
constexpr std::uint64_t kInt32 = 4;
constexpr std::uint64_t kUint64 = 8;

using domain::CustomOption;

// Reads options as the kernels do, and says in `requests` what is missing.
class Options {
 public:
  Options(const KernelView& view, Requests& requests) : options_(view.options().custom), requests_(requests) {}

  // Kernels of signal operators read by place: entries are sorted by name.
  std::uint64_t at(std::size_t place, const char* name, std::uint64_t least = 0) const {
    const CustomOption* option = place < options_.size() ? &options_[place] : nullptr;
    return checked(option && option->name == name ? option : nullptr, name, least);
  }

  std::uint64_t named(const char* name, std::uint64_t least = 0) const {
    const auto found = std::ranges::find(options_, name, &CustomOption::name);
    return checked(found == options_.end() ? nullptr : &*found, name, least);
  }

 private:
  std::uint64_t checked(const CustomOption* option, const char* name, std::uint64_t least) const {
    const std::string words = "its option " + std::string(name);
    if (!option || !option->number) {
      requests_.miss(words + " is not there");
      return least;
    }
    const std::int64_t number = *option->number;
    if (number >= static_cast<std::int64_t>(least) && number <= static_cast<std::int64_t>(kMostOfAnOption))
      return static_cast<std::uint64_t>(number);
    requests_.miss(words + " is " + std::to_string(number));
    return least;
  }

  const std::vector<CustomOption>& options_;
  Requests& requests_;
};

// A dimension of a tensor that sizes depend on.
std::uint64_t limited(std::uint64_t count, const char* what, Requests& requests) {
  if (count > 0 && count <= kMostOfAnOption) return count;
  requests.miss("it has " + std::to_string(count) + " " + what);
  return 0;
}

// How often the last dimension occurs: a state is kept for each.
std::uint64_t outer_dimensions(const domain::Tensor* tensor, std::uint64_t inner, Requests& requests) {
  constexpr std::uint64_t kMostStates = 4096;
  const std::uint64_t count = inner == 0 ? 0 : elements(tensor) / inner;
  if (count > 0 && count <= kMostStates) return count;
  requests.miss("it keeps " + std::to_string(count) + " states");
  return 0;
}

// A ring of int16 that is kept twice, so that any run of it lies in one piece, behind three sizes, two int32 and a
// pointer.
std::uint64_t ring_bytes(const KernelView& view, std::uint64_t capacity) {
  return 4 * view.target().sizes().pointer.bytes + 2 * kInt32 + 2 * kInt16 * capacity;
}

void rings(const KernelView& view, std::uint64_t count, std::uint64_t capacity, Requests& requests) {
  const std::uint64_t pointers = count * view.target().sizes().pointer.bytes;
  requests.persist(pointers, "pointers to memories");
  requests.persist(pointers, "pointers to rings");
  for (std::uint64_t i = 0; i < count; ++i) requests.persist(ring_bytes(view, capacity), "ring");
}

void delay(const KernelView& view, Requests& requests) {
  const std::uint64_t length = Options(view, requests).at(0, "delay_length");
  const std::uint64_t frame = limited(last_dimension(view.input(0)), "values in a frame", requests);
  rings(view, outer_dimensions(view.input(0), frame, requests), frame + length, requests);
}

void framer(const KernelView& view, Requests& requests) {
  const Options options(view, requests);
  const std::uint64_t size = options.at(0, "frame_size", 1);
  const std::uint64_t step = options.at(1, "frame_step", 1);
  const std::uint64_t count = outer_dimensions(view.input(0), last_dimension(view.input(0)), requests);
  rings(view, count, (size + step - 1) / step * step, requests);
}

void stacker(const KernelView& view, Requests& requests) {
  const Options options(view, requests);
  const std::uint64_t channels = options.at(0, "num_channels", 1);
  const std::uint64_t frames = options.at(1, "stacker_left_context") + options.at(2, "stacker_right_context") + 1;
  requests.persist_early(ring_bytes(view, channels * frames), "ring");
}

void filter_bank(const KernelView& view, Requests& requests) {
  const std::uint64_t channels = Options(view, requests).at(0, "num_channels", 1);
  requests.persist_early((channels + 1) * kUint64, "sums of channels");
}

void spectral_subtraction(const KernelView& view, Requests& requests) {
  requests.persist_early(Options(view, requests).at(4, "num_channels", 1) * kInt32, "estimate of noise");
}

void overlap_add(const KernelView& view, Requests& requests) {
  const std::uint64_t frame = last_dimension(view.input(0));
  const std::uint64_t frames = rank(view.input(0)) < 2 ? 1 : dimension(view.input(0), rank(view.input(0)) - 2);
  const std::uint64_t count = outer_dimensions(view.input(0), frame * frames, requests);
  requests.persist(count * view.target().sizes().pointer.bytes, "pointers to sums");
  for (std::uint64_t i = 0; i < count; ++i)
    requests.persist(frame * arena_bytes_of(view.input_type(0)), "sums of overlapping frames");
}

// The state of a real transform of length n by the library kissfft: three pointers; the complex transform of n / 2, of
// two int32 and 64 factors and its turns; a row of n / 2 for the result, and the turns of a half of it.
std::optional<std::uint64_t> transform_bytes(const KernelView& view, std::uint64_t length) {
  constexpr std::uint64_t kFactors = 64;
  if (length % 2 != 0) return {};
  const std::uint64_t half = length / 2;
  const std::uint64_t complex = 2 * arena_bytes_of(view.input_type(0));
  return 3 * view.target().sizes().pointer.bytes + (2 + kFactors) * kInt32 + complex * (half + half * 3 / 2);
}

std::uint64_t transform(const KernelView& view, Requests& requests, std::uint64_t before = 0) {
  const Options options(view, requests);
  const std::uint64_t length = options.at(1, "fft_length", 2);
  if (options.named("T") != static_cast<std::uint64_t>(view.input_type(0)))
    requests.miss("its option T is another type than its input's");
  if (const auto bytes = transform_bytes(view, length))
    requests.persist_early(before + *bytes, "state of the transform");
  else requests.miss("its option fft_length is odd");
  return length;
}

// Of floats it keeps its length and a pointer before the state, to divide by the one.
void inverse_transform(const KernelView& view, Requests& requests) {
  const bool divides = view.input_type(0) == domain::TensorType::float32;
  transform(view, requests, divides ? 2 * view.target().sizes().pointer.bytes : 0);
}

void forward_transform(const KernelView& view, Requests& requests) {
  requests.scratch(transform(view, requests) * arena_bytes_of(view.input_type(0)));
}

void detection(const KernelView& view, Requests& requests) {
  const Options options(view, requests);
  const std::uint64_t boxes = limited(dimension(view.input(0), 1), "boxes", requests);
  const std::uint64_t detections = options.named("max_detections", 1);
  const std::uint64_t classes = options.named("num_classes", 1);
  const domain::Tensor* scores = view.input(1);
  constexpr std::uint64_t kCoordinates = 4;
  requests.scratch(boxes);  // still a candidate
  requests.scratch(boxes * kCoordinates * kFloat);
  requests.scratch(limited(dimension(scores, 1), "boxes", requests) *
                   limited(dimension(scores, 2), "classes", requests) * kFloat);
  requests.scratch(boxes * kFloat);
  requests.scratch(boxes * kFloat);
  requests.scratch(detections * boxes * kFloat);
  requests.scratch(detections * boxes * kFloat);
  requests.scratch(boxes * kInt32);
  requests.scratch(detections * boxes * kInt32);
  requests.scratch(std::max(classes, detections) * boxes * kInt32);
  requests.scratch(std::min(boxes, detections) * boxes * kInt32);
}

// One state an output, of a size by the way of coding, which the first byte of a constant says; that is not read here.
// Least: Huffman codes; most: pruning, with a zero point a channel; best: tables of values.
void decode(const KernelView& view, Requests& requests) {
  const std::uint64_t word = view.target().sizes().pointer.bytes;
  const std::uint64_t table = 8 * word + (word == 8 ? 8 : 4), huffman = 6 * word + (word == 8 ? 8 : 4);
  const std::uint64_t pruned = 9 * word + (word == 8 ? 8 : 4);
  requests.persist(view.op().outputs.size() * word, "pointers to states");
  std::uint64_t doubt = 0;
  for (std::size_t i = 0; i < view.op().outputs.size(); ++i) {
    const domain::Tensor* output = view.output(i);
    requests.persist(table, "state of decoding");
    const std::uint64_t channels = output ? output->scales.size() : 0;
    doubt += std::max(table - huffman, pruned - table + channels) + 2 * view.target().runtime->arena_alignment;
  }
  requests.doubt(doubt, "how its constants are coded is not read");
}

}  // namespace

void ask_custom(KernelRule rule, const KernelView& view, Requests& requests) {
  switch (rule) {
    case KernelRule::decode: return decode(view, requests);
    case KernelRule::delay: return delay(view, requests);
    case KernelRule::detection: return detection(view, requests);
    case KernelRule::filter_bank: return filter_bank(view, requests);
    case KernelRule::forward_transform: return forward_transform(view, requests);
    case KernelRule::framer: return framer(view, requests);
    case KernelRule::inverse_transform: return inverse_transform(view, requests);
    case KernelRule::overlap_add: return overlap_add(view, requests);
    case KernelRule::spectral_subtraction: return spectral_subtraction(view, requests);
    case KernelRule::stacker: return stacker(view, requests);
    default: return;
  }
}

}  // namespace kilograph::inspect::plan_detail
