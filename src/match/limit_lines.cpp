// The lines of what is asked for beside what the model needs: time, energy and licence.
#include <algorithm>
#include <tuple>

#include "base/listing.hpp"
#include "domain/spelling.hpp"
#include "match/requirement_lines.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

bool is_of(const Observation& one, ObservedProperty property, const std::vector<std::string>& places,
           const Runtime& runtime) {
  return one.property == property && std::ranges::binary_search(places, one.device) &&
         (one.runtime.empty() || one.runtime == runtime.id) && (one.kernels.empty() || one.kernels == runtime.kernels);
}

// In which they count, smallest first.
std::tuple<int, double, double> order_of(const Observation& one, const Source& source) {
  return {rank_of(source), -one.most(), -one.least()};
}

// An identifier, or identifiers joined by one of OR and AND; nothing of what stands otherwise.
struct Terms {
  std::vector<std::string> ids{};
  bool all = false;  // must be kept; else one of them may be chosen
};

Terms terms_of(std::string text) {
  constexpr std::string_view kAddress = "://spdx.org/licenses/";
  if (const std::size_t at = text.find(kAddress); at != std::string::npos) text.erase(0, at + kAddress.size());
  for (const std::string_view end : {".html", ".json"}) {
    if (text.ends_with(end)) text.erase(text.size() - end.size());
  }
  Terms terms;
  const bool has_or = text.find(" OR ") != std::string::npos, has_and = text.find(" AND ") != std::string::npos;
  if (has_or && has_and) return terms;
  terms.all = has_and;
  const std::string_view joint = has_and ? " AND " : " OR ";
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(joint, begin), text.size());
    terms.ids.push_back(text.substr(begin, end - begin));
    begin = end + joint.size();
  }
  return terms;
}

bool is_among(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::any_of(ids, [&](const std::string& one) { return lower_case(one) == lower_case(id); });
}

Status status_of(const std::string& id, const Limits& limits) {
  if (is_among(limits.licences, id)) return Status::met;
  return is_among(limits.known_licences, id) ? Status::unmet : Status::unknown;
}

Status status_of(const Terms& terms, const Limits& limits) {
  if (terms.ids.empty()) return Status::unknown;
  const Status decisive = terms.all ? Status::unmet : Status::met;
  Status status = terms.all ? Status::met : Status::unmet;
  for (const std::string& id : terms.ids) {
    const Status one = status_of(id, limits);
    if (one == decisive) return one;
    if (one == Status::unknown) status = one;
  }
  return status;
}

}  // namespace

std::vector<std::string> places_of(const DeviceEntity& device) {
  std::vector<std::string> places;
  const auto add = [&](const DeviceEntity& one) {
    if (!one.id.empty()) places.push_back(one.id);
    places.insert(places.end(), one.same_as.begin(), one.same_as.end());
  };
  add(device);
  for (const auto& base : device.bases) add(*base);
  places.insert(places.end(), device.missing_bases.begin(), device.missing_bases.end());
  std::ranges::sort(places);
  return places;
}

std::optional<Sourced<Observation>> observed(const ModelEntity& model, ObservedProperty property,
                                             const std::vector<std::string>& places, const Runtime& runtime) {
  std::optional<Sourced<Observation>> best;
  for (const auto& document : model.documents) {
    for (const Observation& one : document.facts.observations) {
      if (!is_of(one, property, places, runtime)) continue;
      Source source = document.source;
      source.basis = one.basis;
      if (!one.by.empty()) source.by = one.by;
      if (!best || order_of(one, source) < order_of(best->value, best->source))
        best = Sourced<Observation>{one, source};
    }
  }
  return best;
}

RequirementLine observation_line(const ModelEntity& model, ObservedProperty property, double limit,
                                 const std::vector<std::string>& places, const RuntimeChoice& choice) {
  const bool is_latency = property == ObservedProperty::latency;
  RequirementLine line{.kind = is_latency ? RequirementKind::time : RequirementKind::energy};
  line.required = "at most " + amount_text(property, limit);
  line.required_source = Source{.basis = Basis::declared, .by = std::string(kAsker)};
  const auto known = observed(model, property, places, choice.runtime);
  if (!known) {
    line.available = "unknown";
    line.note = "nobody says how much " + std::string(name_of(property)) + " an answer takes there with " +
                choice.runtime.id +
                "; a description with a kg:Measurement of the model on this device, or on what it is " +
                "based on, settles it: `kilograph add FILE`";
    return line;
  }
  line.available = amount_text(known->value);
  line.available_source = known->source;
  line.status = known->value.most() <= limit   ? Status::met
                : known->value.least() > limit ? Status::unmet
                                               : Status::unknown;
  if (line.status == Status::unknown)
    line.note = "the limit lies within the interval of the prediction; a measurement settles it";
  return line;
}

RequirementLine licence_line(const ModelEntity& model, const Limits& limits) {
  RequirementLine line{.kind = RequirementKind::licence};
  line.required = limits.licences.size() == 1 ? limits.licences.front() : "one of " + listed(limits.licences);
  line.required_source = Source{.basis = Basis::declared, .by = std::string(kAsker)};
  const auto stated = model.counted(&ModelFacts::licence);
  line.available = stated ? stated->value : "unknown";
  if (!stated) {
    line.note = "nobody says under which licence the model may be used; its card settles it: `kilograph add CARD`";
    return line;
  }
  line.available_source = stated->source;
  line.status = status_of(terms_of(stated->value), limits);
  if (line.status == Status::unmet) line.note = "the licence is not among those that are allowed";
  if (line.status == Status::unknown) {
    line.note =
        "the licence is stated in words that are no identifier of SPDX; its card settles it: `kilograph add CARD`";
  }
  return line;
}

}  // namespace kilograph::match
