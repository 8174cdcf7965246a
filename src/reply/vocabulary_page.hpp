// The vocabulary as one HTML page that needs nothing else: search, a map and a diagram a class, drawn from the data.
#pragma once

#include <span>
#include <string>

#include "reply/vocabulary.hpp"

namespace kilograph::reply {

// Each term of kg: has its local name as anchor, so that https://w3id.org/kilograph/ns#task finds it where the page is
// served at the namespace; the others have their prefixed name.
std::string vocabulary_page(std::span<const VocabularyTerm> terms);

}  // namespace kilograph::reply
