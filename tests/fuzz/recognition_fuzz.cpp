// Any bytes are an error with a message, or one of the formats, whatever the file is called.
#include <cstdlib>

#include "ingest/recognition.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const char* name : {"file", "file.ttl", "file.json"}) {
    const auto what = kilograph::ingest::recognise_content({data, size}, name);
    if (!what && what.error().message.empty()) std::abort();
  }
  return 0;
}
