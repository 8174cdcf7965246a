#include "reply/directory/moment.hpp"

#include <algorithm>

#include "knowledge/ledger/timestamp.hpp"

namespace kilograph::reply::directory {
namespace {

using namespace std::chrono;

// Takes a number of just so many digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int number = 0;
  if (text.size() < digits) return std::nullopt;
  for (const char digit : text.substr(0, digits)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, char upper) {
  if (text.empty() || (text[0] != upper && text[0] != static_cast<char>(upper | 0x20))) return false;
  text.remove_prefix(1);
  return true;
}

bool take_sign(std::string_view& text, char sign) {
  if (text.empty() || text[0] != sign) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<milliseconds> take_fraction(std::string_view& text) {
  if (!take_sign(text, '.')) return milliseconds(0);
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < 3; ++i) value = value * 10 + (i < digits ? text[i] - '0' : 0);
  text.remove_prefix(digits);
  return milliseconds(value);
}

std::optional<minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z')) return minutes(0);
  const bool is_behind = !text.empty() && text[0] == '-';
  if (!take_sign(text, '+') && !take_sign(text, '-')) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take_sign(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const minutes offset = hours(*hour) + minutes(*minute);
  return is_behind ? -offset : offset;
}

}  // namespace

Moment now() { return floor<milliseconds>(system_clock::now()); }

std::string to_text(Moment moment) { return knowledge::ledger::timestamp(moment); }

std::optional<Moment> parse_moment(std::string_view text) {
  const auto year_number = take_number(text, 4);
  if (!year_number || !take_sign(text, '-')) return std::nullopt;
  const auto month_number = take_number(text, 2);
  if (!month_number || !take_sign(text, '-')) return std::nullopt;
  const auto day_number = take_number(text, 2);
  if (!day_number || !take(text, 'T')) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take_sign(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !take_sign(text, ':')) return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *second > 60) return std::nullopt;
  const auto fraction = take_fraction(text);
  const auto offset = fraction ? take_offset(text) : std::nullopt;
  const year_month_day date(year(*year_number), month(static_cast<unsigned>(*month_number)),
                            day(static_cast<unsigned>(*day_number)));
  if (!offset || !text.empty() || !date.ok()) return std::nullopt;
  return sys_days(date) + hours(*hour) + minutes(*minute) + seconds(*second) + *fraction - *offset;
}

}  // namespace kilograph::reply::directory
