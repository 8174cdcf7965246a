#include "ingest/card/licence.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/spelling.hpp"
#include "ingest/embedded.hpp"

namespace kilograph::ingest::card {
namespace {

struct Row {
  std::string id;
  bool is_deprecated;
};

std::map<std::string, Row> read_list() {
  std::map<std::string, Row> rows;
  std::string_view text = embedded_files().front().text;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with('#')) continue;
    const bool is_deprecated = line.starts_with('-');
    if (is_deprecated) line.remove_prefix(1);
    rows.emplace(domain::lower_case(line), Row{std::string(line), is_deprecated});
  }
  return rows;
}

const std::map<std::string, Row>& list() {
  static const auto rows = read_list();
  return rows;
}

std::string advice_on(std::string_view word) {
  const auto near = domain::nearest(word, spdx_identifiers(), 1);
  return near.empty() ? "such as Apache-2.0 or MIT, or license_link" : "the nearest is " + near.front();
}

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

bool is_joint(std::string_view part) {
  return part == "AND" || part == "OR" || part == "WITH" || part == "(" || part == ")";
}

}  // namespace

const std::vector<std::string>& spdx_identifiers() {
  static const std::vector<std::string> ids = [] {
    std::vector<std::string> all;
    for (const auto& [key, row] : list()) {
      if (!row.is_deprecated) all.push_back(row.id);
    }
    return all;
  }();
  return ids;
}

Licence licence_of(std::string_view text) {
  const std::vector<std::string> parts = parts_of(text);
  const bool is_expression = std::ranges::any_of(parts, is_joint);
  if (!is_expression && parts.size() != 1) {
    return {std::string(text), "'" + std::string(text) + "' is no SPDX identifier; " + advice_on(text)};
  }
  Licence licence;
  bool is_exception = false;
  for (const std::string& part : parts) {
    const auto row = list().find(domain::lower_case(part));
    if (!is_joint(part) && !is_exception && row == list().end() && licence.problem.empty()) {
      licence.problem = "'" + part + "' is no SPDX identifier; " + advice_on(part);
    }
    const bool is_known = !is_exception && row != list().end();
    if (is_known && row->second.is_deprecated && licence.problem.empty()) {
      licence.problem = row->second.id + " is an identifier that SPDX no longer recommends; " + advice_on(part);
    }
    const bool is_tight = licence.text.empty() || licence.text.ends_with('(') || part == ")";
    licence.text += (is_tight ? "" : " ") + (is_known ? row->second.id : part);
    is_exception = part == "WITH";
  }
  return licence;
}

}  // namespace kilograph::ingest::card
