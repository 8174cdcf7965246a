#include "knowledge/ledger/nquads.hpp"

#include <algorithm>

namespace kilograph::knowledge::ledger {
namespace {

constexpr std::string_view kEnd = " .";

// Calls visit(line without newline) for every line; stops when it says false.
template <class Visit>
bool every_line(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || !visit(text.substr(0, end))) return false;
    text.remove_prefix(end + 1);
  }
  return true;
}

}  // namespace

bool is_iri_text(std::string_view iri) {
  return !iri.empty() && std::none_of(iri.begin(), iri.end(), [](char letter) {
    return static_cast<unsigned char>(letter) <= 0x20 ||
           std::string_view("<>\"{}|^`\\").find(letter) != std::string_view::npos;
  });
}

bool is_triple_lines(std::string_view triples) {
  return every_line(triples, [](std::string_view line) { return line.starts_with('<') && line.ends_with(kEnd); });
}

void append_quads(std::string& out, std::string_view triples, std::string_view graph) {
  every_line(triples, [&](std::string_view line) {
    out.append(line.substr(0, line.size() - kEnd.size())).append(" <").append(graph).append("> .\n");
    return true;
  });
}

std::optional<std::string> triple_line(std::string_view quad_line, std::string_view graph) {
  const std::size_t tail = graph.size() + 5;  // " <" graph "> ."
  if (quad_line.size() <= tail) return std::nullopt;
  const std::string_view end = quad_line.substr(quad_line.size() - tail);
  if (!end.starts_with(" <") || !end.ends_with("> .") || end.substr(2, graph.size()) != graph) return std::nullopt;
  return std::string(quad_line.substr(0, quad_line.size() - tail)).append(" .\n");
}

}  // namespace kilograph::knowledge::ledger
