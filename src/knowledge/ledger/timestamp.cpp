#include "knowledge/ledger/timestamp.hpp"

#include <fmt/format.h>

namespace kilograph::knowledge::ledger {

using namespace std::chrono;

std::string timestamp(sys_time<milliseconds> moment) {
  const auto today = floor<days>(moment);
  const year_month_day date(today);
  const hh_mm_ss time(moment - today);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::string timestamp_now() { return timestamp(floor<milliseconds>(system_clock::now())); }

bool is_timestamp(std::string_view text) {
  constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.dddZ";
  if (text.size() != form.size()) return false;
  for (std::size_t at = 0; at < form.size(); ++at) {
    const bool digit = text[at] >= '0' && text[at] <= '9';
    if (form[at] == 'd' ? !digit : text[at] != form[at]) return false;
  }
  return true;
}

}  // namespace kilograph::knowledge::ledger
