// The facts that a pair is judged by, as triples in a vocabulary of the test's own, and the three-valued meaning of
// fit over them as two SPARQL queries. Which of several figures counts is said by the line functions' own rules
// (figure.hpp, working_memory_bounds, program_memory_bounds, observed); all that is then decided, the queries decide.
#pragma once

#include <string>
#include <vector>

#include "match/fit.hpp"

namespace kilograph::match::tests {

// Models and devices as <urn:t:mN> and <urn:t:dN>, by their places.
std::string fact_triples(const std::vector<domain::ModelEntity>& models,
                         const std::vector<domain::DeviceEntity>& devices, const Judge& with);

extern const std::string kSurely;    // SELECT DISTINCT ?m ?d
extern const std::string kPossibly;

}  // namespace kilograph::match::tests
