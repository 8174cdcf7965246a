// Any line of an exported folder is an error, or says the same when it is written again.
#include <cstdlib>

#include "base/bytes.hpp"
#include "knowledge/catalogue/exchange.hpp"
#include "knowledge/ledger/nquads.hpp"

namespace {

using namespace kilograph::knowledge;

template <class Read>
void check(std::string_view line, Read read) {
  const auto value = read(line);
  if (!value) return;
  std::string text = exchange::to_line(*value);
  if (text.empty() || text.back() != '\n' || text.find('\n') + 1 != text.size()) std::abort();
  text.pop_back();
  const auto again = read(std::string_view(text));
  if (!again || exchange::to_line(*again) != text + "\n") std::abort();
}

void check_quad(std::string_view line) {
  constexpr std::string_view graph = "urn:g";
  const auto triple = ledger::triple_line(line, graph);
  if (!triple || line.find('\n') != std::string_view::npos) return;
  std::string quad;
  ledger::append_quads(quad, *triple, graph);
  if (quad != std::string(line) + "\n") std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line = kilograph::text_of({data, size});
  check(line, exchange::document_from);
  check(line, exchange::log_entry_from);
  check(line, exchange::manifest_from);
  check_quad(line);
  return 0;
}
