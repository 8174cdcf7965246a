#include "knowledge/rdf/ntriples.hpp"

namespace kilograph::knowledge::rdf {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

void append_code(std::string& out, unsigned char byte) {
  out += "\\u00";
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    switch (letter) {
      case '\b': out += "\\b"; break;
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\f': out += "\\f"; break;
      case '\r': out += "\\r"; break;
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      default:
        if (byte < 0x20 || byte == 0x7F) {
          append_code(out, byte);
        } else {
          out += letter;
        }
    }
  }
}

// An IRI has none of these when it came through the parser; one that was put together elsewhere
// must not be able to end its own brackets.
void append_iri(std::string& out, std::string_view iri) {
  out += '<';
  for (const char letter : iri) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte <= 0x20 || byte == 0x7F || std::string_view("<>\"{}|^`\\").find(letter) != std::string_view::npos) {
      append_code(out, byte);
    } else {
      out += letter;
    }
  }
  out += '>';
}

}  // namespace

void append_term(std::string& out, const Term& term) {
  if (term.kind == Term::Kind::iri) return append_iri(out, term.value);
  out += '"';
  append_escaped(out, term.value);
  out += '"';
  if (!term.language.empty()) {
    out += '@';
    out += term.language;
  } else if (!term.datatype.empty()) {
    out += "^^";
    append_iri(out, term.datatype);
  }
}

void append_triple(std::string& out, const Triple& triple) {
  append_term(out, triple.subject);
  out += ' ';
  append_term(out, triple.predicate);
  out += ' ';
  append_term(out, triple.object);
  out += " .\n";
}

std::string to_ntriples(const Graph& graph) {
  std::string out;
  for (const Triple& triple : graph) append_triple(out, triple);
  return out;
}

}  // namespace kilograph::knowledge::rdf
