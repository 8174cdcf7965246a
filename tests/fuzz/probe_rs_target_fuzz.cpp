// Any text is an error or definitions that have an id each.
#include <cstdlib>

#include "base/bytes.hpp"
#include "ingest/board/definitions.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = kilograph::text_of({data, size});
  const auto definitions = kilograph::ingest::board::read_probe_rs_target(text, "fuzz");
  if (!definitions && definitions.error().message.empty()) std::abort();
  if (!definitions) return 0;
  for (const auto& board : definitions->boards) {
    if (board.id.empty() || board.facts.is_thing_model != true) std::abort();
  }
  return 0;
}
