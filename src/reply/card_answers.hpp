// Answers to the questions of `describe`: what is asked, and how answers are kept in a file.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/model.hpp"
#include "ingest/document.hpp"
#include "reply/desk.hpp"

namespace kilograph::reply {

// Key to answer; an empty answer says that it is not known, and is not asked again.
using CardAnswers = std::map<std::string, std::string, std::less<>>;

struct CardTopic {
  std::string_view key;     // "sensor"
  std::string_view text;    // the question
  std::string_view stated;  // where a card states it: "kilograph.sensors", "license"
  std::string_view where;   // the end of the place that a reader's warning about it has; empty: there is none
  std::string_view after;   // asked only where this key has an answer; empty: always
};
std::span<const CardTopic> card_topics();  // in the order in which they are asked

// With what the model tells, a default and its reason, and words to complete.
Question question_on(const CardTopic& topic, const domain::Model& model, const std::string& file_name,
                     const CardAnswers& answers);

// "key: value" a line, as YAML. Errors: not_found, bad_input, usage (a key that is none, with the nearest).
Result<CardAnswers> read_answers(const std::filesystem::path& path);
Result<void> write_answers(const std::filesystem::path& path, const CardAnswers& answers);
// "key=value". Errors: usage.
Result<void> set_answer(CardAnswers& answers, std::string_view text);

}  // namespace kilograph::reply
