#include "knowledge/catalogue/inheritance.hpp"

#include <algorithm>

namespace kilograph::knowledge {

std::vector<std::string> stated_bases(const domain::DeviceEntity& device) {
  std::vector<std::string> ids;
  for (const auto& document : device.documents) {
    for (const std::string& id : document.facts.based_on) {
      if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
  }
  return ids;
}

Result<void> Inheritance::complete(domain::DeviceEntity& device) {
  const std::vector<std::string> ids = stated_bases(device);
  return ids.empty() ? Result<void>{} : gather(device, ids, 0);
}

Result<Inheritance::Base> Inheritance::base(const std::string& id) {
  const auto known = bases_.find(id);
  if (known != bases_.end()) return known->second;
  auto found = KG_TRY(find_(id));
  Base base = found ? std::make_shared<const domain::DeviceEntity>(*std::move(found)) : nullptr;
  bases_.emplace(id, base);
  return base;
}

Result<void> Inheritance::gather(domain::DeviceEntity& device, const std::vector<std::string>& ids, unsigned depth) {
  for (const std::string& id : ids) {
    const Base found = KG_TRY(base(id));
    if (!found || depth == kMostBaseDepth) {
      const bool is_new = std::ranges::find(device.missing_bases, id) == device.missing_bases.end();
      if (is_new) device.missing_bases.push_back(id);
      continue;
    }
    const auto is_it = [&](const Base& one) { return one->id == found->id; };
    if (found->id == device.id || std::ranges::any_of(device.bases, is_it)) continue;
    device.bases.push_back(found);
    KG_CHECK(gather(device, stated_bases(*found), depth + 1));
  }
  return {};
}

}  // namespace kilograph::knowledge
