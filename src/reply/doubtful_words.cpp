#include "reply/doubtful_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/listing.hpp"
#include "domain/spelling.hpp"
#include "ingest/thing/validation/words.hpp"
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

std::string of_runtime(const std::string& runtime) {
  std::vector<std::string> known;
  if (const auto all = inspect::runtime_descriptions()) {
    for (const auto& one : *all) known.push_back(one.runtime.id);
  }
  const auto near = domain::nearest(runtime, known, 1);
  return fmt::format(
      "the runtime '{}' is not known here{}: it is kept, and which models start with it is unknown. Known are {}",
      runtime, near.empty() ? "" : fmt::format(" (the nearest is {})", near.front()), listed(known));
}

class Search {
 public:
  void in(const Value& value) {
    if (value.is_array()) {
      for (const Value& one : value.elements()) in(one);
    }
    if (!value.is_object()) return;
    for (const json::Member& member : value.members()) {
      if (member.name() == "runtimes" && is_controller(value)) {
        runtimes(member.value());
      } else if (member.name() == "rangeUnit") {
        unit(member.value());
      } else {
        in(member.value());
      }
    }
  }
  std::vector<knowledge::LeftOut> take() && { return std::move(found_); }

 private:
  void runtimes(const Value& value) {
    if (value.is_array()) {
      for (const Value& one : value.elements()) runtime(one);
    } else {
      runtime(value);
    }
  }

  void runtime(const Value& value) {
    if (!value.is_string()) return;
    std::string_view id = value.string();
    if (id.starts_with(knowledge::graph::kRuntimeBase)) id.remove_prefix(knowledge::graph::kRuntimeBase.size());
    if (!inspect::runtime_description(id)) found(value, of_runtime(std::string(id)));
  }

  void unit(const Value& value) {
    if (!value.is_string() || ingest::thing::is_unit(value.string()) || ingest::thing::has_prefix(value.string()))
      return;
    found(value,
          fmt::format("the unit '{}' of the range is not known here: it is kept, and compares with itself alone. "
                      "Use a symbol or English name such as g, deg/s or degC",
                      value.string().substr(0, 80)));
  }

  void found(const Value& value, std::string message) {
    if (found_.size() < kMostFound) found_.push_back({json::pointer_of(value), std::move(message)});
  }

  std::vector<knowledge::LeftOut> found_;
};

}  // namespace

std::vector<knowledge::LeftOut> doubtful_words(const Value& text) {
  Search search;
  search.in(text);
  return std::move(search).take();
}

}  // namespace kilograph::reply
