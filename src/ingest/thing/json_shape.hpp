// The one door for JSON text: checks it and tells Thing Descriptions, other JSON-LD and plain JSON apart.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"

namespace kilograph::ingest::thing {

struct JsonLimits {
  std::size_t depth = 100;  // objects and arrays within each other
};

enum class JsonShape {
  plain,              // JSON that says nothing as RDF
  linked_data,        // @context, @graph or @id in the outermost object or in an object of the outermost array
  thing_description,  // its @context is, or lists, that of the W3C Thing Description
};

// Errors: bad_input with line and column; too_large where it is nested deeper than the limit, or holds more values
// than json::Limits allows.
Result<JsonShape> json_shape(std::string_view text, const JsonLimits& limits = {});

}  // namespace kilograph::ingest::thing
