// A card's text from answers, added to what a card says already: nothing of an existing card is lost or changed.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "reply/card_answers.hpp"

namespace kilograph::reply {

// Which places of CardTopic::stated the card's front matter has a value for. Errors: those of its YAML.
Result<std::set<std::string, std::less<>>> stated_in(std::string_view card);

// What a metric needs beside its name to be a result of `model-index`, as keys of answers that are missing: the Hugging
// Face library refuses a whole card for a result without value or data set. Empty too where no metric is answered.
std::vector<std::string> lacking_of_result(const CardAnswers& answers);

// so_far: with results that may not be whole yet, to be read while questions are asked; as_written: without those.
enum class Extent { so_far, as_written };

// `existing`: a card, any Markdown, or nothing. Errors: unsupported, where its section `kilograph` is written in one
// line so that nothing can be added.
Result<std::string> composed(std::string_view existing, const std::string& model_file, const Digest& model,
                             const CardAnswers& answers, Extent extent);

}  // namespace kilograph::reply
