// The typed answers of all verbs, and what is common to them: text for programs, exit code.
#pragma once

#include <string>
#include <variant>

#include "base/error.hpp"
#include "reply/answer/addition.hpp"
#include "reply/answer/assigning.hpp"
#include "reply/answer/card.hpp"
#include "reply/answer/entity.hpp"
#include "reply/answer/fitting.hpp"
#include "reply/answer/fleet.hpp"
#include "reply/answer/guide.hpp"
#include "reply/answer/planning.hpp"
#include "reply/answer/ranking.hpp"
#include "reply/answer/results.hpp"
#include "reply/answer/streaming.hpp"
#include "reply/answer/thing.hpp"
#include "reply/answer/upkeep.hpp"
#include "reply/answer/validation.hpp"

namespace kilograph::reply {

using Answer =
    std::variant<InitAnswer, AddAnswer, ModelAnswer, DeviceAnswer, GraphAnswer, StatementAnswer, DescriptionAnswer,
                 PlanAnswer, FitAnswer, CountsAnswer, WhyAnswer, RankAnswer, ThingAnswer, DescriptionsAnswer,
                 QueryResults, ExampleList, TransferAnswer, RemoveAnswer, LogAnswer, VerifyAnswer, ValidateAnswer,
                 ContextAnswer, HelpAnswer, ReferenceAnswer, VocabularyAnswer, VersionAnswer, GroupAnswer,
                 FleetFitAnswer, DiffAnswer, FleetDiffAnswer, CardAnswer, AssignAnswer, PairStreamAnswer>;

// One JSON document, or one object a line (`fit`, `log`), each line ended; a query's results and a
// description stand in their own standard format. Nothing of a stream, whose lines were given as they came.
std::string json_text(const Answer& answer);
std::string json_text(const FitPair& pair);        // a line of `fit`
std::string json_text(const AddedEntity& entity);  // a line of `add --stream`
std::string json_text(const Error& error);         // {"error": {…}}

// 0; 1 where the answer is no or unknown (`why`, `validate`, `verify`); 3 where something was refused (`add`).
int exit_code_of(const Answer& answer);

}  // namespace kilograph::reply
