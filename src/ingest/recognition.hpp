// What bytes are: told by their content, and by the file name's extension only where the content
// leaves it open or is broken.
#pragma once

#include <string_view>

#include "ingest/document.hpp"

namespace kilograph::ingest {

struct Recognition {
  Format format = Format::tflite;
  RdfDocument rdf{};  // meaningful for rdf and thing_description
};

// As `recognise`, with what was learnt of RDF on the way.
// Errors: bad_input (nothing there, broken JSON, not UTF-8), too_large (JSON nested too deeply),
// unsupported, naming what is recognised.
Result<Recognition> recognise_content(ByteView bytes, std::string_view file_name);

// Whether files of a format that is read bear the extension of this name ("x.tflite", "x.TTL").
bool has_known_extension(std::string_view file_name);

}  // namespace kilograph::ingest
