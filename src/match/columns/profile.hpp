// What judging reads of a device and of a model, and nothing else. Devices with equal capabilities share a
// profile, models with equal requirements a class: equal keys are equal answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/entity.hpp"
#include "match/fit.hpp"

namespace kilograph::match::columns {

// The region that counts for one use (match/figure.hpp: best_region).
struct Offer {
  std::optional<std::uint64_t> bytes{};  // absent: no region is known
  bool is_free = false;                  // else only an upper bound
  std::uint64_t most_bytes = 0;          // what exceeds this does not fit; at least `bytes`

  friend bool operator==(const Offer&, const Offer&) = default;
};

struct Capability {
  std::vector<domain::Sensor> sensors{};   // each once, without free text; empty: not known
  std::vector<std::string> runtimes{};     // declared, in their order; empty: none
  unsigned pointer_bits = 32;              // of machine_of(device)
  std::string abi{};
  Offer ram{}, flash{};
  // That its core runs beside the reference ones; absent: not known. Read where a runtime has others.
  std::optional<std::vector<std::string>> kernels{};
  std::vector<std::string> places{};       // of those in Limits::observed_on, by which it is meant; sorted
};

Capability capability_of(const domain::DeviceEntity& device, const Judge& with);
std::string key_of(const Capability& capability);
std::optional<Capability> capability_from(std::string_view key);  // nothing, where key_of did not write it

// The facts of one model that judging with these facts reads, as one document of a model without a name: the
// lines of a verdict have the same status for it as for the model itself.
domain::ModelEntity requirement_of(const domain::ModelEntity& model, const Judge& with);
std::string key_of(const domain::ModelEntity& requirement);
std::optional<domain::ModelEntity> requirement_from(std::string_view key);

// One sensor without its free text, as bytes.
std::string key_of(const domain::Sensor& sensor);

}  // namespace kilograph::match::columns
