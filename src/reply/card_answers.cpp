#include "reply/card_answers.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/listing.hpp"
#include "base/utf8.hpp"
#include "domain/sensor.hpp"
#include "domain/spelling.hpp"
#include "ingest/board/yaml_tree.hpp"
#include "ingest/card/licence.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/encoding.hpp"

namespace kilograph::reply {
namespace {

using ingest::board::YamlNode;

constexpr std::size_t kMostBytes = 1 << 20;

struct TopicRow {
  std::string_view key, text, places, form, after{};
  // Asked again for each further one, as a group of the rows that follow each other with the same letter: 's' of
  // sensors, 'i' of inputs, 'o' of outputs.
  char group = 0;
};
constexpr TopicRow kTopics[] = {
    {"sha256", "Of which bytes is the card (SHA-256)?", "kilograph.sha256", "the SHA-256 of the model's file"},
    {"name", "What is the model called?", "kilograph.name", "a name"},
    {"description", "What does it do, in a sentence?", "kilograph.description", "a sentence"},
    {"sensor", "Which sensor feeds it?", "kilograph.sensors[0].class",
     "a class of sensors such as Accelerometer, or none", "", 's'},
    {"rate_hz", "How many samples a second does it need?", "kilograph.sensors[0].rate_hz", "a number, such as 50",
     "sensor", 's'},
    {"axes", "How many axes of the sensor does it use?", "kilograph.sensors[0].axes", "a whole number, such as 3",
     "sensor", 's'},
    {"range", "Over which range?", "kilograph.sensors[0].range", "LOW..HIGH UNIT, such as -4..4 g", "sensor", 's'},
    {"preprocessing", "What is done to the samples before they are its input?", "kilograph.preprocessing",
     "a sentence"},
    {"input", "What does its input mean?", "kilograph.input[0]", "a sentence", "", 'i'},
    {"output", "What does its output mean?", "kilograph.output[0]", "a sentence", "", 'o'},
    {"labels", "What do the elements of its output stand for?", "kilograph.labels",
     "names with commas between, such as rest, shake"},
    {"task", "What is its task?", "kilograph.task", "words, such as keyword spotting"},
    {"dataset", "Which data set was it trained on?", "datasets", "a name, or several with commas between"},
    {"metric", "By which measure is it known how good it is?",
     "model-index[0].results[0].metrics[0].type|model-index[0].results[0].metrics[0].name",
     "a measure, such as accuracy"},
    {"value", "What is the value of that measure?", "model-index[0].results[0].metrics[0].value",
     "a number, such as 0.93, or 93 for percent", "metric"},
    {"measured_on", "On which data set was that measured?",
     "model-index[0].results[0].dataset.name|model-index[0].results[0].dataset.type", "a name", "metric"},
    {"split", "On which split of it?", "model-index[0].results[0].dataset.split", "test, validation or train",
     "measured_on"},
    {"license", "Under which licence may it be used?", "license|license_name|license_link",
     "an SPDX identifier or expression, such as Apache-2.0"},
    {"runtime", "Which runtime was it made for?", "kilograph.runtime", "a name"},
    {"version", "Which version is it?", "kilograph.version", "a version, such as 1.0"},
    {"revises", "Which earlier model does it revise?", "kilograph.revises", "the SHA-256 of its file, or an IRI"},
};

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string changed(text);
  const std::size_t at = changed.find(from);
  return at == std::string::npos ? changed : changed.replace(at, from.size(), to);
}

CardTopic topic_of(const TopicRow& row, std::size_t number) {
  CardTopic topic{
      .key = numbered(row.key, number),
      .text = std::string(row.text),
      .places = {},
      .form = std::string(row.form),
      .after = row.group == 's' && !row.after.empty() ? numbered(row.after, number) : std::string(row.after),
      .of = std::string(row.key),
      .number = number};
  for (std::string_view rest = row.places; !rest.empty();
       rest.remove_prefix(std::min(rest.find('|'), rest.size() - 1) + 1)) {
    const std::string place(rest.substr(0, rest.find('|')));
    topic.places.push_back(number == 0 ? place : replaced(place, "[0]", "[" + std::to_string(number) + "]"));
  }
  if (number == 0) return topic;
  if (row.key == "sensor") {
    topic.text = "Which further sensor feeds it?";
    topic.after = numbered("sensor", number - 1);
  }
  topic.text = replaced(topic.text, "the sensor", "that sensor");
  if (row.group == 'i') topic.text = "What does its input " + std::to_string(number + 1) + " mean?";
  if (row.group == 'o') topic.text = "What does its output " + std::to_string(number + 1) + " mean?";
  return topic;
}

std::vector<CardTopic> all_topics() {
  std::vector<CardTopic> topics;
  for (std::size_t row = 0; row < std::size(kTopics);) {
    std::size_t end = row + 1;
    while (kTopics[row].group != 0 && end < std::size(kTopics) && kTopics[end].group == kTopics[row].group) ++end;
    for (std::size_t number = 0; number < (kTopics[row].group == 0 ? 1 : kMostAlike); ++number) {
      for (std::size_t i = row; i < end; ++i) topics.push_back(topic_of(kTopics[i], number));
    }
    row = end;
  }
  return topics;
}

struct Default {
  std::string answer, reason;
};

// A picture has two long sides; motion has three values a step.
Default sensor_of(const domain::Shape& shape) {
  constexpr int kShortestSide = 24;
  const bool is_picture = shape.size() == 4 && shape[1] >= kShortestSide && shape[1] == shape[2];
  if (is_picture) return {"Camera", "its input " + domain::to_text(shape) + " has the shape of a picture"};
  for (std::size_t i = 1; i < shape.size(); ++i) {
    if (shape[i] == 3) return {"Accelerometer", "its input " + domain::to_text(shape) + " has three values a step"};
  }
  return {};
}

Default default_for(std::string_view key, const domain::Shape& input, const std::string& file_name,
                    const CardAnswers& answers) {
  const auto given = [&](std::string_view other) {
    const auto found = answers.find(other);
    return found == answers.end() ? std::string() : found->second;
  };
  if (key == "name") return {std::filesystem::path(file_name).stem().string(), "what the file is called"};
  if (key == "sensor") return sensor_of(input);
  if (key == "axes" && given("sensor") == sensor_of(input).answer && given("sensor") == "Accelerometer") {
    return {"3", "its input has three values a step"};
  }
  if (key == "metric" && !given("labels").empty()) return {"accuracy", "it tells labels apart"};
  if (key == "measured_on" && !given("dataset").empty()) return {given("dataset"), "it was trained on that"};
  if (key == "split") return {"test", "what is usually held out"};
  if (key == "runtime") return {"TensorFlow Lite Micro", "the file is a TensorFlow Lite model"};
  if (key == "version") return {"1.0", "its first card"};
  return {};
}

std::vector<std::string> words_for(std::string_view key) {
  if (key == "task") return ingest::card::known_tasks();
  if (key == "metric") return ingest::card::known_measures();
  if (key == "license") return ingest::card::spdx_identifiers();
  if (key == "split") return {"test", "validation", "train"};
  std::vector<std::string> words;
  if (key == "sensor") {
    for (const domain::SensorClassRow& row : domain::sensor_classes()) words.emplace_back(row.name);
    words.emplace_back(kNone);
  }
  return words;
}

using Ends = std::vector<std::int32_t> domain::Subgraph::*;

std::size_t count_of(const domain::Model& model, Ends ends) {
  return model.subgraphs.empty() ? 0 : (model.subgraphs.front().*ends).size();
}

const domain::Tensor* end_of(const domain::Model& model, Ends ends, std::size_t number) {
  if (number >= count_of(model, ends)) return nullptr;
  const auto index = static_cast<std::size_t>((model.subgraphs.front().*ends)[number]);
  const auto& tensors = model.subgraphs.front().tensors;
  return index < tensors.size() ? &tensors[index] : nullptr;
}

// "the file's input is int8 1×64×3×1"; of several with number and name.
std::string end_text(const char* what, const domain::Model& model, Ends ends, std::size_t number) {
  const domain::Tensor* tensor = end_of(model, ends, number);
  if (!tensor) return {};
  const bool is_alone = count_of(model, ends) == 1;
  return std::string("the file's ") + what + (is_alone ? "" : " " + std::to_string(number + 1)) + " is " +
         (is_alone || tensor->spec.name.empty() ? "" : tensor->spec.name + ", ") +
         std::string(name_of(tensor->spec.type)) + " " + domain::to_text(tensor->spec.shape);
}

std::string known_of(const CardTopic& topic, const domain::Model& model) {
  using domain::Subgraph;
  const std::string& key = topic.of;
  if (key == "input") return end_text("input", model, &Subgraph::inputs, topic.number);
  if (key == "output") return end_text("output", model, &Subgraph::outputs, topic.number);
  if (key == "labels" || key == "task") return end_text("output", model, &Subgraph::outputs, 0);
  if (key == "preprocessing") return end_text("input", model, &Subgraph::inputs, 0);
  if (key != "sensor") return {};
  if (topic.number > 0) return "Enter goes on: there is no other";
  std::string known;
  for (std::size_t i = 0; i < std::min(count_of(model, &Subgraph::inputs), kMostAlike); ++i) {
    known += end_text("input", model, &Subgraph::inputs, i) + "; ";
  }
  return known + "'none' says that its input is no sensor's reading";
}

Result<void> put(CardAnswers& answers, const std::string& key, std::string value, std::string_view where) {
  if (!card_topic(key)) return fail(unknown_key(key, where));
  KG_CHECK(check_line(key, value, where));
  answers[key] = std::move(value);
  return {};
}

}  // namespace

