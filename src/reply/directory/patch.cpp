#include "reply/directory/patch.hpp"

namespace kilograph::reply::directory {

Json patch_between(const Json& before, const Json& after) {
  Json patch = Json::object();
  for (const auto& [name, value] : before.items()) {
    if (!after.contains(name)) patch[name] = nullptr;
  }
  for (const auto& [name, value] : after.items()) {
    const auto old = before.find(name);
    if (old == before.end()) {
      patch[name] = value;
    } else if (old->is_object() && value.is_object()) {
      Json inner = patch_between(*old, value);
      if (!inner.empty()) patch[name] = std::move(inner);
    } else if (*old != value) {
      patch[name] = value;
    }
  }
  return patch;
}

}  // namespace kilograph::reply::directory
