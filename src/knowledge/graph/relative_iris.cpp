#include "knowledge/graph/relative_iris.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace kilograph::knowledge::graph {
namespace {

bool has_scheme(std::string_view iri) {
  const std::size_t colon = iri.find(':');
  if (colon == std::string_view::npos || colon == 0 || std::isalpha(static_cast<unsigned char>(iri.front())) == 0) {
    return false;
  }
  return std::ranges::all_of(iri.substr(0, colon),
                             [](unsigned char c) { return std::isalnum(c) != 0 || c == '+' || c == '-' || c == '.'; });
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::ranges::equal(text.substr(0, word.size()), word, [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == b;
         });
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<RelativeIri> scan() {
    while (at_ < text_.size() && !states_base_) step();
    return states_base_ ? std::vector<RelativeIri>() : std::move(found_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '#') return skip_to(text_.find('\n', at_));
    if (c == '"' || c == '\'') return skip_string(c);
    if (c == '<') return take_iri();
    const bool word_start = at_ == 0 || std::isspace(static_cast<unsigned char>(text_[at_ - 1])) != 0;
    const std::string_view rest = text_.substr(at_);
    states_base_ = word_start && (starts_with_word(rest, "@base") || starts_with_word(rest, "base <"));
    advance(1);
  }

  void take_iri() {
    const std::size_t end = text_.find_first_of("> \t\r\n", at_);
    if (end == std::string_view::npos || text_[end] != '>') return advance(1);  // a "less than", or broken
    const std::string_view iri = text_.substr(at_ + 1, end - at_ - 1);
    if (!has_scheme(iri)) found_.push_back({iri, line_});
    skip_to(end + 1);
  }

  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool is_long = text_.substr(at_).starts_with(three);
    const std::string_view close = is_long ? std::string_view(three) : std::string_view(three).substr(0, 1);
    advance(close.size());
    while (at_ < text_.size() && !text_.substr(at_).starts_with(close)) advance(text_[at_] == '\\' ? 2 : 1);
    advance(close.size());
  }

  void skip_to(std::size_t position) { advance(std::min(position, text_.size()) - at_); }

  void advance(std::size_t count) {
    const std::size_t end = std::min(text_.size(), at_ + count);
    for (; at_ < end; ++at_) line_ += text_[at_] == '\n' ? 1 : 0;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool states_base_ = false;
  std::vector<RelativeIri> found_;
};

}  // namespace

std::vector<RelativeIri> relative_iris(std::string_view turtle) { return Scanner(turtle).scan(); }

}  // namespace kilograph::knowledge::graph
