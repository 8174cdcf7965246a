// Any text is an error or a table whose rows are as wide as its header.
#include <cstdlib>

#include "base/bytes.hpp"
#include "ingest/figures/arena_figures.hpp"
#include "ingest/figures/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = kilograph::text_of({data, size});
  const auto table = kilograph::ingest::figures::read_csv(text);
  if (table) {
    for (const auto& row : table->rows) {
      if (row.cells.size() != table->header.cells.size()) std::abort();
    }
  }
  const auto figures = kilograph::ingest::figures::read_arena_figures(text, "fuzz.csv");
  if (figures && !table) std::abort();
  return 0;
}
