#include "ingest/card/model_card.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/listing.hpp"
#include "domain/entity.hpp"
#include "domain/spelling.hpp"
#include "ingest/card/licence.hpp"
#include "ingest/card/licence_list.hpp"
#include "ingest/card/misspelling.hpp"
#include "ingest/card/section.hpp"

namespace kilograph::ingest::card {
namespace {

using domain::ModelFacts;

constexpr std::string_view kCardKeys[] = {"license",          "tags",         "datasets",        "metrics",
                                          "model-index",      "kilograph",    "language",        "library_name",
                                          "pipeline_tag",     "base_model",   "license_name",    "license_link",
                                          "inference",        "thumbnail",    "widget",          "base_model_relation",
                                          "co2_eq_emissions", "eval_results", "instance_prompt", "model_name",
                                          "model_type",       "new_version",  "quantized_by"};

constexpr std::string_view kOwnKeys[] = {
    "model",   "sha256",       "name",          "description",     "creator",         "category", "task",
    "labels",  "sensors",      "preprocessing", "input",           "output",          "runtime",  "version",
    "revises", "date_created", "citation",      "code_repository", "training_dataset"};

// What stands outermost in cards, as Hugging Face and its tools write it: a key that is near one of these and none of
// them is misspelt.
constexpr std::string_view kOuterKeys[] = {"annotations_creators",
                                           "arxiv",
                                           "author",
                                           "authors",
                                           "base_model",
                                           "base_model_relation",
                                           "citation",
                                           "co2_eq_emissions",
                                           "config",
                                           "configs",
                                           "dataset_info",
                                           "datasets",
                                           "description",
                                           "developers",
                                           "doi",
                                           "eval_results",
                                           "extra_gated_button_content",
                                           "extra_gated_description",
                                           "extra_gated_fields",
                                           "extra_gated_heading",
                                           "extra_gated_prompt",
                                           "homepage",
                                           "inference",
                                           "instance_prompt",
                                           "kilograph",
                                           "language",
                                           "language_creators",
                                           "library_name",
                                           "license",
                                           "license_link",
                                           "license_name",
                                           "metrics",
                                           "model",
                                           "model-index",
                                           "model_creator",
                                           "model_id",
                                           "model_name",
                                           "model_type",
                                           "models",
                                           "name",
                                           "new_version",
                                           "output",
                                           "parameters",
                                           "pipeline_tag",
                                           "pretty_name",
                                           "prompt_template",
                                           "quantized_by",
                                           "size_categories",
                                           "source",
                                           "summary",
                                           "tags",
                                           "task",
                                           "task_categories",
                                           "task_ids",
                                           "tasks",
                                           "thumbnail",
                                           "title",
                                           "version",
                                           "viewer",
                                           "widget"};

// The start of the line behind the one at `at`.
std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

bool is_blank(char letter) { return letter == '\n' || letter == '\r' || letter == ' ' || letter == '\t'; }

bool is_fence(std::string_view text, std::size_t at) {
  std::string_view line = text.substr(at, next_line(text, at) - at);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line == "---";
}

// The start of the first line that is not blank.
std::size_t first_line(std::string_view text) {
  const std::size_t letter = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const std::size_t end = text.rfind('\n', letter);
  return end == std::string_view::npos || letter == 0 ? 0 : end + 1;
}

// Front matter that states nothing yet: comments and {}, as in the template that cards are begun with.
bool is_bare(std::string_view front) {
  for (std::size_t at = next_line(front, first_line(front)); at < front.size(); at = next_line(front, at)) {
    std::string_view line = front.substr(at, next_line(front, at) - at);
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    if (!line.empty() && !line.starts_with('#') && line != "{}") return false;
  }
  return true;
}

// Of a key that stands twice in a map the last value is taken.
void warn_of_doubles(const board::YamlNode& node, const std::string& path, std::vector<Warning>& warnings) {
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const std::string below = node.keys.empty() ? path : path + (path.empty() ? "" : ".") + node.keys[i];
    warn_of_doubles(node.children[i], below, warnings);
    if (node.keys.empty() || node.find(node.keys[i]) == &node.children[i]) continue;
    warnings.push_back({below + ", line " + std::to_string(node.children[i].line),
                        "the key '" + node.keys[i] + "' stands again in line " +
                            std::to_string(node.find(node.keys[i])->line) + ", which is taken"});
  }
}

void warn_of_misspelt(const Section& card, const board::YamlNode& front) {
  static const std::vector<std::string> known(std::begin(kOuterKeys), std::end(kOuterKeys));
  for (const std::string& key : front.keys) {
    const std::string near = misspelt(key, known);
    if (!near.empty()) card.warn(key, "the key '" + key + "' is not read; the nearest is '" + near + "'");
  }
}

// `license: other`: what it is called and where it stands are said beside it.
void read_other_licence(const Section& card, ModelFacts& facts) {
  const std::string link = card.text("license_link"), name = card.text("license_name");
  if (link.starts_with("http")) {
    facts.licence = link;
  } else if (!name.empty()) {
    const ListedLicence* listed = listed_licence(name);
    facts.licence = listed ? listed->id : own_licence(name);
  } else {
    card.warn("license",
              "'other' names no licence; expected license_name or license_link beside it, or an SPDX "
              "identifier such as Apache-2.0");
  }
}

void read_licence(const Section& card, ModelFacts& facts) {
  const std::vector<std::string> licences = card.texts("license");
  const std::string first = licences.empty() ? "" : domain::lower_case(licences.front());
  if (first == "unknown") return;
  if (first == "other" || (first.empty() && (card.has("license_name") || card.has("license_link"))))
    return read_other_licence(card, facts);
  if (first.empty()) return;
  const Licence licence = licence_of(licences.front());
  facts.licence = licence.text;
  if (!licence.problem.empty()) card.warn("license", licence.problem);
  if (licences.size() > 1)
    card.warn("license", "several licences: only the first is taken; SPDX joins them by OR or AND");
}

void warn_of_task(const Section& section, std::string_view key) {
  const std::string task = section.text(key), near = misspelt_task(task);
  if (!near.empty()) section.warn(key, "'" + task + "' is no known task and kept as it is; the nearest is " + near);
}

void read_hugging_face(const Section& card, ModelFacts& facts) {
  read_licence(card, facts);
  facts.tags = card.texts("tags");
  std::ranges::sort(facts.tags);
  facts.tags.erase(std::unique(facts.tags.begin(), facts.tags.end()), facts.tags.end());
  facts.training_dataset = listed(card.texts("datasets"));
  facts.task = card.text("pipeline_tag");
  warn_of_task(card, "pipeline_tag");
  const auto index = card.each("model-index");
  if (!index.empty()) facts.name = index.front().text("name");
}

// Of one end a text; of several a list, a text each.
std::string meaning_of(const Section& own, std::string_view key) {
  const std::vector<std::string> ends = own.texts(key);
  if (ends.size() == 1) return ends.front();
  std::string text;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (!ends[i].empty()) text += (text.empty() ? "" : "; ") + std::to_string(i + 1) + ": " + ends[i];
  }
  return text;
}

