// Answers to the questions of `describe`: what is asked, and how answers are kept in a file.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  std::string key;                    // "sensor", "sensor_2"
  std::string text;                   // the question
  std::vector<std::string> places;    // where a card states it: "kilograph.sensors[0].class"; the first is written
  std::string form{};                 // what an answer looks like: "LOW..HIGH UNIT, such as -4..4 g"
  std::string after{};                // asked only where this key has an answer; empty: always
  std::string of{};                   // its key without number: "sensor"
  std::size_t number = 0;             // of several alike, from 0: 1 for "sensor_2"
};
std::span<const CardTopic> card_topics();  // in the order in which they are asked
const CardTopic* card_topic(std::string_view key);  // null: nothing of that key is asked

// "rate_hz_2" for 1, "rate_hz" for 0.
std::string numbered(std::string_view key, std::size_t number);
// The key that is meant, or an error of kind usage with the nearest that there is.
Error unknown_key(std::string_view key, std::string_view where);
// Whether a model can have that many of it: inputs and outputs are counted by the file.
bool is_about(const CardTopic& topic, const domain::Model& model);

// With what the model tells, a default and its reason, and words to complete.
Question question_on(const CardTopic& topic, const domain::Model& model, const std::string& file_name,
                     const CardAnswers& answers);

// An answer is one line of UTF-8. Errors: bad_input, with what is wrong in it.
Result<void> check_line(const std::string& key, const std::string& value, std::string_view where);

// "key: value" a line, as YAML. Errors: not_found, bad_input, usage (a key that is none, with the nearest).
Result<CardAnswers> read_answers(const std::filesystem::path& path);
Result<void> write_answers(const std::filesystem::path& path, const CardAnswers& answers);
// "key=value". Errors: usage.
Result<void> set_answer(CardAnswers& answers, std::string_view text);

}  // namespace kilograph::reply
