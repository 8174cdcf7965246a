// The functions of the table of verbs, one file each.
#pragma once

#include "base/result.hpp"
#include "reply/answer.hpp"
#include "reply/call.hpp"
#include "reply/desk.hpp"

namespace kilograph::reply {

Result<Answer> init(const Call& call, Desk& desk);
Result<Answer> add(const Call& call, Desk& desk);
Result<Answer> add_firmware(const Call& call, Desk& desk);  // `add --firmware`
Result<Answer> add_inventory(const Call& call, Desk& desk);  // `add --columns`, `add --mapping`, and exports
Result<Answer> show(const Call& call, Desk& desk);
Result<Answer> describe(const Call& call, Desk& desk);
Result<Answer> plan(const Call& call, Desk& desk);
Result<Answer> fit(const Call& call, Desk& desk);
Result<Answer> fit_fleet(const Call& call, Desk& desk);  // `fit --group`, `--where`, `--csv`
Result<Answer> group(const Call& call, Desk& desk);
Result<Answer> assign(const Call& call, Desk& desk);
Result<Answer> diff(const Call& call, Desk& desk);
Result<Answer> why(const Call& call, Desk& desk);
Result<Answer> rank(const Call& call, Desk& desk);
Result<Answer> new_thing(const Call& call, Desk& desk);
Result<Answer> query(const Call& call, Desk& desk);
Result<Answer> export_catalogue(const Call& call, Desk& desk);
Result<Answer> import_catalogue(const Call& call, Desk& desk);
Result<Answer> remove_entities(const Call& call, Desk& desk);
Result<Answer> serve(const Call& call, Desk& desk);
Result<Answer> log_changes(const Call& call, Desk& desk);
Result<Answer> verify(const Call& call, Desk& desk);
Result<Answer> validate(const Call& call, Desk& desk);
Result<Answer> context(const Call& call, Desk& desk);
Result<Answer> vocabulary_verb(const Call& call, Desk& desk);
Result<Answer> completion(const Call& call, Desk& desk);
Result<Answer> help(const Call& call, Desk& desk);
Result<Answer> version(const Call& call, Desk& desk);

}  // namespace kilograph::reply
