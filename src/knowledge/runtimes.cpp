#include "knowledge/runtimes.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "knowledge/embedded.hpp"

namespace kilograph::knowledge {
namespace {

using Json = nlohmann::json;

std::string text_at(const Json& object, const char* key) {
  const auto member = object.find(key);
  return member != object.end() && member->is_string() ? member->get<std::string>() : std::string();
}

domain::CodeBytes code_from(const Json& json) {
  domain::CodeBytes code{.base = json.value("base", std::uint64_t{0}),
                         .operators = {},
                         .unmeasured_operator = json.value("unmeasured_operator", std::uint64_t{0})};
  const Json shares = json.value("operators", Json::object());
  for (const auto& [name, bytes] : shares.items()) {
    code.operators.emplace_back(name, bytes.get<std::uint64_t>());
  }
  return code;
}

Result<domain::Runtime> runtime_from(const EmbeddedFile& file) {
  const Json json = Json::parse(file.text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object())
    return fail(ErrorKind::internal, "a shipped runtime is no JSON object", std::string(file.path));
  domain::Runtime runtime{text_at(json, "id"),      text_at(json, "title"),
                          text_at(json, "kernels"), {},
                          text_at(json, "source"),  code_from(json.value("code_bytes", Json::object()))};
  for (const Json& name : json.value("number_formats", Json::array())) {
    const auto type = name.is_string() ? domain::tensor_type_from(name.get<std::string>()) : std::nullopt;
    if (!type) return fail(ErrorKind::internal, "a shipped runtime names no number format", std::string(file.path));
    runtime.number_formats.push_back(*type);
  }
  if (runtime.id.empty() || runtime.number_formats.empty()) {
    return fail(ErrorKind::internal, "a shipped runtime lacks its id or its number formats", std::string(file.path));
  }
  return runtime;
}

}  // namespace

Result<std::vector<domain::Runtime>> runtimes() {
  std::vector<domain::Runtime> list;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.starts_with("runtimes/")) list.push_back(KG_TRY(runtime_from(file)));
  }
  // Newest first: the name ends in its date.
  std::ranges::sort(list, std::ranges::greater(), &domain::Runtime::id);
  return list;
}

}  // namespace kilograph::knowledge
