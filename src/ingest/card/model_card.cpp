#include "ingest/card/model_card.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/listing.hpp"
#include "domain/entity.hpp"
#include "ingest/card/licence.hpp"
#include "ingest/card/section.hpp"

namespace kilograph::ingest::card {
namespace {

using domain::ModelFacts;

constexpr std::string_view kCardKeys[] = {"license",      "tags",       "datasets",    "metrics",
                                          "model-index",  "kilograph",  "language",    "library_name",
                                          "pipeline_tag", "base_model", "license_name"};

constexpr std::string_view kOwnKeys[] = {
    "model",   "sha256",       "name",          "description",     "creator",         "category", "task",
    "labels",  "sensors",      "preprocessing", "input",           "output",          "runtime",  "version",
    "revises", "date_created", "citation",      "code_repository", "training_dataset"};

// The start of the line behind the one at `at`.
std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

bool is_fence(std::string_view text, std::size_t at) {
  std::string_view line = text.substr(at, next_line(text, at) - at);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line == "---";
}

void read_licence(const Section& card, ModelFacts& facts) {
  const std::vector<std::string> licences = card.texts("license");
  if (licences.empty()) return;
  const std::string link = card.text("license_link");
  if (licences.front() == "other" && link.starts_with("http")) {
    facts.licence = link;
    return;
  }
  const Licence licence = licence_of(licences.front());
  facts.licence = licence.text;
  if (!licence.problem.empty()) card.warn("license", licence.problem);
  if (licences.size() > 1)
    card.warn("license", "several licences: only the first is taken; SPDX joins them by OR or AND");
}

void read_hugging_face(const Section& card, ModelFacts& facts) {
  read_licence(card, facts);
  facts.tags = card.texts("tags");
  std::ranges::sort(facts.tags);
  facts.tags.erase(std::unique(facts.tags.begin(), facts.tags.end()), facts.tags.end());
  facts.training_dataset = listed(card.texts("datasets"));
  facts.task = card.text("pipeline_tag");
  const auto index = card.each("model-index");
  if (!index.empty()) facts.name = index.front().text("name");
}

// A digest is the model of these bytes; anything else has to be an IRI.
std::string earlier_version(const Section& own) {
  const std::string text = own.text("revises");
  if (const auto digest = Digest::from_hex(text)) return domain::model_iri(*digest);
  if (text.empty() || text.find("://") != std::string::npos || text.starts_with("urn:")) return text;
  own.warn("revises", "'" + text + "' does not say which model (expected the SHA-256 of the earlier file, or an IRI)");
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
      {"input", &ModelFacts::input_info},
      {"output", &ModelFacts::output_info},
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
}

}  // namespace

bool begins_with_front_matter(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return is_fence(text, 0);
}

CardText parts_of(std::string_view card) {
  if (!is_fence(card, 0)) return {{}, card};
  for (std::size_t at = next_line(card, 0); at < card.size(); at = next_line(card, at)) {
    if (is_fence(card, at)) return {card.substr(0, at), card.substr(next_line(card, at))};
  }
  return {{}, card};
}

bool is_model_card(std::string_view text) {
  const std::string_view front = parts_of(text).front;
  return std::ranges::any_of(kCardKeys, [&](std::string_view key) { return board::has_outer_key(front, key); });
}

Result<ModelCard> read_model_card(std::string_view text) {
  if (text.size() > kMostBytes) {
    return fail(ErrorKind::too_large, "the card has " + grouped(text.size()) + " bytes", {},
                "at most " + grouped(kMostBytes));
  }
  const board::YamlNode front = KG_TRY(board::read_yaml(parts_of(text).front));
  if (front.kind != board::YamlNode::Kind::map) {
    return fail(ErrorKind::bad_input, "the front matter is no map", "line 2", "keys and values, such as license: MIT");
  }
  ModelCard card;
  const Section section(front, {}, card.warnings);
  read_hugging_face(section, card.facts);
  if (const auto own = section.below("kilograph")) read_own(*own, card);
  card.facts.metrics = read_metrics(section, card.facts.training_dataset);
  return card;
}

}  // namespace kilograph::ingest::card
