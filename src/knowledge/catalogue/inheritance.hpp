// What devices are based on: their Thing Models and boards, and what these are based on in turn.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"

namespace kilograph::knowledge {

// Bases nest at most so deep; what lies deeper counts as missing.
inline constexpr unsigned kMostBaseDepth = 16;

// Gives devices their bases. Equal ids share one base, so that 10^5 instances of one model hold its facts once.
// A base in a circle counts once.
class Inheritance {
 public:
  // The entity that goes by this id (or is the same as it), with its own documents; nothing where none is kept.
  using Find = std::function<Result<std::optional<domain::DeviceEntity>>(const std::string& id)>;

  explicit Inheritance(Find find) : find_(std::move(find)) {}

  Result<void> complete(domain::DeviceEntity& device);

 private:
  using Base = std::shared_ptr<const domain::DeviceEntity>;
  Result<Base> base(const std::string& id);  // null where none is kept
  Result<void> gather(domain::DeviceEntity& device, const std::vector<std::string>& ids, unsigned depth);

  Find find_;
  std::unordered_map<std::string, Base> bases_;
};

// What its own documents say that it is based on, each once, in order.
std::vector<std::string> stated_bases(const domain::DeviceEntity& device);

}  // namespace kilograph::knowledge
