// Any text is an error or facts, and facts come back as they were. The first byte chooses the kind
// of entity; the first newline ends the facts and begins the layers.
#include <cstdlib>

#include "base/bytes.hpp"
#include "knowledge/record.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kilograph::knowledge;
  if (size == 0) return 0;
  const auto kind = static_cast<kilograph::domain::EntityKind>(data[0] % 4);
  const std::string_view text = kilograph::text_of({data + 1, size - 1});
  const std::string_view facts = text.substr(0, text.find('\n'));
  const std::string_view detail = facts.size() < text.size() ? text.substr(facts.size() + 1) : std::string_view();
  const auto read = from_record(kind, facts, detail);
  if (!read) return 0;
  const Record record = to_record(*read);
  const auto again = from_record(kind, record.facts, record.detail);
  if (!again) std::abort();
  const Record same = to_record(*again);
  if (same.facts != record.facts || same.detail != record.detail) std::abort();
  return 0;
}
