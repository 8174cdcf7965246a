#include "knowledge/graph/relative_references.hpp"

#include <algorithm>
#include <array>

namespace kilograph::knowledge::graph {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

// "urn:x", "ex:local", "_:b0"; also "&base;x", an XML entity that stands for a namespace.
bool is_whole(std::string_view iri) {
  const std::size_t mark = iri.find_first_of(":/?#");
  return iri.starts_with('&') || (mark != std::string_view::npos && iri[mark] == ':');
}

// Walks over a text, counting lines.
class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ >= text_.size(); }
  char here() const { return text_[at_]; }
  std::string_view rest() const { return text_.substr(at_); }
  std::size_t line() const { return line_; }

  void skip(std::size_t count) {
    const std::size_t end = std::min(text_.size(), at_ + count);
    line_ += static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                 text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    at_ = end;
  }
  // Everything before the next of `marks`.
  std::string_view take_until(std::string_view marks) {
    const std::string_view taken = rest().substr(0, rest().find_first_of(marks));
    skip(taken.size());
    return taken;
  }
  void skip_space() { skip(std::min(rest().find_first_not_of(kSpace), rest().size())); }
  void skip_behind(std::string_view mark) {
    const std::size_t found = rest().find(mark);
    skip(found == std::string_view::npos ? rest().size() : found + mark.size());
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0, line_ = 1;
};

struct Finding {
  std::vector<RelativeIri> found{};
  bool states_base = false;

  void take(std::string_view iri, std::size_t line) {
    if (!is_whole(iri)) found.push_back({iri, line});
  }
  std::vector<RelativeIri> all() && { return states_base ? std::vector<RelativeIri>() : std::move(found); }
};

bool holds_iri(std::string_view attribute) {
  constexpr std::array<std::string_view, 4> names{":about", ":resource", ":datatype", ":ID"};
  return std::ranges::any_of(names, [&](std::string_view name) { return attribute.ends_with(name); });
}

// The attributes of a tag, from behind its name on.
void take_attributes(Scan& scan, Finding& finding) {
  while (!scan.at_end() && scan.here() != '>') {
    scan.skip_space();
    const std::string_view name = scan.take_until(" \t\r\n=>\"'");
    scan.skip_space();
    if (!scan.rest().starts_with('=')) {
      if (name.empty() && !scan.at_end() && scan.here() != '>') scan.skip(1);
      continue;
    }
    scan.skip(1);
    scan.skip_space();
    if (scan.at_end() || (scan.here() != '"' && scan.here() != '\'')) continue;
    const char quote = scan.here();
    scan.skip(1);
    const std::size_t line = scan.line();
    const std::string_view value = scan.take_until(std::string_view(&quote, 1));
    scan.skip(1);
    finding.states_base = finding.states_base || name == "xml:base";
    if (holds_iri(name)) finding.take(value, line);
  }
}

// The string that begins here, without quotes.
std::string_view take_string(Scan& scan) {
  scan.skip(1);
  const std::string_view rest = scan.rest();
  std::size_t size = 0;
  while (size < rest.size() && rest[size] != '"') size += rest[size] == '\\' ? 2 : 1;
  const std::string_view text = rest.substr(0, size);
  scan.skip(size + 1);
  return text;
}

// An object or a list, whatever is in it; true where it says @base.
bool skip_value(Scan& scan) {
  bool states_base = false;
  std::size_t depth = 0;
  while (!scan.at_end()) {
    if (scan.here() == '"') {
      states_base = take_string(scan) == "@base" || states_base;
    } else {
      depth += scan.here() == '{' || scan.here() == '[' ? 1 : 0;
      const bool closes = scan.here() == '}' || scan.here() == ']';
      if (closes && depth > 0) --depth;
      scan.skip(1);
    }
    if (depth == 0) return states_base;
  }
  return states_base;
}

}  // namespace

std::vector<RelativeIri> relative_in_xml(std::string_view rdfxml) {
  Scan scan(rdfxml);
  Finding finding;
  while (!scan.at_end()) {
    scan.take_until("<");
    const std::string_view rest = scan.rest();
    if (rest.starts_with("<!--")) {
      scan.skip_behind("-->");
    } else if (rest.starts_with("<![CDATA[")) {
      scan.skip_behind("]]>");
    } else if (rest.starts_with("<?")) {
      scan.skip_behind("?>");
    } else if (rest.starts_with("<!") || rest.starts_with("</")) {
      scan.skip(2);
    } else if (!rest.empty()) {
      scan.skip(1);
      scan.take_until(" \t\r\n>");
      take_attributes(scan, finding);
    }
  }
  return std::move(finding).all();
}

std::vector<RelativeIri> relative_in_json(std::string_view jsonld) {
  Scan scan(jsonld);
  Finding finding;
  while (!scan.at_end()) {
    scan.take_until("\"");
    if (scan.at_end()) break;
    const std::string_view key = take_string(scan);
    if (key != "@id" && key != "@context") continue;
    scan.skip_space();
    if (!scan.rest().starts_with(':')) continue;
    scan.skip(1);
    scan.skip_space();
    if (key == "@context") {
      finding.states_base = skip_value(scan) || finding.states_base;
    } else if (!scan.at_end() && scan.here() == '"') {
      const std::size_t line = scan.line();
      finding.take(take_string(scan), line);
    }
  }
  return std::move(finding).all();
}

}  // namespace kilograph::knowledge::graph
