// Where the sources of one entity disagree in what a device is judged by.
#pragma once

#include <vector>

#include "domain/entity.hpp"
#include "reply/answer/contradiction.hpp"

namespace kilograph::reply {

// By the order of all facts (domain/entity.hpp), of memory by the rules of match/figure.hpp. Words for people (titles,
// descriptions, labels) and figures for different runtimes, kernels or ABIs do not contradict each other; nor does free
// memory the size that it is free of, nor an estimate what lies within its bounds, nor a plan
// what was used and is less.
std::vector<Contradiction> contradictions_of(const domain::ModelEntity& model);
std::vector<Contradiction> contradictions_of(const domain::DeviceEntity& device);

}  // namespace kilograph::reply
