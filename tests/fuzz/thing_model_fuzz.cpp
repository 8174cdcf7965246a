// Any bytes as a Thing Model are an error with a message, or a Thing Description that is JSON with its id and its
// model, and that holds no reference any more. The model names itself as the document that it needs.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/bytes.hpp"
#include "ingest/thing_model/instance.hpp"

using namespace kilograph;
using namespace kilograph::ingest::thing_model;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const NamedDocument model{std::string(text_of({data, size})), "urn:model"};
  const FindDocument find = [&](const std::string& url, const std::string&) -> Result<NamedDocument> {
    if (url != "urn:other") return fail(ErrorKind::not_found, "there is no document " + url);
    return NamedDocument{model.text, url};
  };
  Order order{"urn:thing", "urn:model", "Thing", "https://example.org/", {}, {}};
  auto made = instance_of(model, order, find);
  if (!made && made.error().message.starts_with("placeholders without a value")) {
    order.values = {{"A", "1"}, {"B", "\"b\""}};
    made = instance_of(model, order, find);
  }
  if (!made) {
    if (made.error().message.empty()) std::abort();
    return 0;
  }
  const auto td = nlohmann::json::parse(made->text, nullptr, false);
  if (!td.is_object() || td["id"] != "urn:thing" || td["links"][0]["href"] != "urn:model") std::abort();
  return 0;
}
