#include "serve/http/message.hpp"

#include <algorithm>

#include "domain/spelling.hpp"

namespace kilograph::serve::http {

std::string_view field(const Fields& fields, std::string_view name) {
  const std::string wanted = domain::lower_case(name);
  for (const auto& [known, value] : fields) {
    if (domain::lower_case(known) == wanted) return value;
  }
  return {};
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  const auto found = std::ranges::find(query, name, [](const auto& one) -> const std::string& { return one.first; });
  return found == query.end() ? std::nullopt : std::optional(found->second);
}

std::string Request::variable(std::string_view name) const {
  const auto found = variables.find(name);
  return found == variables.end() ? "" : found->second;
}

Response text_response(std::string media_type, std::string body, unsigned status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.with("Content-Type", std::move(media_type));
  return response;
}

}  // namespace kilograph::serve::http
