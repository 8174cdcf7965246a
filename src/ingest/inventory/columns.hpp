// Which column of an inventory says what: "id=Serial,model=Type,title=Name,label:site=Site".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kilograph::ingest::inventory {

// `column` is a CSV header, or the path of a JSON member ("tags.location.plant").
struct LabelColumn {
  std::string name;    // of the label; "*": every column that `column` stands for, by its own name
  std::string column;  // "Site"; with the name "*": "*" (all others) or "tags.*" (all below tags)
};

struct Columns {
  std::string id, model;
  std::string title{};  // empty: the id is the title
  std::vector<LabelColumn> labels{};
};

// Items NAME=COLUMN separated by commas; a column whose name holds a comma stands in double quotes. NAME is `id` and
// `model` (both needed), `title`, `label:WORD` or `label:*`. At most 4,096 bytes. Errors: usage, with where =
// "column N" of the text.
Result<Columns> parse_columns(std::string_view text);
std::string to_text(const Columns& columns);  // what parse_columns() reads back

}  // namespace kilograph::ingest::inventory
