// What a call asks for beside what models need: --licence, --deadline, --energy.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "match/fit.hpp"
#include "reply/call.hpp"

namespace kilograph::reply {

// Errors: usage, at the option: a licence that SPDX does not know (the nearest is named), an amount that is none or has
// another unit, a time with the study's figures, which have none.
Result<match::Limits> limits_of(const Call& call);

// "50ms", "1e-3s": a finite decimal number and s, ms, us, µs or ns, in seconds; "1mJ": and J, mJ, uJ, µJ or nJ, in
// joules. At most 32 bytes. Errors: usage, naming the units, the nearest first.
Result<double> parse_limit(domain::ObservedProperty property, std::string_view text);

// The devices that observations of these models name, as Limits::observed_on wants them; none where neither time nor
// energy is limited.
std::vector<std::string> observed_on(const std::vector<domain::ModelEntity>& models, const match::Limits& limits);
// Whether observations may tell a device of that id, or united with those, from others of equal facts.
bool is_told_apart(const std::string& id, const std::vector<std::string>& same_as,
                   const std::vector<std::string>& observed);

}  // namespace kilograph::reply
