// Any target of a request and any form is an error of the caller's or decoded text; what was decoded is encoded back.
#include <cstdlib>

#include "base/bytes.hpp"
#include "base/utf8.hpp"
#include "serve/http/host.hpp"
#include "serve/http/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kilograph;
  const auto text = text_of({data, size});
  const auto target = serve::http::parse_target(text);
  if (!target && target.error().kind != ErrorKind::bad_input) std::abort();
  if (target) {
    std::string again;
    for (const std::string& segment : target->segments) {
      if (clean_utf8(segment) != segment) std::abort();
      again += "/" + serve::http::encoded(segment);
    }
    const auto second = serve::http::parse_target(again.empty() ? "/" : again);
    if (!second || second->segments != target->segments) std::abort();
  }
  const auto form = serve::http::parse_form(text);
  if (!form && form.error().kind != ErrorKind::bad_input) std::abort();
  serve::http::is_own_host(text);
  const auto where = serve::http::parse_listen(text);
  if (!where && where.error().kind != ErrorKind::usage) std::abort();
  return 0;
}
