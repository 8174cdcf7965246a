// Tells Thing Descriptions, other JSON-LD and plain JSON apart.
#pragma once

#include <cstddef>

#include "base/json/document.hpp"

namespace kilograph::ingest::thing {

enum class JsonShape {
  plain,              // JSON that says nothing as RDF
  linked_data,        // @context, @graph or @id in the outermost object or in an object of the outermost array
  thing_description,  // one Thing Description, or several: the @context of the outermost object is, or lists, that of
                      // the W3C Thing Description, or that of an object of the outermost array or @graph is
};

JsonShape json_shape(const json::Document& document);

}  // namespace kilograph::ingest::thing