std::span<const CardTopic> card_topics() {
  static const std::vector<CardTopic> topics = all_topics();
  return topics;
}

const CardTopic* card_topic(std::string_view key) {
  const auto topics = card_topics();
  const auto found = std::ranges::find(topics, key, &CardTopic::key);
  return found == topics.end() ? nullptr : &*found;
}

Error unknown_key(std::string_view key, std::string_view where) {
  std::vector<std::string> keys;
  for (const TopicRow& topic : kTopics) keys.emplace_back(topic.key);
  const auto near = domain::nearest(key, keys, 1);
  return {ErrorKind::usage, "nothing called '" + std::string(key) + "' is asked", std::string(where),
          "one of " + listed(keys), near.empty() ? "" : "Did you mean " + near.front() + "?"};
}

// A card is lines of text: `add` would refuse one with anything else in it.
Result<void> check_line(const std::string& key, const std::string& value, std::string_view where) {
  bool has_control = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto byte = static_cast<unsigned char>(value[i]);
    const bool is_further = i > 0 && value[i - 1] == '\xC2' && byte < 0xA0;  // U+0080 to U+009F
    has_control |= byte < ' ' || byte == 0x7F || is_further;
  }
  if (has_control) {
    return fail(ErrorKind::bad_input, key + ": the answer has a line break or another control character",
                std::string(where), "one line of text");
  }
  if (clean_utf8(value) == value) return {};
  return fail(ErrorKind::bad_input, key + ": the answer is no UTF-8", std::string(where), "one line of text");
}

