#include "reply/doubtful_runtimes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/listing.hpp"
#include "domain/spelling.hpp"
#include "inspect/runtime/runtimes.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::reply {
namespace {

using json::Value;

constexpr std::size_t kMostFound = 100;

bool is_controller(const Value& part) {
  const Value type = part.find("@type");
  return type && type.is_string() && type.string() == "MicroController";
}

std::string sentence(const std::string& runtime) {
  std::vector<std::string> known;
  if (const auto all = inspect::runtime_descriptions()) {
    for (const auto& one : *all) known.push_back(one.runtime.id);
  }
  const auto near = domain::nearest(runtime, known, 1);
  return fmt::format(
      "the runtime '{}' is not known here{}: it is kept, and which models start with it is unknown. Known are {}",
      runtime, near.empty() ? "" : fmt::format(" (the nearest is {})", near.front()), listed(known));
}

void search(const Value& value, std::vector<knowledge::LeftOut>& found) {
  if (value.is_array()) {
    for (const Value& one : value.elements()) search(one, found);
  }
  if (!value.is_object()) return;
  for (const json::Member& member : value.members()) {
    const Value inside = member.value();
    if (member.name() != "runtimes" || !is_controller(value)) {
      search(inside, found);
      continue;
    }
    const auto take = [&](const Value& runtime) {
      if (!runtime.is_string() || found.size() >= kMostFound) return;
      std::string_view id = runtime.string();
      if (id.starts_with(knowledge::graph::kRuntimeBase)) id.remove_prefix(knowledge::graph::kRuntimeBase.size());
      if (inspect::runtime_description(id)) return;
      found.push_back({json::pointer_of(runtime), sentence(std::string(id))});
    };
    if (inside.is_array()) {
      for (const Value& one : inside.elements()) take(one);
    } else {
      take(inside);
    }
  }
}

}  // namespace

std::vector<knowledge::LeftOut> doubtful_runtimes(const Value& text) {
  std::vector<knowledge::LeftOut> found;
  search(text, found);
  return found;
}

}  // namespace kilograph::reply
