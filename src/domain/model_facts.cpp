#include "domain/model_facts.hpp"

#include "domain/name_table.hpp"

namespace kilograph::domain {
namespace {

constexpr NameRow<MemoryUse> kUses[] = {
    {MemoryUse::working, "working memory"},
    {MemoryUse::program, "program memory"},
};

}  // namespace

std::string_view name_of(MemoryUse use) { return name_in(kUses, use); }

}  // namespace kilograph::domain
