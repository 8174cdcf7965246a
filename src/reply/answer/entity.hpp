// What `show` answers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "domain/device_core.hpp"
#include "domain/entity.hpp"
#include "knowledge/part_sources.hpp"
#include "match/figure.hpp"
#include "reply/answer/contradiction.hpp"

namespace kilograph::reply {

struct ModelAnswer {
  domain::ModelEntity model;    // with layers
  bool has_weights = false;     // false: the catalogue keeps descriptions only
  std::vector<Contradiction> contradictions{};
};

// Operators of the model that multiply and accumulate, but that its MACs count as 0; each once.
std::vector<std::string> uncounted_operators(const domain::ModelEntity& model);

struct DeviceAnswer {
  domain::DeviceEntity device;
  domain::DeviceCore core{};
  std::vector<match::RegionChoice> counted{};  // the region that counts of RAM, and of flash, where any is stated
  std::map<std::string, knowledge::PartSources> parts{};  // by the document's IRI; empty: a file that is not kept
  std::vector<Contradiction> contradictions{};

  // The source of a fact of chip or core, and of the sensor at this place: as the part names it, else its document.
  domain::Source core_source(domain::Source document) const;
  domain::Source sensor_source(domain::Source document, std::size_t place) const;
};

// RDF kept as it came.
struct GraphAnswer {
  std::string id, name, media_type, place;
  std::uint64_t triples = 0;
};

// That two entities are one; their names where the catalogue keeps them.
struct StatementAnswer {
  std::string id, name;
  domain::SameStatement statement;
  std::string preferred_name, other_name;
  domain::Source source;
};

// A description in a language of its own: Turtle or N-Triples.
struct DescriptionAnswer {
  std::string text;
};

nlohmann::ordered_json to_json(const ModelAnswer& answer);
nlohmann::ordered_json to_json(const DeviceAnswer& answer);
nlohmann::ordered_json to_json(const GraphAnswer& answer);
nlohmann::ordered_json to_json(const StatementAnswer& answer);

}  // namespace kilograph::reply
