#include "serve/http/problem.hpp"

#include <boost/beast/http/status.hpp>
#include <nlohmann/json.hpp>

namespace kilograph::serve::http {

std::string_view reason_of(unsigned status) {
  const auto text = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
  return {text.data(), text.size()};
}

Response problem(const Error& error) {
  return problem(error, static_cast<unsigned>(error_kind_row(error.kind).http_status));
}

Response problem(const Error& error, unsigned status) {
  nlohmann::ordered_json json{{"type", "about:blank"},
                              {"title", reason_of(status)},
                              {"status", status},
                              {"detail", error.to_text()},
                              {"kind", error_kind_row(error.kind).name}};
  if (!error.where.empty()) json["where"] = error.where;
  if (!error.expected.empty()) json["expected"] = error.expected;
  if (!error.advice.empty()) json["advice"] = error.advice;
  Response response =
      text_response("application/problem+json; charset=utf-8",
                    json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n", status);
  return response.with("Content-Language", "en");
}

Response try_later(const Error& error, unsigned status, unsigned seconds) {
  return problem(error, status).with("Retry-After", std::to_string(seconds));
}

}  // namespace kilograph::serve::http
