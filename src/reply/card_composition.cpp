#include "reply/card_composition.hpp"

#include <nlohmann/json.hpp>

#include "ingest/board/yaml_tree.hpp"
#include "ingest/card/model_card.hpp"

namespace kilograph::reply {
namespace {

using ingest::board::YamlNode;
using Stated = std::set<std::string, std::less<>>;

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string answer_to(const CardAnswers& answers, std::string_view key) {
  const auto found = answers.find(key);
  return found == answers.end() ? std::string() : found->second;
}

// A number as a number, as those who read cards by machine expect it; what is none as a text, for the reader to say so.
std::string number_or_text(const std::string& text) {
  const auto number = nlohmann::json::parse(text, nullptr, false);
  return number.is_number() ? number.dump() : quoted(text);
}

void put_number(std::string& text, const std::string& indent, std::string_view key, const std::string& value) {
  if (!value.empty()) text += indent + std::string(key) + ": " + number_or_text(value) + "\n";
}

void put(std::string& text, const std::string& indent, std::string_view key, const std::string& value) {
  if (!value.empty()) text += indent + std::string(key) + ": " + quoted(value) + "\n";
}

// "circle, lift" as a YAML list.
std::string list_of(const std::string& words) {
  std::string list;
  std::size_t at = 0;
  while (at <= words.size()) {
    const std::size_t end = std::min(words.find(',', at), words.size());
    const std::size_t first = words.find_first_not_of(' ', at);
    if (first < end) {
      const std::size_t last = words.find_last_not_of(' ', end - 1);
      list += (list.empty() ? "" : ", ") + quoted(words.substr(first, last - first + 1));
    }
    at = end + 1;
  }
  return "[" + list + "]";
}

// "-4..4 g"; what is no range stays as it is, for the reader to say so.
std::string range_of(const std::string& text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) return "{low: " + number_or_text(text) + "}";
  const std::string low = text.substr(0, dots);
  const std::size_t unit = text.find(' ', dots);
  const std::string high = text.substr(dots + 2, unit == std::string::npos ? unit : unit - dots - 2);
  const std::string of = unit == std::string::npos ? "" : ", unit: " + quoted(text.substr(unit + 1));
  return "{low: " + number_or_text(low) + ", high: " + number_or_text(high) + of + "}";
}

std::string sensors_of(const CardAnswers& answers, const std::string& indent) {
  std::string text;
  for (std::size_t i = 0; i < kMostAlike; ++i) {
    const std::string sensor = answer_to(answers, numbered("sensor", i));
    if (sensor == kNone && i == 0) return indent + "sensors: []\n";
    if (sensor.empty() || sensor == kNone) break;
    text += (i == 0 ? indent + "sensors:\n" : "") + indent + "- class: " + quoted(sensor) + "\n";
    put_number(text, indent + "  ", "rate_hz", answer_to(answers, numbered("rate_hz", i)));
    put_number(text, indent + "  ", "axes", answer_to(answers, numbered("axes", i)));
    const std::string range = answer_to(answers, numbered("range", i));
    if (!range.empty()) text += indent + "  range: " + range_of(range) + "\n";
  }
  return text;
}

// Of one end a text, of several a list; those behind the last that is known are left out.
void put_ends(std::string& text, const std::string& indent, std::string_view key, const CardAnswers& answers) {
  std::string list;
  std::size_t known = 0;
  for (std::size_t i = 0; i < kMostAlike; ++i) {
    if (!answer_to(answers, numbered(key, i)).empty()) known = i + 1;
  }
  if (known < 2) return put(text, indent, key, answer_to(answers, key));
  for (std::size_t i = 0; i < known; ++i) {
    list += (i == 0 ? "" : ", ") + quoted(answer_to(answers, numbered(key, i)));
  }
  text += indent + std::string(key) + ": [" + list + "]\n";
}

std::string own_lines(const CardAnswers& answers, const Stated& stated, const std::string& indent,
                      const std::string& model_file, const Digest& model) {
  std::string text;
  if (!stated.contains("kilograph.model")) put(text, indent, "model", model_file);
  if (!stated.contains("kilograph.sha256")) text += indent + "sha256: " + model.hex() + "\n";
  for (const std::string_view key : {"name", "description", "task", "preprocessing", "runtime", "version", "revises"}) {
    if (!stated.contains("kilograph." + std::string(key))) put(text, indent, key, answer_to(answers, key));
  }
  for (const std::string_view key : {"input", "output"}) {
    if (!stated.contains("kilograph." + std::string(key))) put_ends(text, indent, key, answers);
  }
  const std::string labels = answer_to(answers, "labels");
  if (!labels.empty() && !stated.contains("kilograph.labels")) text += indent + "labels: " + list_of(labels) + "\n";
  if (!stated.contains("kilograph.sensors")) text += sensors_of(answers, indent);
  return text;
}

// What a card without a name calls its model.
std::string stem_of(const std::string& model_file) { return model_file.substr(0, model_file.rfind('.')); }

std::string model_index(const CardAnswers& answers, const std::string& model_file) {
  const std::string name = answer_to(answers, "name"), task = answer_to(answers, "task");
  std::string text = "model-index:\n- name: " + quoted(name.empty() ? stem_of(model_file) : name) + "\n  results:\n";
  text += "  - task: {type: " + quoted(task.empty() ? "other" : task) + "}\n";
  const std::string dataset = answer_to(answers, "measured_on"), split = answer_to(answers, "split");
  if (!dataset.empty()) {
    text += "    dataset: {name: " + quoted(dataset) + ", type: " + quoted(dataset) +
            (split.empty() ? "" : ", split: " + quoted(split)) + "}\n";
  }
  text += "    metrics:\n    - type: " + quoted(answer_to(answers, "metric")) + "\n";
  put_number(text, "      ", "value", answer_to(answers, "value"));
  return text;
}

std::string outer_lines(const CardAnswers& answers, const Stated& stated, const std::string& model_file,
                        Extent extent) {
  std::string text;
  if (!stated.contains("license")) put(text, "", "license", answer_to(answers, "license"));
  const std::string dataset = answer_to(answers, "dataset");
  if (!dataset.empty() && !stated.contains("datasets")) text += "datasets: " + list_of(dataset) + "\n";
  const bool is_result = !answer_to(answers, "metric").empty() && !stated.contains("model-index");
  if (is_result && (extent == Extent::so_far || lacking_of_result(answers).empty())) {
    text += model_index(answers, model_file);
  }
  return text;
}

// Keys without a value make room for those that get one.
std::string without_empty_keys(std::string_view front, const YamlNode& root) {
  std::set<std::size_t> empty;
  const YamlNode* own = root.find("kilograph");
  for (const YamlNode* map : {&root, own}) {
    if (!map) continue;
    for (const YamlNode& child : map->children) {
      if (child.kind == YamlNode::Kind::null) empty.insert(child.line);
    }
  }
  std::string kept;
  std::size_t line = 1;
  for (std::size_t at = 0; at < front.size(); ++line) {
    const std::size_t end = std::min(front.find('\n', at), front.size() - 1) + 1;
    if (!empty.contains(line)) kept += front.substr(at, end - at);
    at = end;
  }
  return kept;
}

struct Own {
  std::size_t end = std::string::npos;  // of the line "kilograph:"; npos: there is none
  std::string indent = "  ";
};

Result<Own> own_section(const std::string& front) {
  Own own;
  const std::size_t at = front.find("\nkilograph:");
  if (at == std::string::npos) return own;
  own.end = front.find('\n', at + 1) + 1;
  const std::string rest = front.substr(at + 11, own.end - at - 12);
  if (rest.find_first_not_of(" \r") != std::string::npos) {
    return fail(ErrorKind::unsupported, "the card's section kilograph stands in one line", "kilograph",
                "a key a line below it");
  }
  const std::size_t first = front.find_first_not_of(' ', own.end);
  if (first != std::string::npos && first > own.end) own.indent = front.substr(own.end, first - own.end);
  return own;
}

}  // namespace

