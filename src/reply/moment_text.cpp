#include "reply/moment_text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <optional>

namespace kilograph::reply {
namespace {

constexpr std::string_view kForms = "2026-11-01, 2026-11-01T10:15Z, or a number that `kilograph log` shows";

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  const char* begin = text.data() + at;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  }
  std::from_chars(begin, begin + digits, value);
  return value;
}

// "d" stands for a digit; the rest for itself.
bool has_form(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == 'd' ? !is_digit : text[i] != form[i]) return false;
  }
  return true;
}

bool is_day(std::string_view text) {
  using namespace std::chrono;
  return year_month_day(year(*number_at(text, 0, 4)), month(static_cast<unsigned>(*number_at(text, 5, 2))),
                        day(static_cast<unsigned>(*number_at(text, 8, 2))))
      .ok();
}

bool is_time(std::string_view text) {  // "hh:mm:ss"
  return *number_at(text, 0, 2) < 24 && *number_at(text, 3, 2) < 60 && *number_at(text, 6, 2) < 60;
}

std::string now_text() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.999Z", fmt::gmtime(std::chrono::system_clock::now()));
}

tl::unexpected<Error> no_moment(std::string_view text) {
  return fail(ErrorKind::usage, "'" + std::string(text) + "' is no date", "", std::string(kForms), "Times are UTC.");
}

}  // namespace

Result<std::variant<std::string, std::int64_t>> parse_moment(std::string_view text, Day day) {
  std::int64_t change = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), change);
  if (error == std::errc{} && end == text.data() + text.size() && change >= 0) return change;
  std::string whole(text);
  if (has_form(text, "dddd-dd-dd")) whole += day == Day::begins ? "T00:00:00.000Z" : "T23:59:59.999Z";
  if (has_form(text, "dddd-dd-ddTdd:ddZ")) whole = std::string(text.substr(0, 16)) + ":00.000Z";
  if (has_form(text, "dddd-dd-ddTdd:dd:ddZ")) whole = std::string(text.substr(0, 19)) + ".000Z";
  if (!has_form(whole, "dddd-dd-ddTdd:dd:dd.dddZ") || !is_day(whole) || !is_time(std::string_view(whole).substr(11))) {
    return no_moment(text);
  }
  return whole;
}

Result<std::int64_t> change_at(const knowledge::Catalogue& catalogue, std::string_view text, Day day) {
  const auto moment = KG_TRY(parse_moment(text, day));
  const std::int64_t newest = KG_TRY(catalogue.last_change());
  std::int64_t change = 0;
  if (const auto* seq = std::get_if<std::int64_t>(&moment)) {
    if (*seq > newest) {
      return fail(ErrorKind::usage, fmt::format("there is no change {} yet", *seq), "",
                  fmt::format("a number up to {}, or a date", newest));
    }
    change = *seq;
  } else {
    const auto& time = std::get<std::string>(moment);
    if (day == Day::begins && time > now_text()) {
      return fail(ErrorKind::usage, "'" + std::string(text) + "' is still to come", "", "a date in the past");
    }
    change = KG_TRY(catalogue.change_at(time));
  }
  const std::int64_t complete = KG_TRY(catalogue.complete_since());
  if (change >= complete) return change;
  return fail(
      ErrorKind::not_found, "the catalogue does not know any more what was there then", std::string(text),
      fmt::format("a date after change {} of `kilograph log`", complete),
      "Earlier versions of Kilograph kept no replaced records, and an import brings none; `--with EXPORT` compares "
      "with an export of that date.");
}

}  // namespace kilograph::reply
