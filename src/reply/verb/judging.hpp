// With what a call judges: known runtimes, and the figures that `--facts` names.
#pragma once

#include "base/result.hpp"
#include "match/fit.hpp"
#include "reply/call.hpp"

namespace kilograph::reply {

Result<match::Judge> judge_for(const Call& call);

}  // namespace kilograph::reply
