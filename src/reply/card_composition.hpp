// A card's text from answers, put into what a card says already: what no answer is about stays byte for byte.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "reply/card_answers.hpp"

namespace kilograph::reply {

// What a card's front matter says already, as answers. Errors: those of card::read_front.
Result<CardAnswers> stated_answers(std::string_view card);

// What a metric needs beside its name to be a result of `model-index`, as keys of answers that are missing: the Hugging
// Face library refuses a whole card for a result without value or data set. Empty too where no metric is answered.
std::vector<std::string> lacking_of_result(const CardAnswers& answers, const CardAnswers& stated);

// so_far: with results that may not be whole yet, to be read while questions are asked; as_written: without those.
enum class Extent { so_far, as_written };

// `existing`: Markdown with or without front matter that stated_answers() reads, or nothing. An answer takes the place
// of what is stated. Errors: unsupported, where the card is written so that an answer cannot be put into it.
Result<std::string> composed(std::string_view existing, const std::string& model_file, const Digest& model,
                             const CardAnswers& answers, Extent extent);

}  // namespace kilograph::reply
