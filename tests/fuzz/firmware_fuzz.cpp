// Any bytes are an error or a linked program whose free memory lies within its regions.
#include <cstdlib>

#include "ingest/firmware/usage.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kilograph;
  const auto image = ingest::firmware::read_image({data, size});
  if (!image) return 0;
  const auto usage =
      ingest::firmware::usage_of(*image, {{.name = "RAM", .kind = domain::RegionKind::ram, .size_bytes = 1 << 20},
                                          {.name = "Flash", .kind = domain::RegionKind::flash, .size_bytes = 1 << 22}});
  if (!usage) return 0;
  for (const auto& region : usage->regions) {
    if (*region.free_bytes > *region.size_bytes) std::abort();
  }
  return 0;
}
