#include "domain/byte_limit.hpp"
#include "knowledge/graph/reading.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

static_assert(domain::kMostBytes == 281474976710656, "kByteCount says so");

bool is_excess(std::uint64_t bytes) { return bytes > domain::kMostBytes; }

void reject_excess(Reading& reading, std::string_view node, std::string_view property) {
  if (is_excess(reading.view.count(node, property).value_or(0))) reading.reject(node, property, kByteCount);
}

void reset_excess(std::optional<std::uint64_t>& bytes) {
  if (is_excess(bytes.value_or(0))) bytes.reset();
}

}  // namespace

void leave_out_excess(Reading& reading, std::string_view model, domain::ModelFacts& facts) {
  reject_excess(reading, model, kg::constantBytes);
  for (const rdf::Term* file : reading.view.objects(model, other::distribution)) {
    reject_excess(reading, file->value, other::byteSize);
  }
  for (const rdf::Term* need : reading.view.objects(model, kg::hasRequirement)) {
    reject_excess(reading, need->value, kg::bytes);
  }
  reset_excess(facts.constant_bytes);
  reset_excess(facts.file_bytes);
  std::erase_if(facts.memory, [](const domain::MemoryRequirement& need) { return is_excess(need.bytes); });
}

}  // namespace kilograph::knowledge::graph
