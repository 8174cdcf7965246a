// Entities put together from their documents. Inside a transaction of the caller.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "knowledge/catalogue/inheritance.hpp"
#include "knowledge/catalogue/sameness.hpp"
#include "knowledge/entity_changes.hpp"
#include "knowledge/ledger/moment.hpp"

namespace kilograph::knowledge {

// F is domain::ModelFacts or domain::DeviceFacts.

// One entity by any of its ids, with its own documents and layers; nothing where none is kept.
template <class F>
Result<std::optional<domain::Entity<F>>> gather_one(const ledger::Moment& moment, const Sameness& sameness,
                                                    std::string_view id);
// All of them, with their bases, without layers; ordered by name, then id.
template <class F>
Result<std::vector<domain::Entity<F>>> gather_all(const ledger::Moment& moment, const Sameness& sameness);

// The same devices one after the other, in no stated order, so that no more is held than one and what several share.
Result<void> each_device(const ledger::Moment& moment, const Sameness& sameness, const TakeDevice& take);

// Reads each base once for all devices that are completed by it. The sameness must outlive it.
Inheritance inheritance_in(ledger::Moment moment, const Sameness& sameness);

}  // namespace kilograph::knowledge
