// Any text is an error with a place or a selector that answers.
#include <cstdlib>

#include "base/bytes.hpp"
#include "match/selector.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kilograph;
  const auto selector = match::parse_selector(text_of({data, size}));
  if (!selector) {
    if (selector.error().kind != ErrorKind::usage) std::abort();
    return 0;
  }
  domain::DeviceFacts facts;
  facts.regions = {{.name = "RAM", .size_bytes = 1 << 20}};
  facts.labels = {{"site", "hall 3"}};
  const auto no_name = [](const std::string&) { return std::string(); };
  match::selects(*selector, {"urn:a", "a", {{{}, facts}}}, no_name);
  match::selects(*selector, {"urn:b", "b", {}}, no_name);
  return 0;
}
