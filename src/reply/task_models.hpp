// Which models are about a task, by the words that their documents use of it.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "domain/entity.hpp"

namespace kilograph::reply {

// The text stands in a name, task, description, output or label of the model, letters of either case alike. `task` is
// in lower case.
bool is_about_task(const domain::ModelEntity& model, const std::string& task);
// not_found, with the tasks that models have, the nearest first.
Error no_model_is_about(const std::vector<domain::ModelEntity>& models, const std::string& task);

}  // namespace kilograph::reply
