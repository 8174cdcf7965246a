// Drawings of the vocabulary as SVG, for its page.
#pragma once

#include <span>
#include <string>

#include "reply/vocabulary.hpp"

namespace kilograph::reply {

std::string escaped(std::string_view text);           // for HTML and SVG
std::string anchor_of(std::string_view name);         // "kg:task" is "task"

// The classes that can be reached from a model and from a device, by what relates them; a column a step.
std::string drawing_of_all(std::span<const VocabularyTerm> terms);

// A class, what leads to it (left) and from it (right); empty where nothing does.
std::string drawing_of(const VocabularyTerm& klass, std::span<const VocabularyTerm> terms);

}  // namespace kilograph::reply
