#include "knowledge/rdf/ntriples.hpp"

#include <array>

namespace kilograph::knowledge::rdf {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

void append_code(std::string& out, unsigned char byte) {
  out += "\\u00";
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

constexpr std::array<bool, 256> bytes_among(std::string_view listed, unsigned last_control) {
  std::array<bool, 256> among{};
  for (unsigned byte = 0; byte <= last_control; ++byte) among[byte] = true;
  among[0x7F] = true;
  for (const char letter : listed) among[static_cast<unsigned char>(letter)] = true;
  return among;
}

// An IRI has none of these when it came through the parser; one that was put together elsewhere
// must not be able to end its own brackets.
constexpr auto kNotInIri = bytes_among("<>\"{}|^`\\", 0x20);
constexpr auto kNotInText = bytes_among("\"\\", 0x1F);

void append_letter(std::string& out, char letter) {
  switch (letter) {
    case '\b': out += "\\b"; break;
    case '\t': out += "\\t"; break;
    case '\n': out += "\\n"; break;
    case '\f': out += "\\f"; break;
    case '\r': out += "\\r"; break;
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    default: append_code(out, static_cast<unsigned char>(letter));
  }
}

// Most texts have nothing that must be escaped, and go over in one piece.
template <class Escape>
void append_pieces(std::string& out, std::string_view text, const std::array<bool, 256>& escaped, Escape escape) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!escaped[static_cast<unsigned char>(text[i])]) continue;
    out.append(text, from, i - from);
    escape(text[i]);
    from = i + 1;
  }
  out.append(text, from);
}

void append_escaped(std::string& out, std::string_view text) {
  append_pieces(out, text, kNotInText, [&](char letter) { append_letter(out, letter); });
}

void append_iri(std::string& out, std::string_view iri) {
  out += '<';
  append_pieces(out, iri, kNotInIri, [&](char letter) { append_code(out, static_cast<unsigned char>(letter)); });
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
