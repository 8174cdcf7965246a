// Options of operators, out of the schema's many tables into the few fields that are computed with.
#pragma once

#include "domain/model.hpp"
#include "ingest/tflite/model_file.hpp"

namespace kilograph::ingest::tflite {

// Options of a kind that is not read, and options left out, give the defaults. Errors: bad_input
// for a padding or activation that is none of the schema's, and for a call of a subgraph that the
// file does not have.
Result<domain::OperatorOptions> read_options(const ModelFile& file, const schema::Operator& op);

}  // namespace kilograph::ingest::tflite
