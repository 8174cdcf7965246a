// A Thing Model's file held to those beside it that tm:extends and tm:ref name.
#pragma once

#include <string>
#include <string_view>

#include "ingest/thing/validation/report.hpp"

namespace kilograph::reply {

// Adds a finding where they lead in a circle or nowhere, or the file is not there, to the report of a model that is
// valid alone. What has an absolute IRI is not at hand and not judged; nor is a list of several models.
void check_model_whole(ingest::thing::Report& report, std::string_view text, const std::string& path);

}  // namespace kilograph::reply
