// A Thing Model with everything that it takes from elsewhere put in its place.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/result.hpp"
#include "ingest/thing_model/instance.hpp"

namespace kilograph::ingest::thing_model {

using Json = nlohmann::ordered_json;

// Errors: bad_input with line and column.
Result<Json> parsed(std::string_view text, const std::string& place);
bool is_thing_model(const Json& json);
std::string pointer_token(std::string_view key);  // RFC 6901: "/" as "~1", "~" as "~0"
// What a JSON pointer leads to; null where nothing is there. A key that has the escapes itself, as converters from
// SDF write it ("sdfObject~1Light"), is found too.
const Json* at_pointer(const Json& root, std::string_view pointer);

class Assembly {
 public:
  explicit Assembly(const FindDocument& find) : find_(find) {}

  // The model with tm:extends and tm:ref resolved; links of the relation tm:extends are gone.
  Result<Json> whole(const NamedDocument& model);

 private:
  struct Loaded {
    Json json;
    std::string place;
  };

  Result<Json> extended(const Loaded& model);
  Result<void> take_parent(Json& whole, const std::string& href, const Loaded& child);
  Result<void> resolve(Json& value, const Loaded& document, const std::string& pointer);
  Result<void> replace(Json& value, const Loaded& document, const std::string& pointer);
  // `where` it is named, and the documents or references that led there, for errors.
  Result<const Loaded*> load(const std::string& url, const Loaded& from, const std::string& where,
                             const std::vector<std::string>& path);
  Result<void> count(const Json& value, const std::string& where);

  const FindDocument& find_;
  std::map<std::string, Loaded> loaded_;    // by place
  std::vector<std::string> extending_;      // places of the models that are being extended
  std::vector<std::string> referring_;      // references that are being followed
  std::size_t values_ = 0;
};

}  // namespace kilograph::ingest::thing_model
