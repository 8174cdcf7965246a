#include "serve/http/accept.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/trimmed.hpp"
#include "domain/spelling.hpp"

namespace kilograph::serve::http {
namespace {

constexpr double kRefused = 0;

// Takes the part before the separator off the front.
std::string_view take_part(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trimmed(part);
}

double quality_in(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = take_part(parameters, ';');
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
    double quality = 1;
    const std::string_view value = parameter.substr(2);
    std::from_chars(value.data(), value.data() + value.size(), quality);
    return std::clamp(quality, 0.0, 1.0);
  }
  return 1;
}

// How narrowly a range names a type: 0 not at all, 1 "*/*", 2 "text/*", 3 itself.
int narrowness(std::string_view range, std::string_view type) {
  if (range == type) return 3;
  if (range == "*/*") return 1;
  return range.ends_with("/*") && type.starts_with(range.substr(0, range.size() - 1)) ? 2 : 0;
}

double quality_of(std::string_view accept, std::string_view type) {
  double quality = kRefused;
  int narrowest = 0;
  while (!accept.empty()) {
    std::string_view range = take_part(accept, ',');
    const std::string name = domain::lower_case(take_part(range, ';'));
    const int narrow = narrowness(name, type);
    if (narrow <= narrowest) continue;
    narrowest = narrow;
    quality = quality_in(range);
  }
  return quality;
}

}  // namespace

std::optional<std::size_t> best_of(std::string_view accept, std::span<const std::string_view> offered) {
  if (trimmed(accept).empty()) return 0;
  std::optional<std::size_t> best;
  double quality = kRefused;
  for (std::size_t at = 0; at < offered.size(); ++at) {
    const double own = quality_of(accept, offered[at]);
    if (own > quality) {
      best = at;
      quality = own;
    }
  }
  return best;
}

std::string media_type_of(std::string_view content_type) {
  return domain::lower_case(trimmed(content_type.substr(0, content_type.find(';'))));
}

}  // namespace kilograph::serve::http