// "a SHA-256 has 64 digits, this 63"; empty for what is no digest at all.
std::string length_of_digest(const std::string& text) {
  constexpr std::size_t kDigits = 64;
  const bool is_hex = text.size() >= 8 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
  return is_hex ? "; a SHA-256 has " + std::to_string(kDigits) + " digits, this " + std::to_string(text.size()) : "";
}

// A digest is the model of these bytes; anything else has to be an IRI.
std::string earlier_version(const Section& own) {
  const std::string text = own.text("revises");
  if (const auto digest = Digest::from_hex(text)) return domain::model_iri(*digest);
  if (text.empty() || text.find("://") != std::string::npos || text.starts_with("urn:")) return text;
  own.warn("revises", "'" + text + "' does not say which model (expected the SHA-256 of the earlier file, or an IRI)" +
                          length_of_digest(text));
  return {};
}

void read_own(const Section& own, ModelCard& card) {
  own.expect_only(kOwnKeys);
  ModelFacts& facts = card.facts;
  constexpr std::pair<std::string_view, std::string ModelFacts::*> kTexts[] = {
      {"name", &ModelFacts::name},
      {"description", &ModelFacts::description},
      {"creator", &ModelFacts::creator},
      {"category", &ModelFacts::category},
      {"task", &ModelFacts::task},
      {"preprocessing", &ModelFacts::preprocessing},
      {"runtime", &ModelFacts::runtime_platform},
      {"version", &ModelFacts::version},
      {"date_created", &ModelFacts::date_created},
      {"citation", &ModelFacts::citation},
      {"code_repository", &ModelFacts::code_repository},
      {"training_dataset", &ModelFacts::training_dataset},
  };
  for (const auto& [key, field] : kTexts) {
    if (std::string text = own.text(key); !text.empty()) facts.*field = std::move(text);
  }
  warn_of_task(own, "task");
  facts.input_info = meaning_of(own, "input");
  facts.output_info = meaning_of(own, "output");
  facts.labels = own.texts("labels");
  facts.sensors = read_sensors(own);
  facts.revises = earlier_version(own);
  card.model_file = own.text("model");
  if (card.model_file.find_first_of("/\\") != std::string::npos) {
    own.warn("model", "'" + card.model_file + "' leads elsewhere (expected the name of a file beside the card)");
    card.model_file.clear();
  }
  const std::string digest = own.text("sha256");
  facts.sha256 = Digest::from_hex(digest);
  if (!digest.empty() && !facts.sha256) {
    own.warn("sha256", "'" + digest + "' is no SHA-256 digest (expected 64 hexadecimal digits)");
  }
  if (facts.sha256 && facts.revises == domain::model_iri(*facts.sha256)) {
    own.warn("revises", "the model is said to revise itself (expected the SHA-256 of the earlier file)");
    facts.revises.clear();
    card.revises_itself = true;
  }
}

}  // namespace

