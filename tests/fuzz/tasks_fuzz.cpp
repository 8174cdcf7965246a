// A file of tasks: what is taken has tasks with names of their own, models and numbers within their limits.
#include <cstdint>
#include <cstdlib>
#include <set>

#include "base/bytes.hpp"
#include "ingest/tasks/task_file.hpp"

using namespace kilograph;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = ingest::tasks::parse_tasks(text_of({data, size}));
  if (!file) {
    if (file.error().message.empty()) std::abort();
    return 0;
  }
  std::set<std::string> names;
  for (const auto& task : file->tasks) {
    if (task.name.text.empty() || !names.insert(task.name.text).second) std::abort();
    if (task.models.empty() && task.about.text.empty()) std::abort();
    if (task.priority < 1 || task.priority > ingest::tasks::kMostPriority) std::abort();
  }
  if (names.empty()) std::abort();
  return 0;
}