std::vector<std::string> lacking_of_result(const CardAnswers& answers) {
  std::vector<std::string> lacking;
  if (answer_to(answers, "metric").empty()) return lacking;
  for (const char* key : {"value", "measured_on"}) {
    if (answer_to(answers, key).empty()) lacking.emplace_back(key);
  }
  return lacking;
}

Result<Stated> stated_in(std::string_view card) {
  Stated stated;
  if (!ingest::card::is_model_card(card)) return stated;
  const YamlNode root = KG_TRY(ingest::card::read_front(card));
  const auto take = [&](const YamlNode& map, const std::string& path) {
    for (std::size_t i = 0; i < map.keys.size(); ++i) {
      if (map.children[i].kind != YamlNode::Kind::null) stated.insert(path + map.keys[i]);
    }
  };
  take(root, "");
  if (const YamlNode* own = root.find("kilograph")) take(*own, "kilograph.");
  return stated;
}

Result<std::string> composed(std::string_view existing, const std::string& model_file, const Digest& model,
                             const CardAnswers& answers, Extent extent) {
  const Stated stated = KG_TRY(stated_in(existing));
  const bool is_card = ingest::card::is_model_card(existing);
  std::string front = "---\n", body;
  if (is_card) {
    const auto parts = ingest::card::parts_of(existing);
    front = without_empty_keys(parts.front, KG_TRY(ingest::card::read_front(existing)));
    body = parts.body;
  } else {
    body = existing;
  }
  if (existing.empty()) {
    const std::string name = answer_to(answers, "name"), description = answer_to(answers, "description");
    body = "# " + (name.empty() ? stem_of(model_file) : name) + "\n" + (description.empty() ? "" : description + "\n");
  }
  const Own own = KG_TRY(own_section(front));
  const std::string lines = own_lines(answers, stated, own.indent, model_file, model);
  if (own.end == std::string::npos) {
    front += outer_lines(answers, stated, model_file, extent) + "kilograph:\n" + lines;
  } else {
    front.insert(own.end, lines);
    front += outer_lines(answers, stated, model_file, extent);
  }
  return front + "---\n" + body;
}

}  // namespace kilograph::reply
