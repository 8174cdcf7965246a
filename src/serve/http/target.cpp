#include "serve/http/target.hpp"

#include <algorithm>
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/parse_query.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url_view.hpp>

#include "base/utf8.hpp"

namespace kilograph::serve::http {
namespace {

namespace urls = boost::urls;

Result<void> check_text(std::string_view text, std::string_view where) {
  const bool has_control = std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (has_control && where == "path") {
    return fail(ErrorKind::bad_input, "the path has control characters", "request target");
  }
  if (clean_utf8(text) != text) {
    return fail(ErrorKind::bad_input, "the " + std::string(where) + " is not UTF-8", "request target");
  }
  return {};
}

template <class Params>
Result<Parameters> parameters_of(const Params& params) {
  Parameters parameters;
  for (const auto& param : params) {
    KG_CHECK(check_text(param.key, "query"));
    KG_CHECK(check_text(param.value, "query"));
    parameters.emplace_back(std::string(param.key), std::string(param.value));
  }
  return parameters;
}

// Many clients leave brackets in a query as they are, which RFC 3986 does not allow.
std::string with_brackets_encoded(std::string_view text) {
  const std::size_t query = std::min(text.find('?'), text.size());
  std::string encoded(text.substr(0, query));
  for (const char c : text.substr(query)) {
    if (c == '[' || c == ']') {
      encoded += c == '[' ? "%5B" : "%5D";
    } else {
      encoded += c;
    }
  }
  return encoded;
}

}  // namespace

Result<Target> parse_target(std::string_view written) {
  const std::string text = with_brackets_encoded(written);
  const auto url = urls::parse_origin_form(text);
  if (!url) {
    return fail(ErrorKind::bad_input, "the request's target is no path", "request target", "/path?name=value",
                "Write other characters with percent signs: %20 for a space.");
  }
  Target target;
  for (const auto& segment : url->segments()) {
    KG_CHECK(check_text(segment, "path"));
    target.segments.emplace_back(segment);
  }
  target.query = KG_TRY(parameters_of(url->params()));
  return target;
}

Result<Parameters> parse_form(std::string_view text) {
  const auto query = urls::parse_query({text.data(), text.size()});
  if (!query) {
    return fail(ErrorKind::bad_input, "the form is not written as application/x-www-form-urlencoded", "request body",
                "name=value&name=value");
  }
  Parameters parameters;
  for (const auto& param : *query) {
    urls::encoding_opts options;
    options.space_as_plus = true;
    std::string key = param.key.decode(options), value = param.value.decode(options);
    KG_CHECK(check_text(key, "form"));
    KG_CHECK(check_text(value, "form"));
    parameters.emplace_back(std::move(key), std::move(value));
  }
  return parameters;
}

std::string encoded(std::string_view text) { return urls::encode({text.data(), text.size()}, urls::unreserved_chars); }

}  // namespace kilograph::serve::http
