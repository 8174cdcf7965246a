#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "ingest/thing/validation/words.hpp"

namespace kilograph::ingest::thing {
namespace {

// Symbols as they are written; sorted by what they measure.
constexpr std::array kSymbols = std::to_array<std::string_view>({
    "%",       "%RH",     "ppm",     "ppb",       "1",          "m",         "km",         "cm",
    "mm",      "um",      "\u00b5m", "nm",        "in",         "ft",        "mi",         "g",
    "kg",      "mg",      "t",       "lb",        "oz",         "s",         "ms",         "us",
    "\u00b5s", "ns",      "min",     "h",         "d",          "A",         "mA",         "uA",
    "\u00b5A", "V",       "mV",      "kV",        "uV",         "W",         "mW",         "kW",
    "MW",      "GW",      "J",       "kJ",        "MJ",         "Wh",        "kWh",        "MWh",
    "mWh",     "VA",      "kVA",     "var",       "kvar",       "Ah",        "mAh",        "Ohm",
    "ohm",     "\u2126",  "\u03a9",  "kOhm",      "F",          "uF",        "H",          "K",
    "Cel",     "\u00b0C", "\u00b0F", "C",         "degC",       "degF",      "deg",        "\u00b0",
    "rad",     "mrad",    "rad/s",   "deg/s",     "\u00b0/s",   "dps",       "Pa",         "hPa",
    "kPa",     "MPa",     "mbar",    "bar",       "psi",        "mmHg",      "atm",        "N",
    "kN",      "Nm",      "N.m",     "Hz",        "kHz",        "MHz",       "GHz",        "rpm",
    "lx",      "lm",      "cd",      "cd/m2",     "W/m2",       "W/m\u00b2", "m/s",        "km/h",
    "kph",     "mph",     "m/s2",    "m/s\u00b2", "m/s^2",      "mg/m3",     "\u00b5g/m3", "\u00b5g/m\u00b3",
    "ug/m3",   "g/m3",    "kg/m3",   "m2",        "m\u00b2",    "m3",        "m\u00b3",    "L",
    "l",       "mL",      "ml",      "L/min",     "l/min",      "m3/h",      "m\u00b3/h",  "T",
    "mT",      "uT",      "\u00b5T", "G",         "Gs",         "dB",        "dBm",        "dBA",
    "dB(A)",   "pH",      "S",       "uS/cm",     "\u00b5S/cm", "mS/cm",     "B",          "kB",
    "MB",      "GB",      "KiB",     "MiB",       "GiB",        "bit",       "bit/s",      "kbit/s",
    "Mbit/s",  "Bq",      "Bq/m3",   "Sv",        "uSv/h",      "mol",       "mol/L",      "NTU",
    "px",      "kcal",    "cal",
});

// Names in lower case and singular, with "/" or "per" as people write them.
constexpr std::array kUnitNames = std::to_array<std::string_view>({
    "percent",
    "percentage",
    "metre",
    "meter",
    "kilometre",
    "kilometer",
    "centimetre",
    "centimeter",
    "millimetre",
    "millimeter",
    "micrometre",
    "micrometer",
    "inch",
    "foot",
    "mile",
    "gram",
    "kilogram",
    "milligram",
    "tonne",
    "pound",
    "ounce",
    "second",
    "millisecond",
    "microsecond",
    "nanosecond",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "ampere",
    "amp",
    "milliampere",
    "volt",
    "millivolt",
    "kilovolt",
    "watt",
    "milliwatt",
    "kilowatt",
    "megawatt",
    "joule",
    "kilojoule",
    "watt hour",
    "kilowatt hour",
    "watthour",
    "kilowatthour",
    "volt ampere",
    "ohm",
    "kiloohm",
    "farad",
    "henry",
    "kelvin",
    "celsius",
    "fahrenheit",
    "degree",
    "degree celsius",
    "degree fahrenheit",
    "celsius degree",
    "radian",
    "degree per second",
    "radian per second",
    "pascal",
    "hectopascal",
    "kilopascal",
    "millibar",
    "bar",
    "newton",
    "newton metre",
    "newton meter",
    "hertz",
    "kilohertz",
    "megahertz",
    "gigahertz",
    "revolution per minute",
    "lux",
    "lumen",
    "candela",
    "metre per second",
    "meter per second",
    "kilometre per hour",
    "kilometer per hour",
    "mile per hour",
    "metre per second squared",
    "meter per second squared",
    "microgram per cubic metre",
    "microgram per cubic meter",
    "milligram per cubic metre",
    "milligram per cubic meter",
    "square metre",
    "square meter",
    "cubic metre",
    "cubic meter",
    "litre",
    "liter",
    "millilitre",
    "milliliter",
    "litre per minute",
    "liter per minute",
    "tesla",
    "millitesla",
    "microtesla",
    "gauss",
    "decibel",
    "siemens",
    "byte",
    "kilobyte",
    "kibibyte",
    "megabyte",
    "mebibyte",
    "bit",
    "becquerel",
    "sievert",
    "mole",
    "pixel",
    "mired",
    "count",
    "part per million",
    "part per billion",
    "piece",
    "item",
    "step",
    "frame per second",
});

template <std::size_t kSize>
bool is_among(const std::array<std::string_view, kSize>& words, std::string_view text) {
  return std::ranges::find(words, text) != words.end();
}

}  // namespace

bool is_unit(std::string_view text) {
  if (is_among(kSymbols, text)) return true;
  std::string name(text);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::ranges::replace(name, '-', ' ');
  std::ranges::replace(name, '_', ' ');
  if (is_among(kUnitNames, std::string_view(name))) return true;
  const std::size_t first_word = std::min(name.find(' '), name.size());
  for (const std::size_t end : {name.size(), first_word}) {  // "volts", "degrees celsius"
    if (end == 0 || name[end - 1] != 's') continue;
    if (is_among(kUnitNames, std::string_view(name.substr(0, end - 1) + name.substr(end)))) return true;
  }
  return false;
}

}  // namespace kilograph::ingest::thing
