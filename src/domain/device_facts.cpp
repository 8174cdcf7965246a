#include "domain/device_facts.hpp"

#include "domain/name_table.hpp"
#include "domain/spelling.hpp"

namespace kilograph::domain {
namespace {

constexpr NameRow<RegionMedium> kMedia[] = {
    {RegionMedium::unknown, ""},    {RegionMedium::sram, "SRAM"},   {RegionMedium::tcm, "TCM"},
    {RegionMedium::psram, "PSRAM"}, {RegionMedium::flash, "flash"}, {RegionMedium::external_flash, "external flash"},
};

}  // namespace

std::string_view name_of(RegionMedium medium) { return name_in(kMedia, medium); }

std::optional<RegionMedium> region_medium_from(std::string_view name) {
  const std::string wanted = lower_case(name);
  for (const auto& row : kMedia) {
    if (!row.name.empty() && lower_case(row.name) == wanted) return row.value;
  }
  return std::nullopt;
}

}  // namespace kilograph::domain
