// A card's text from answers, added to what a card says already: nothing of an existing card is lost or changed.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "reply/card_answers.hpp"

namespace kilograph::reply {

// Which places of CardTopic::stated the card's front matter has a value for. Errors: those of its YAML.
Result<std::set<std::string, std::less<>>> stated_in(std::string_view card);

// `existing`: a card, any Markdown, or nothing. Errors: unsupported, where its section `kilograph` is written in one
// line so that nothing can be added.
Result<std::string> composed(std::string_view existing, const std::string& model_file, const Digest& model,
                             const CardAnswers& answers);

}  // namespace kilograph::reply
