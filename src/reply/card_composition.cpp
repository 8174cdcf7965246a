#include "reply/card_composition.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/listing.hpp"
#include "base/trimmed.hpp"
#include "ingest/board/yaml_tree.hpp"
#include "ingest/card/model_card.hpp"
#include "reply/front_matter.hpp"

namespace kilograph::reply {
namespace {

using ingest::board::YamlNode;
using Json = nlohmann::ordered_json;

constexpr std::string_view kResult = "model-index[0].results[0]";

std::string answer_to(const CardAnswers& answers, std::string_view key) {
  const auto found = answers.find(key);
  return found == answers.end() ? std::string() : found->second;
}

// A number as a number, as those who read cards by machine expect it; what is none as a text, for the reader to say so.
Json number_or_text(const std::string& text) {
  Json number = Json::parse(text, nullptr, false);
  return number.is_number() ? number : Json(text);
}

// "circle, lift" as a list.
Json list_of(std::string_view words) {
  Json list = Json::array();
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(','), words.size());
    const std::string_view word = trimmed(words.substr(0, end));
    if (!word.empty()) list.push_back(std::string(word));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return list;
}

// "-4..4 g"; what is no range stays as it is, for the reader to say so.
Json range_of(const std::string& text) {
  Json range = Json::object();
  const std::size_t dots = text.find("..");
  range["low"] = number_or_text(text.substr(0, dots));
  if (dots == std::string::npos) return range;
  const std::size_t unit = text.find(' ', dots);
  range["high"] = number_or_text(text.substr(dots + 2, unit == std::string::npos ? unit : unit - dots - 2));
  if (unit != std::string::npos) range["unit"] = text.substr(unit + 1);
  return range;
}

Json value_of(const CardTopic& topic, const std::string& answer) {
  if (topic.of == "labels" || topic.of == "dataset") return list_of(answer);
  if (topic.of == "range") return range_of(answer);
  if (topic.of == "rate_hz" || topic.of == "axes" || topic.of == "value") return number_or_text(answer);
  return answer;
}

// --- what a card states, as answers

std::string text_of(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::scalar) return std::string(trimmed(node.text));
  if (node.kind == YamlNode::Kind::sequence) return listed(node.children, &YamlNode::text);
  const std::string_view unit = node.text_of("unit");
  if (!node.find("low") && !node.find("high")) return "…";
  return std::string(node.text_of("low")) + ".." + std::string(node.text_of("high")) + (unit.empty() ? "" : " ") +
         std::string(unit);
}

CardAnswers stated_in(const FrontMatter& front) {
  CardAnswers stated;
  for (const CardTopic& topic : card_topics()) {
    const YamlNode* node = nullptr;
    for (const std::string& place : topic.places) {
      if (!node) node = front.at(place);
    }
    if (node) stated[topic.key] = text_of(*node);
  }
  if (front.is_empty_list("kilograph.sensors")) stated["sensor"] = kNone;
  return stated;
}

// --- what answers put into it

// What a card without a name calls its model.
std::string stem_of(const std::string& model_file) { return model_file.substr(0, model_file.rfind('.')); }

Json result_of(const CardAnswers& answers) {
  const std::string task = answer_to(answers, "task"), dataset = answer_to(answers, "measured_on"),
                    split = answer_to(answers, "split"), value = answer_to(answers, "value");
  Json result = Json::object(), metric = Json::object();
  result["task"]["type"] = task.empty() ? "other" : task;
  if (!dataset.empty()) {
    result["dataset"] = {{"name", dataset}, {"type", dataset}};
    if (!split.empty()) result["dataset"]["split"] = split;
  }
  metric["type"] = answer_to(answers, "metric");
  if (!value.empty()) metric["value"] = number_or_text(value);
  result["metrics"] = Json::array();
  result["metrics"].push_back(std::move(metric));
  return result;
}

Json list_with(Json item) {
  Json list = Json::array();
  list.push_back(std::move(item));
  return list;
}

class Composition {
 public:
  Composition(FrontMatter& front, const CardAnswers& answers, const std::string& model_file)
      : front_(front), answers_(answers), model_file_(model_file) {}

  Result<void> put_outer(Extent extent) {
    KG_CHECK(put_topic("license"));
    KG_CHECK(put_topic("dataset"));
    const bool is_there = front_.at(kResult) != nullptr;
    if (is_there) return put_into_result();
    const CardAnswers nothing;
    if (answer_to(answers_, "metric").empty()) return {};
    if (extent == Extent::as_written && !lacking_of_result(answers_, nothing).empty()) return {};
    if (front_.at("model-index[0]")) return front_.put("model-index[0].results", list_with(result_of(answers_)));
    const std::string name = answer_to(answers_, "name");
    Json model = Json::object();
    model["name"] = name.empty() ? stem_of(model_file_) : name;
    model["results"] = list_with(result_of(answers_));
    return front_.put("model-index", list_with(std::move(model)));
  }

