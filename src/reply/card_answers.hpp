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

// Of sensors, inputs and outputs that a model may have several of, at most so many are asked for.
inline constexpr std::size_t kMostAlike = 8;

// The answer that no sensor feeds the model.
inline constexpr std::string_view kNone = "none";

struct CardTopic {
  std::string key;         // "sensor", "sensor_2"
  std::string text;        // the question
  std::string stated;      // where a card states it: "kilograph.sensors", "license"
  std::string where{};     // a part of the place that a reader's warning about it has; empty: there is none
  std::string after{};     // asked only where this key has an answer; empty: always
  std::string of{};        // its key without number: "sensor"
  std::size_t number = 0;  // of several alike, from 0: 1 for "sensor_2"
};
std::span<const CardTopic> card_topics();  // in the order in which they are asked

// "rate_hz_2" for 1, "rate_hz" for 0.
std::string numbered(std::string_view key, std::size_t number);
// Whether a model can have that many of it: inputs and outputs are counted by the file.
bool is_about(const CardTopic& topic, const domain::Model& model);

// With what the model tells, a default and its reason, and words to complete.
Question question_on(const CardTopic& topic, const domain::Model& model, const std::string& file_name,
                     const CardAnswers& answers);

// "key: value" a line, as YAML. Errors: not_found, bad_input, usage (a key that is none, with the nearest).
Result<CardAnswers> read_answers(const std::filesystem::path& path);
Result<void> write_answers(const std::filesystem::path& path, const CardAnswers& answers);
// "key=value". Errors: usage.
Result<void> set_answer(CardAnswers& answers, std::string_view text);

}  // namespace kilograph::reply
