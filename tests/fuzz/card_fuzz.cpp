// Any text is no card, an error, or a card whose figures can be.
#include <cstdlib>

#include "base/bytes.hpp"
#include "ingest/card/licence.hpp"
#include "ingest/card/model_card.hpp"

namespace card = kilograph::ingest::card;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = kilograph::text_of({data, size});
  card::licence_of(text.substr(0, 256));
  if (!card::is_model_card(text)) return 0;
  const auto read = card::read_model_card(text);
  if (!read) return 0;
  if (read->model_file.find('/') != std::string::npos) std::abort();
  for (const auto& sensor : read->facts.sensors) {
    if (sensor.sensor_class.empty() || (sensor.rate_hz && !(*sensor.rate_hz > 0))) std::abort();
  }
  return 0;
}