  Result<void> put_own(const Digest& model) {
    if (!front_.at("kilograph.model")) KG_CHECK(front_.put("kilograph.model", model_file_));
    KG_CHECK(put_topic("sha256"));
    if (!front_.at("kilograph.sha256")) KG_CHECK(front_.put("kilograph.sha256", model.hex()));
    for (const std::string_view key : {"name", "description", "task", "preprocessing", "runtime", "version", "revises"})
      KG_CHECK(put_topic(key));
    for (const std::string_view key : {"input", "output"}) KG_CHECK(put_ends(std::string(key)));
    KG_CHECK(put_topic("labels"));
    return put_sensors();
  }

 private:
  Result<void> put_topic(std::string_view key) {
    const std::string answer = answer_to(answers_, key);
    if (answer.empty()) return {};
    const CardTopic& topic = *card_topic(key);
    for (const std::string& place : topic.places) {
      if (front_.at(place)) return front_.put(place, value_of(topic, answer));
    }
    return front_.put(topic.places.front(), value_of(topic, answer));
  }

  Result<void> put_into_result() {
    const bool had_dataset = front_.at(std::string(kResult) + ".dataset") != nullptr;
    for (const std::string_view key : {"metric", "value", "measured_on", "split"}) KG_CHECK(put_topic(key));
    const std::string dataset = answer_to(answers_, "measured_on");
    if (had_dataset || dataset.empty()) return {};
    return front_.put(std::string(kResult) + ".dataset.type", dataset);
  }

  Result<void> put_sensors() {
    if (answer_to(answers_, "sensor") == kNone) {
      return front_.is_empty_list("kilograph.sensors") ? Result<void>{}
                                                       : front_.put("kilograph.sensors", Json::array());
    }
    for (std::size_t i = 0; i < kMostAlike; ++i) {
      const std::string answer = answer_to(answers_, numbered("sensor", i));
      const std::string item = "kilograph.sensors[" + std::to_string(i) + "]";
      if (answer == kNone || (answer.empty() && !front_.at(item))) break;
      for (const std::string_view key : {"sensor", "rate_hz", "axes", "range"}) KG_CHECK(put_topic(numbered(key, i)));
    }
    return {};
  }

  // Of one end a text, of several a list; those behind the last that is known are left out.
  Result<void> put_ends(const std::string& key) {
    const std::string place = "kilograph." + key;
    const YamlNode* stated = front_.at(place);
    std::vector<std::string> ends;
    if (stated && stated->kind == YamlNode::Kind::sequence) {
      for (const YamlNode& end : stated->children) ends.push_back(end.text);
    } else if (stated) {
      ends.push_back(stated->text);
    }
    const std::size_t known = ends.size();
    bool appends = stated && stated->kind == YamlNode::Kind::sequence, is_answered = false;
    for (std::size_t i = 0; i < kMostAlike; ++i) {
      const std::string answer = answer_to(answers_, numbered(key, i));
      if (answer.empty()) continue;
      is_answered = true;
      appends = appends && i >= known;
      if (i >= ends.size()) ends.resize(i + 1);
      ends[i] = answer;
    }
    if (!is_answered) return {};
    if (!appends) return front_.put(place, ends.size() == 1 ? Json(ends.front()) : Json(ends));
    for (std::size_t i = known; i < ends.size(); ++i) {
      KG_CHECK(front_.put(place + "[" + std::to_string(i) + "]", ends[i]));
    }
    return {};
  }

  FrontMatter& front_;
  const CardAnswers& answers_;
  const std::string& model_file_;
};

// The text of a card from the end of its front matter on.
std::string_view behind_front(std::string_view card, std::string_view front) {
  return card.substr(static_cast<std::size_t>(front.data() - card.data()) + front.size());
}

}  // namespace

std::vector<std::string> lacking_of_result(const CardAnswers& answers, const CardAnswers& stated) {
  std::vector<std::string> lacking;
  if (answer_to(answers, "metric").empty()) return lacking;
  for (const char* key : {"value", "measured_on"}) {
    if (answer_to(answers, key).empty() && answer_to(stated, key).empty()) lacking.emplace_back(key);
  }
  return lacking;
}

Result<CardAnswers> stated_answers(std::string_view card) {
  if (!ingest::card::begins_with_front_matter(card)) return CardAnswers();
  KG_CHECK(ingest::card::read_front(card));
  return stated_in(KG_TRY(FrontMatter::read(std::string(ingest::card::parts_of(card).front))));
}

Result<std::string> composed(std::string_view existing, const std::string& model_file, const Digest& model,
                             const CardAnswers& answers, Extent extent) {
  std::string_view opening = "---\n";
  std::string rest = "---\n" + std::string(existing);
  if (ingest::card::begins_with_front_matter(existing)) {
    opening = ingest::card::parts_of(existing).front;
    rest = behind_front(existing, opening);
  } else if (existing.empty()) {
    const std::string name = answer_to(answers, "name"), description = answer_to(answers, "description");
    rest += "# " + (name.empty() ? stem_of(model_file) : name) + "\n" + (description.empty() ? "" : description + "\n");
  }
  FrontMatter front = KG_TRY(FrontMatter::read(std::string(opening)));
  Composition composition(front, answers, model_file);
  KG_CHECK(composition.put_outer(extent));
  KG_CHECK(composition.put_own(model));
  return front.text() + rest;
}

}  // namespace kilograph::reply
