// The models that the tasks of `assign` choose, and how good each is for its task.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "ingest/tasks/task_file.hpp"
#include "knowledge/catalogue.hpp"
#include "match/assign/candidates.hpp"
#include "reply/answer/assigning.hpp"
#include "reply/desk.hpp"

namespace kilograph::reply {

// A task with its models, and how good each is for it.
struct PreparedTask {
  match::assign::WantedTask wanted;
  AssignAnswer::Task shown;
  std::vector<std::optional<double>> percent;  // of each model
};

struct ChosenModels {
  std::vector<PreparedTask> tasks;           // in the file's order
  std::vector<domain::ModelEntity> models;   // each once; tasks hold their numbers
};

// An error at a word of the file of tasks.
Error placed(Error error, const ingest::tasks::Word& word);

// By name or file, and by what they are about. Errors: with the word's place: a name that is none, a task that no model
// is about, a metric that none has; those of the catalogue.
Result<ChosenModels> chosen_models(const ingest::tasks::TaskFile& file, const Desk& desk,
                                   const Result<knowledge::Catalogue>& catalogue, const match::Judge& judge);

}  // namespace kilograph::reply
