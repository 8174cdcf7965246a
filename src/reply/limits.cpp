#include "reply/limits.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <span>

#include "base/listing.hpp"
#include "domain/spelling.hpp"
#include "ingest/card/licence.hpp"

namespace kilograph::reply {
namespace {

using domain::ObservedProperty;

constexpr std::size_t kMostText = 32;

struct Unit {
  std::string_view name;
  double factor;
};
// The micro sign and the Greek letter look alike; keyboards give either.
constexpr Unit kTimes[] = {{"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"ns", 1e-9}, {"\u00B5s", 1e-6}, {"\u03BCs", 1e-6}};
constexpr Unit kEnergies[] = {{"J", 1}, {"mJ", 1e-3}, {"uJ", 1e-6}, {"nJ", 1e-9}, {"\u00B5J", 1e-6}, {"\u03BCJ", 1e-6}};

Result<std::string> licence_from(const std::string& text) {
  const std::vector<std::string>& known = ingest::card::spdx_identifiers();
  const auto is_it = [&](const std::string& id) { return domain::lower_case(id) == domain::lower_case(text); };
  const auto found = std::ranges::find_if(known, is_it);
  if (found != known.end()) return *found;
  const auto near = domain::nearest(text, known, 3);
  return fail(ErrorKind::usage, "'" + text + "' is no licence of SPDX", "--licence",
              near.empty() ? "identifiers separated by commas: MIT,Apache-2.0" : "one like: " + listed(near),
              near.empty() ? "" : "Did you mean '" + near.front() + "'?");
}

Result<std::vector<std::string>> licences_from(std::string_view text) {
  std::vector<std::string> ids;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    std::string part(text.substr(begin, end - begin));
    std::erase(part, ' ');
    ids.push_back(KG_TRY(licence_from(part)));
    begin = end + 1;
  }
  return ids;
}

}  // namespace

Result<double> parse_limit(ObservedProperty property, std::string_view text) {
  const bool is_time = property == ObservedProperty::latency;
  const std::string expected =
      is_time ? "a number and s, ms, us, \u00B5s or ns: 50ms" : "a number and J, mJ, uJ, \u00B5J or nJ: 1mJ";
  double amount = 0;
  const std::string head(text.substr(0, kMostText));
  const auto [end, error] = std::from_chars(head.data(), head.data() + head.size(), amount);
  const bool is_number = error == std::errc() && amount > 0 && std::isfinite(amount);
  std::string_view unit = text.substr(static_cast<std::size_t>(end - head.data()));
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  std::vector<std::string> units;
  for (const Unit& row : is_time ? std::span<const Unit>(kTimes) : std::span<const Unit>(kEnergies)) {
    if (is_number && row.name == unit) return amount * row.factor;
    units.emplace_back(row.name);
  }
  const auto near = domain::nearest(is_number ? unit : "", units, 1);
  const std::string message = !is_number     ? "'" + head + "' is no amount above 0"
                              : unit.empty() ? "the amount '" + head + "' has no unit"
                                             : "unknown unit '" + std::string(unit.substr(0, kMostText)) + "'";
  return fail(ErrorKind::usage, message, is_time ? "--deadline" : "--energy", expected,
              near.empty() || unit.empty() ? "" : "Did you mean " + near.front() + "?");
}

Result<match::Limits> limits_of(const Call& call) {
  match::Limits limits;
  if (call.has("licence")) {
    limits.licences = KG_TRY(licences_from(call.text("licence")));
    limits.known_licences = ingest::card::spdx_identifiers();
  }
  if (call.has("deadline")) limits.seconds = KG_TRY(parse_limit(ObservedProperty::latency, call.text("deadline")));
  if (call.has("energy")) limits.joules = KG_TRY(parse_limit(ObservedProperty::energy, call.text("energy")));
  if ((limits.seconds || limits.joules) && call.text("facts") == "published") {
    return fail(ErrorKind::usage, "the published study states neither times nor energies", "--facts published");
  }
  return limits;
}

std::vector<std::string> observed_on(const std::vector<domain::ModelEntity>& models, const match::Limits& limits) {
  if (!limits.seconds && !limits.joules) return {};
  std::set<std::string> devices;
  for (const auto& model : models) {
    for (const auto& document : model.documents) {
      for (const domain::Observation& one : document.facts.observations) devices.insert(one.device);
    }
  }
  return {devices.begin(), devices.end()};
}

bool is_told_apart(const std::string& id, const std::vector<std::string>& same_as,
                   const std::vector<std::string>& observed) {
  const auto is_named = [&](const std::string& one) { return std::ranges::binary_search(observed, one); };
  return is_named(id) || std::ranges::any_of(same_as, is_named);
}

}  // namespace kilograph::reply
