#include "reply/card_answers.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/listing.hpp"
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

constexpr CardTopic kTopics[] = {
    {"name", "What is the model called?", "kilograph.name", "", ""},
    {"description", "What does it do, in a sentence?", "kilograph.description", "", ""},
    {"sensor", "Which sensor feeds it?", "kilograph.sensors", "sensors[0].class", ""},
    {"rate_hz", "How many samples a second does it need?", "kilograph.sensors", "sensors[0].rate_hz", "sensor"},
    {"axes", "How many axes of the sensor does it use?", "kilograph.sensors", "sensors[0].axes", "sensor"},
    {"range", "Over which range, as LOW..HIGH UNIT?", "kilograph.sensors", "range.low", "sensor"},
    {"preprocessing", "What is done to the samples before they are its input?", "kilograph.preprocessing", "", ""},
    {"input", "What does its input mean?", "kilograph.input", "", ""},
    {"output", "What does its output mean?", "kilograph.output", "", ""},
    {"labels", "What do the elements of its output stand for, with commas between?", "kilograph.labels", "", ""},
    {"task", "What is its task?", "kilograph.task", "", ""},
    {"dataset", "Which data set was it trained on?", "datasets", "", ""},
    {"metric", "By which measure is it known how good it is?", "model-index", "", ""},
    {"value", "What is the value of that measure?", "model-index", "metrics[0].value", "metric"},
    {"measured_on", "On which data set was that measured?", "model-index", "", "metric"},
    {"split", "On which split of it?", "model-index", "", "measured_on"},
    {"license", "Under which licence (SPDX identifier) may it be used?", "license", "license", ""},
    {"runtime", "Which runtime was it made for?", "kilograph.runtime", "", ""},
    {"version", "Which version is it?", "kilograph.version", "", ""},
    {"revises", "Which earlier model does it revise (SHA-256 or IRI)?", "kilograph.revises", "kilograph.revises", ""},
};

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
  }
  return words;
}

const domain::Tensor* first_of(const domain::Model& model, std::vector<std::int32_t> domain::Subgraph::* ends) {
  if (model.subgraphs.empty() || (model.subgraphs.front().*ends).empty()) return nullptr;
  const auto index = static_cast<std::size_t>((model.subgraphs.front().*ends).front());
  const auto& tensors = model.subgraphs.front().tensors;
  return index < tensors.size() ? &tensors[index] : nullptr;
}

std::string end_text(const char* what, const domain::Tensor* tensor) {
  if (!tensor) return {};
  return std::string("the file's ") + what + " is " + std::string(name_of(tensor->spec.type)) + " " +
         domain::to_text(tensor->spec.shape);
}

Result<void> put(CardAnswers& answers, const std::string& key, std::string value, std::string_view where) {
  std::vector<std::string> keys;
  for (const CardTopic& topic : kTopics) keys.emplace_back(topic.key);
  if (std::ranges::find(keys, key) != keys.end()) {
    answers[key] = std::move(value);
    return {};
  }
  const auto near = domain::nearest(key, keys, 1);
  return fail(ErrorKind::usage, "nothing called '" + key + "' is asked", std::string(where), "one of " + listed(keys),
              near.empty() ? "" : "Did you mean " + near.front() + "?");
}

}  // namespace

std::span<const CardTopic> card_topics() { return kTopics; }

Question question_on(const CardTopic& topic, const domain::Model& model, const std::string& file_name,
                     const CardAnswers& answers) {
  const domain::Tensor* input = first_of(model, &domain::Subgraph::inputs);
  const domain::Tensor* output = first_of(model, &domain::Subgraph::outputs);
  const domain::Shape shape = input ? input->spec.shape : domain::Shape{};
  const Default otherwise = default_for(topic.key, shape, file_name, answers);
  Question question{.key = std::string(topic.key), .text = std::string(topic.text)};
  const bool is_of_output = topic.key == "output" || topic.key == "labels" || topic.key == "task";
  const bool is_of_input = topic.key == "input" || topic.key == "sensor" || topic.key == "preprocessing";
  if (is_of_input) question.known = end_text("input", input);
  if (is_of_output) question.known = end_text("output", output);
  question.otherwise = otherwise.answer;
  question.reason = otherwise.reason;
  question.words = words_for(topic.key);
  return question;
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
