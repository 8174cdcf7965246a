#include "ingest/rdf/turtle_tokens.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include "domain/spelling.hpp"

namespace kilograph::ingest::rdf {
namespace {

using Kind = TurtleToken::Kind;

constexpr std::string_view kSpace = " \t\r\n\f";
constexpr std::string_view kPunctuation = ".;,[](){}";

bool is_number(std::string_view word) {
  return word.find_first_not_of("+-0123456789.eE") == std::string_view::npos &&
         word.find_first_of("0123456789") != std::string_view::npos;
}

bool has_scheme(std::string_view iri) {
  const std::size_t colon = iri.find(':');
  if (colon == std::string_view::npos || colon == 0 || !std::isalpha(static_cast<unsigned char>(iri[0]))) return false;
  return std::ranges::all_of(iri.substr(0, colon),
                             [](unsigned char c) { return std::isalnum(c) || c == '+' || c == '-' || c == '.'; });
}

Kind kind_of_word(std::string_view word) {
  const std::string lower = domain::lower_case(word);
  if (lower == "@prefix" || lower == "@base" || lower == "prefix" || lower == "base") return Kind::directive;
  if (lower == "graph") return Kind::graph;
  if (word == "a") return Kind::keyword;
  if (word == "true" || word == "false" || is_number(word)) return Kind::literal;
  if (word.starts_with("_:") && word.size() > 2) return Kind::blank;
  return word.find(':') == std::string_view::npos ? Kind::bad : Kind::short_name;
}

}  // namespace

TurtleToken TurtleTokens::next() {
  skip_space();
  if (rest_.empty()) return {};
  const char first = rest_.front();
  if (first == '<') return iri();
  if (first == '"' || first == '\'') return literal();
  const bool starts_number = first == '.' && rest_.size() > 1 && std::isdigit(static_cast<unsigned char>(rest_[1]));
  if (kPunctuation.find(first) != std::string_view::npos && !starts_number) {
    rest_.remove_prefix(1);
    return {Kind::punctuation, first};
  }
  return word();
}

void TurtleTokens::skip_space() {
  while (!rest_.empty()) {
    if (kSpace.find(rest_.front()) != std::string_view::npos) {
      rest_.remove_prefix(1);
    } else if (rest_.front() == '#') {
      rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
    } else {
      return;
    }
  }
}

TurtleToken TurtleTokens::bad() {
  rest_ = "\x01";  // a word that stays bad
  return {Kind::bad};
}

TurtleToken TurtleTokens::iri() {
  const std::size_t end = rest_.find_first_of("> \t\r\n\"", 1);
  if (end == std::string_view::npos || rest_[end] != '>') return bad();
  const bool relative = !has_scheme(rest_.substr(1, end - 1));
  rest_.remove_prefix(end + 1);
  return {Kind::iri, 0, relative};
}

TurtleToken TurtleTokens::literal() {
  const char quote = rest_.front();
  const std::string fence = rest_.starts_with(std::string(3, quote)) ? std::string(3, quote) : std::string(1, quote);
  std::size_t at = fence.size();
  while (at < rest_.size() && rest_.compare(at, fence.size(), fence) != 0) at += rest_[at] == '\\' ? 2 : 1;
  if (at >= rest_.size()) return bad();
  rest_.remove_prefix(at + fence.size());
  return literal_suffix() ? TurtleToken{Kind::literal} : bad();
}

bool TurtleTokens::literal_suffix() {
  if (rest_.starts_with("^^")) {
    rest_.remove_prefix(2);
    const Kind kind = next().kind;
    return kind == Kind::iri || kind == Kind::short_name;
  }
  if (rest_.starts_with('@')) {
    rest_.remove_prefix(1);
    const auto end =
        std::find_if_not(rest_.begin(), rest_.end(), [](unsigned char c) { return std::isalnum(c) || c == '-'; });
    if (end == rest_.begin()) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.begin()));
  }
  return true;
}

TurtleToken TurtleTokens::word() {
  std::size_t end = std::min(rest_.find_first_of(" \t\r\n\f;,[](){}<>\"'"), rest_.size());
  while (end > 1 && rest_[end - 1] == '.') --end;  // the full stop of the statement
  const Kind kind = kind_of_word(rest_.substr(0, end));
  if (kind == Kind::bad) return bad();
  rest_.remove_prefix(end);
  return {kind};
}

}  // namespace kilograph::ingest::rdf
