#include "domain/source.hpp"

#include "domain/name_table.hpp"

namespace kilograph::domain {
namespace {

constexpr NameRow<Basis> kBases[] = {
    {Basis::measured, "measured"},
    {Basis::planned, "planned"},
    {Basis::predicted, "predicted"},
    {Basis::declared, "declared"},
};

}  // namespace

std::string_view name_of(Basis basis) { return name_in(kBases, basis); }
std::optional<Basis> basis_from(std::string_view name) { return value_in(kBases, name); }

}  // namespace kilograph::domain
