// Makes the documents of kept files anew, by the readers that made them first.
#pragma once

#include "knowledge/remaking.hpp"

namespace kilograph::reply {

// A file is read at most 64 times, once for each different name and base that its documents state;
// documents beyond that are not made.
knowledge::Remake remaking();

}  // namespace kilograph::reply
