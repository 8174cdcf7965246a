// A validation's answer as the text of a SARIF 2.1.0 log, for surfaces.
#pragma once

#include <string>

#include "reply/answer/validation.hpp"

namespace kilograph::reply {

std::string sarif_text(const ValidateAnswer& answer);

}  // namespace kilograph::reply
