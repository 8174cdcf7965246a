#include "knowledge/catalogue/naming.hpp"

#include <algorithm>

#include "domain/source.hpp"
#include "domain/spelling.hpp"

namespace kilograph::knowledge {
namespace {

constexpr int kDescription = static_cast<int>(domain::Basis::declared);

}  // namespace

std::string counting_name(std::vector<GivenName> names) {
  std::erase_if(names, [](const GivenName& given) { return given.name.empty(); });
  if (names.empty()) return {};
  std::ranges::sort(names, std::ranges::greater{}, &GivenName::seq);
  const int best = std::ranges::min(names, {}, &GivenName::rank).rank;
  const auto is_best = [&](const GivenName& given) { return given.rank == best; };
  if (best == kDescription) return names.front().name;
  for (const GivenName& description : names) {
    if (description.rank != kDescription) continue;
    const std::string wanted = domain::lower_case(description.name);
    const auto file = std::ranges::find_if(
        names, [&](const GivenName& given) { return is_best(given) && domain::lower_case(given.name) == wanted; });
    if (file != names.end()) return file->name;
  }
  return std::find_if(names.rbegin(), names.rend(), is_best)->name;
}

}  // namespace kilograph::knowledge
