// Whatever front matter a value is put into: an error, or a text that states it.
#include "reply/front_matter.hpp"

#include <cstdlib>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/bytes.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr const char* kPlaces[] = {"kilograph.task", "kilograph.sensors[0].class", "kilograph.sensors[1].rate_hz",
                                     "license", "model-index[0].results[0].dataset.name"};
  const auto text = kilograph::ingest::utf8_text({data, size});
  if (!text || text->empty() || !kilograph::ingest::card::is_model_card(*text)) return 0;
  const std::string front(kilograph::ingest::card::parts_of(*text).front);
  for (const char* place : kPlaces) {
    auto read = kilograph::reply::FrontMatter::read(front);
    if (!read) return 0;
    if (!read->put(place, "a \"new\" value")) continue;
    const auto* put = read->at(place);
    if (!put || put->text != "a \"new\" value") std::abort();
  }
  return 0;
}
