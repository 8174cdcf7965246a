// Rows of a sheet and the models that they are about: by digest, else by name; never by order.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ingest/document.hpp"

namespace kilograph::reply {

// The models that a row may be about, known by digest and by name.
class ModelNames {
 public:
  // `preferred`: read in this call, or kept with its own file; it wins over others of the same name.
  void add(const std::string& entity, std::string_view name, bool preferred);

  // The entity of the row. Errors: not_found, with advice only where a name is near; ambiguous.
  Result<std::string> entity_of(const ingest::ModelRow& row) const;

 private:
  struct Bearer {
    std::string entity;
    bool preferred;
  };
  struct Name {
    std::string as_written;
    std::vector<Bearer> bearers;
  };
  std::map<std::string, Name, std::less<>> names_;  // by name in lower case
};

// One line for rows whose names are like no model's: the first of them, and how many more.
ingest::Warning unmatched_warning(const std::vector<const ingest::ModelRow*>& rows);

}  // namespace kilograph::reply
