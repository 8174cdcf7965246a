#include "ingest/rdf/syntax.hpp"

#include <array>
#include <utility>

#include "ingest/rdf/turtle_tokens.hpp"

namespace kilograph::ingest::rdf {
namespace {

using Kind = TurtleToken::Kind;

constexpr std::array kExtensions{
    std::pair<std::string_view, RdfSyntax>{".ttl", RdfSyntax::turtle},
    std::pair<std::string_view, RdfSyntax>{".turtle", RdfSyntax::turtle},
    std::pair<std::string_view, RdfSyntax>{".nt", RdfSyntax::ntriples},
    std::pair<std::string_view, RdfSyntax>{".nq", RdfSyntax::nquads},
    std::pair<std::string_view, RdfSyntax>{".trig", RdfSyntax::trig},
    std::pair<std::string_view, RdfSyntax>{".rdf", RdfSyntax::rdfxml},
    std::pair<std::string_view, RdfSyntax>{".owl", RdfSyntax::rdfxml},
    std::pair<std::string_view, RdfSyntax>{".jsonld", RdfSyntax::jsonld},
};

// What the tokens read so far have shown.
struct Seen {
  bool directive = false;     // @prefix, PREFIX, @base, BASE
  bool abbreviation = false;  // anything that N-Triples lacks
  bool relative_iri = false;
  bool graph_block = false;
  bool quad = false;          // a statement of four terms
  std::size_t terms = 0;      // of the statement being read
  std::size_t statements = 0;

  void statement_end() {
    quad = quad || (terms == 4 && !abbreviation);
    statements += terms >= 3;
    terms = 0;
  }
};

// Takes one token over; false where the text can be none of the family.
bool take(const TurtleToken& token, Seen& seen) {
  switch (token.kind) {
    case Kind::iri: seen.relative_iri = seen.relative_iri || token.relative; [[fallthrough]];
    case Kind::blank:
    case Kind::literal: ++seen.terms; return true;
    case Kind::directive: seen.directive = true; return true;
    case Kind::short_name:
    case Kind::keyword:
      ++seen.terms;
      seen.abbreviation = true;
      return seen.directive || token.kind == Kind::keyword;  // a prefix is declared before its use
    case Kind::graph: seen.graph_block = true; return true;
    case Kind::punctuation:
      if (token.mark == '.') seen.statement_end();
      else seen.abbreviation = true;
      seen.graph_block = seen.graph_block || token.mark == '{';
      return true;
    case Kind::end:
    case Kind::bad: break;
  }
  return false;
}

constexpr std::size_t kHead = 64 << 10;

}  // namespace

std::optional<RdfSyntax> turtle_family_syntax(std::string_view text, std::optional<RdfSyntax> named) {
  TurtleTokens tokens(text);
  Seen seen;
  while (take(tokens.next(), seen)) {
  }
  if (!seen.directive && seen.statements == 0) return std::nullopt;
  if (seen.graph_block) return RdfSyntax::trig;
  if (seen.directive || seen.abbreviation) return RdfSyntax::turtle;
  if (seen.quad) return RdfSyntax::nquads;
  const bool is_turtle = named == RdfSyntax::turtle || (seen.relative_iri && named != RdfSyntax::ntriples);
  return is_turtle ? RdfSyntax::turtle : RdfSyntax::ntriples;
}

bool is_rdfxml(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || text[start] != '<') return false;
  const std::string_view head = text.substr(start, kHead);
  const bool is_xml = head.starts_with("<?xml") || head.find("xmlns") != std::string_view::npos;
  return is_xml && head.find("http://www.w3.org/1999/02/22-rdf-syntax-ns#") != std::string_view::npos;
}

std::optional<RdfSyntax> syntax_from_extension(std::string_view extension) {
  for (const auto& [name, syntax] : kExtensions) {
    if (name == extension) return syntax;
  }
  return std::nullopt;
}

std::string stated_base(std::string_view text) {
  constexpr std::string_view kLabel = "# baseURI:";
  while (text.starts_with('#')) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.starts_with(kLabel)) {
      line.remove_prefix(kLabel.size());
      const std::size_t first = line.find_first_not_of(" \t");
      if (first == std::string_view::npos) return {};
      return std::string(line.substr(first, line.find_last_not_of(" \t\r") - first + 1));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

}  // namespace kilograph::ingest::rdf
