#include "ingest/card/licence.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "domain/spelling.hpp"
#include "ingest/card/licence_list.hpp"

namespace kilograph::ingest::card {
namespace {

constexpr std::size_t kDeepest = 32;
constexpr std::string_view kOwn = "licenseref-", kElsewhere = "documentref-";

// Words and brackets of an expression, in order.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  std::string word;
  for (const char letter : text) {
    const bool is_bracket = letter == '(' || letter == ')';
    if (!is_bracket && letter != ' ') {
      word += letter;
      continue;
    }
    if (!word.empty()) parts.push_back(std::exchange(word, {}));
    if (is_bracket) parts.emplace_back(1, letter);
  }
  if (!word.empty()) parts.push_back(word);
  return parts;
}

bool is_word(std::string_view part, std::string_view joint) { return domain::lower_case(part) == joint; }
bool is_joint(std::string_view part) { return is_word(part, "and") || is_word(part, "or") || is_word(part, "with"); }

// One reading from left to right. What cannot stand where it stands is passed over, so that the text at the end is the
// nearest right one.
class Reading {
 public:
  explicit Reading(std::vector<std::string> parts) : parts_(std::move(parts)) {}

  Licence read() {
    std::string text = run(0);
    while (take(")")) {
      blame_form("a closing bracket has no opening one");
      const std::string further = run(0);
      text += (text.empty() || further.empty() ? "" : " AND ") + further;
    }
    if (!is_formed_) problem_ += text.empty() ? "; such as MIT OR Apache-2.0" : "; the nearest is " + text;
    return {std::move(text), std::move(problem_)};
  }
  bool is_formed() const { return is_formed_; }

 private:
  bool take(std::string_view part) {
    if (at_ == parts_.size() || !is_word(parts_[at_], part)) return false;
    ++at_;
    return true;
  }
  void blame(const std::string& what) {
    if (problem_.empty()) problem_ = what;
  }
  void blame_form(const std::string& what) {
    if (is_formed_) problem_ = what;
    is_formed_ = false;
  }

  // As far as a closing bracket; where a joint is missing between two, AND is the careful one.
  std::string run(std::size_t depth) {
    std::string text = either(depth);
    while (at_ < parts_.size() && parts_[at_] != ")") {
      blame_form(is_joint(parts_[at_]) ? "WITH does not stand behind an identifier"
                                       : "AND, OR or WITH is missing before '" + parts_[at_] + "'");
      if (is_joint(parts_[at_])) ++at_;
      const std::string further = either(depth);
      text += (text.empty() || further.empty() ? "" : " AND ") + further;
    }
    return text;
  }

  std::string either(std::size_t depth) { return joined(depth, "or", " OR ", &Reading::both); }
  std::string both(std::size_t depth) { return joined(depth, "and", " AND ", &Reading::one); }

  std::string joined(std::size_t depth, std::string_view word, std::string_view joint,
                     std::string (Reading::*next)(std::size_t)) {
    std::string text = (this->*next)(depth);
    while (take(word)) {
      if (text.empty()) blame_form("nothing stands before" + std::string(joint.substr(0, joint.size() - 1)));
      const std::string further = (this->*next)(depth);
      if (further.empty()) blame_form("nothing stands after" + std::string(joint.substr(0, joint.size() - 1)));
      if (!text.empty() && !further.empty()) text += joint;
      text += further;
    }
    return text;
  }

  std::string one(std::size_t depth) {
    if (depth == kDeepest) {
      blame_form("brackets stand more than 32 deep");
      at_ = parts_.size();
    }
    if (take("(")) {
      const std::string inner = run(depth + 1);
      if (inner.empty()) blame_form("nothing stands between brackets");
      if (!take(")")) blame_form("an opening bracket has no closing one");
      return inner.empty() ? inner : "(" + inner + ")";
    }
    if (at_ == parts_.size() || parts_[at_] == ")" || is_joint(parts_[at_])) return {};
    std::string text = identifier(parts_[at_++]);
    if (take("with")) {
      const std::string exception = at_ < parts_.size() && !is_joint(parts_[at_]) ? this->exception(parts_[at_++]) : "";
      if (exception.empty()) blame_form("no exception stands after WITH");
      text += exception.empty() ? "" : " WITH " + exception;
    }
    return text;
  }

  std::string identifier(const std::string& part) {
    if (const ListedLicence* row = listed_licence(part)) {
      if (row->is_deprecated)
        blame(row->id + " is an identifier that SPDX no longer recommends; " + successor_advice(*row));
      return row->id;
    }
    const std::string plain = domain::lower_case(part);
    if (plain.starts_with(kOwn) || plain.starts_with(kElsewhere)) return part;
    const ListedLicence* earliest = part.ends_with('+') ? listed_licence(part.substr(0, part.size() - 1)) : nullptr;
    if (earliest) return earliest->id + "+";
    blame("'" + part + "' is no SPDX identifier; " + licence_advice(part));
    return part;
  }

  std::string exception(const std::string& part) {
    if (const ListedLicence* row = listed_exception(part)) return row->id;
    blame("'" + part + "' is no exception on SPDX's list; " + exception_advice(part));
    return part;
  }

  const std::vector<std::string> parts_;
  std::size_t at_ = 0;
  std::string problem_;
  bool is_formed_ = true;
};

}  // namespace

Licence licence_of(std::string_view text) {
  std::vector<std::string> parts = parts_of(text);
  const bool is_expression =
      std::ranges::any_of(parts, [](const std::string& part) { return is_joint(part) || part == "(" || part == ")"; });
  const bool is_a_name = text.find_first_of("()") == std::string_view::npos && is_usual_name(text);
  if (parts.size() != 1 && (!is_expression || is_a_name)) {
    return {std::string(text), "'" + std::string(text) + "' is no SPDX identifier; " + licence_advice(text)};
  }
  Reading reading(std::move(parts));
  Licence licence = reading.read();
  if (!reading.is_formed()) licence.text = text;  // as it is written, where it is no expression
  return licence;
}

}  // namespace kilograph::ingest::card