bool begins_with_front_matter(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return is_fence(text, first_line(text));
}

CardText parts_of(std::string_view card) {
  const std::size_t first = first_line(card);
  if (!is_fence(card, first)) return {{}, card};
  for (std::size_t at = next_line(card, first); at < card.size(); at = next_line(card, at)) {
    if (is_fence(card, at)) return {card.substr(0, at), card.substr(next_line(card, at))};
  }
  return {{}, card};
}

bool is_model_card(std::string_view text) {
  const std::string_view front = parts_of(text).front;
  if (front.empty()) return false;
  const auto has = [&](std::string_view key) { return board::has_outer_key(front, key); };
  if (std::ranges::any_of(kCardKeys, has) || is_bare(front)) return true;
  const auto root = read_front(text);  // a key in quotes, in brackets or with a blank behind it
  return root && std::ranges::any_of(kCardKeys, [&](std::string_view key) { return root->find(key) != nullptr; });
}

Result<board::YamlNode> read_front(std::string_view card) {
  const std::string_view front = parts_of(card).front;
  if (front.empty() && begins_with_front_matter(card)) {
    return fail(ErrorKind::bad_input, "the card's front matter does not end", {}, "a line of three hyphens below it");
  }
  auto root = KG_TRY(board::read_yaml(front, {.may_double_keys = true}));
  if (root.kind == board::YamlNode::Kind::map || root.kind == board::YamlNode::Kind::null) return root;
  return fail(ErrorKind::bad_input, "the front matter is no map", "line 2", "keys and values, such as license: MIT");
}

Result<ModelCard> read_model_card(std::string_view text) {
  if (text.size() > kMostBytes) {
    return fail(ErrorKind::too_large, "the card has " + grouped(text.size()) + " bytes", {},
                "at most " + grouped(kMostBytes));
  }
  const board::YamlNode front = KG_TRY(read_front(text));
  ModelCard card;
  warn_of_doubles(front, {}, card.warnings);
  const Section section(front, {}, card.warnings);
  warn_of_misspelt(section, front);
  read_hugging_face(section, card.facts);
  if (const auto own = section.below("kilograph")) read_own(*own, card);
  card.facts.metrics = read_metrics(section, card.facts.training_dataset);
  return card;
}

}  // namespace kilograph::ingest::card
