// Where a device's parts say that their facts are from, such as a data sheet: dct:source of its microcontroller and of
// its sensors. It is in the graph alone: no verdict reads it.
#pragma once

#include <string>
#include <vector>

#include "knowledge/document.hpp"

namespace kilograph::knowledge {

struct PartSources {
  std::string core;                  // an IRI or a text; empty: not stated
  std::vector<std::string> sensors;  // of each sensor of the document's facts, likewise

  bool empty() const { return core.empty() && sensors.empty(); }
};

// Of a device's document with its triples. Nothing where they do not parse, or have other sensors than its facts.
PartSources part_sources(const Document& document);

}  // namespace kilograph::knowledge
