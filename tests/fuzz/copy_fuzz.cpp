// Any model that is read can be copied with a metadata entry, with its order of operators, and with what would make its
// arena smaller, or gives an error; the copies read as the model does, and are planned as was said.
#include <algorithm>
#include <cstdlib>

#include "ingest/tflite/model_reader.hpp"
#include "ingest/tflite/model_writer.hpp"
#include "inspect/optimise/optimisation.hpp"

namespace {

using namespace kilograph;

constexpr ingest::Limits kLimits{.max_bytes = 1u << 20};
constexpr std::size_t kMostTensors = 40;  // searches take long

void require(bool holds) {
  if (!holds) std::abort();
}

std::size_t tensors_in(const domain::Model& model) {
  std::size_t count = 0;
  for (const domain::Subgraph& subgraph : model.subgraphs) count += subgraph.tensors.size();
  return count;
}

void check_metadata(ByteView bytes, const domain::Model& model) {
  const auto copy = ingest::with_metadata(bytes, "a note", view_of("of eleven b"), kLimits);
  if (!copy) return;
  const auto read = ingest::read_model(*copy, "copy", {});
  require(read.has_value());
  require(tensors_in(*read) == tensors_in(model) && read->constant_bytes == model.constant_bytes);
  const auto& entries = read->metadata;
  require(std::ranges::count(entries, "a note", &domain::MetadataEntry::name) == 1);
}

void check_optimised(ByteView bytes, const domain::Model& model) {
  const inspect::PlanTarget target{"tflm-2026-08", "reference", inspect::Abi::arm32};
  const auto found = inspect::optimise(model, target);
  if (!found) return;
  const auto copy = found->best_copy();
  require(copy.need.head_bytes <= found->today.head_bytes);
  // Only offsets that the file carries may lay one live tensor over another.
  require(copy.need.head_bytes >= found->order.alive_bound || !copy.changes());
  Bytes changed(bytes.begin(), bytes.end());
  if (!copy.orders.empty()) {
    auto ordered = ingest::with_operator_order(changed, copy.orders, kLimits);
    if (!ordered) return;
    changed = *std::move(ordered);
  }
  if (!copy.words.empty()) {
    auto planned =
        ingest::with_metadata(changed, inspect::kOfflinePlanName, inspect::metadata_bytes(copy.words), kLimits);
    if (!planned) return;
    changed = *std::move(planned);
  }
  const auto read = ingest::read_model(changed, "copy", {});
  require(read.has_value());
  const auto planned = inspect::plan(*read, target);
  require(planned && planned->arena && planned->arena->head.best == copy.need.head_bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const auto model = ingest::read_model(bytes, "fuzzed", kLimits);
  if (!model) return 0;
  check_metadata(bytes, *model);
  if (tensors_in(*model) <= kMostTensors) check_optimised(bytes, *model);
  return 0;
}
