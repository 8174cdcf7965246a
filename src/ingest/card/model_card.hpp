// Model cards: Markdown behind YAML front matter, as on Hugging Face, with a section `kilograph:` for what a file of a
// model cannot hold (docs/formats/card.md). A card says nothing that it does not state: what it lacks is unknown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/model_facts.hpp"
#include "ingest/board/yaml_tree.hpp"
#include "ingest/document.hpp"

namespace kilograph::ingest::card {

inline constexpr std::size_t kMostBytes = 2 << 20;

// Where a card's text falls apart: lines from "---" to before the closing "---", and what follows it.
struct CardText {
  std::string_view front;  // with its opening line, so that its lines are the file's
  std::string_view body;
};

// Whether the text begins with the fence of front matter, whatever follows, UTF-8 or not.
bool begins_with_front_matter(std::string_view text);
// Whether the text has front matter with a key that cards have, in whatever form, or that states nothing yet.
bool is_model_card(std::string_view text);
CardText parts_of(
    std::string_view card);  // all of it is body where no front matter begins it, or where it does not end

// The front matter as a tree. A key that stands twice in one map has its last value, as with the YAML reader that most
// cards were tried with. Errors: bad_input, where it does not end or is no map, and those of its YAML.
Result<board::YamlNode> read_front(std::string_view card);

// Errors: bad_input with the line (broken YAML); too_large.
Result<ModelCard> read_model_card(std::string_view text);

// Names that cards use, for completion and for the nearest right value.
const std::vector<std::string>& known_tasks();
const std::vector<std::string>& known_measures();
// The task, ours or a pipeline tag of Hugging Face, that a text is a misspelling of; empty: it is none.
std::string misspelt_task(std::string_view task);

// Metrics of `model-index`, and sensors of `kilograph.sensors`; parts of read_model_card.
class Section;
std::vector<domain::Metric> read_metrics(const Section& card, const std::string& trained_on);
std::vector<domain::Sensor> read_sensors(const Section& kilograph);

}  // namespace kilograph::ingest::card
