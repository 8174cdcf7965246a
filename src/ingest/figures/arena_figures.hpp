// Tables of arena bytes a model: docs/formats/figures.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/document.hpp"

namespace kilograph::ingest::figures {

// Has the header that `read_arena_figures` takes: a column `model` and one of arena bytes.
bool is_arena_figures(const std::vector<std::string>& header);

// A row a model, with its memory requirements. ALLOCFAIL (the runtime does not start) and empty
// cells are unknown; ALLOCFAIL is warned of. `file_name` is used for places only.
// Errors: those of read_csv; bad_input with line and column name where a figure is no number or a
// row names no model; unsupported when no known column is there.
Result<ModelRows> read_arena_figures(std::string_view text, std::string_view file_name);

}  // namespace kilograph::ingest::figures