std::string numbered(std::string_view key, std::size_t number) {
  return std::string(key) + (number == 0 ? "" : "_" + std::to_string(number + 1));
}

bool is_about(const CardTopic& topic, const domain::Model& model) {
  if (topic.number == 0) return true;
  if (topic.of == "input") return topic.number < count_of(model, &domain::Subgraph::inputs);
  if (topic.of == "output") return topic.number < count_of(model, &domain::Subgraph::outputs);
  return true;
}

Question question_on(const CardTopic& topic, const domain::Model& model, const std::string& file_name,
                     const CardAnswers& answers) {
  const domain::Tensor* input = end_of(model, &domain::Subgraph::inputs, 0);
  const domain::Shape shape = input ? input->spec.shape : domain::Shape{};
  const bool is_further = topic.number > 0;
  const Default otherwise = is_further ? Default{} : default_for(topic.key, shape, file_name, answers);
  return {.key = topic.key,
          .text = topic.text,
          .form = topic.form,
          .known = known_of(topic, model),
          .otherwise = otherwise.answer,
          .reason = otherwise.reason,
          .words = words_for(topic.of)};
}

Result<CardAnswers> read_answers(const std::filesystem::path& path) {
  const Bytes bytes = KG_TRY(read_file(path, kMostBytes));
  auto tree = ingest::utf8_text(bytes).and_then([](std::string_view text) { return ingest::board::read_yaml(text); });
  if (!tree) return fail(std::move(tree).error().in(path.string()));
  if (tree->kind != YamlNode::Kind::map) {
    return fail(ErrorKind::bad_input, "the answers are no map", path.string(), "a line an answer, such as task: …");
  }
  CardAnswers answers;
  for (std::size_t i = 0; i < tree->keys.size(); ++i) {
    const YamlNode& node = tree->children[i];
    const std::string value =
        node.kind == YamlNode::Kind::sequence ? listed(node.children, &YamlNode::text) : node.text;
    KG_CHECK(put(answers, tree->keys[i], value, path.string() + ", " + node.place()));
  }
  return answers;
}

Result<void> write_answers(const std::filesystem::path& path, const CardAnswers& answers) {
  std::string text =
      "# Answers of `kilograph describe` so far; it goes on from here, and removes this file at its end.\n";
  for (const auto& [key, value] : answers) {
    text += key + ": " + nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  return write_file(path, view_of(text));
}

Result<void> set_answer(CardAnswers& answers, std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    return fail(ErrorKind::usage, "'" + std::string(text) + "' is no answer", "--set", "KEY=VALUE");
  }
  return put(answers, std::string(text.substr(0, equals)), std::string(text.substr(equals + 1)), "--set");
}

}  // namespace kilograph::reply
