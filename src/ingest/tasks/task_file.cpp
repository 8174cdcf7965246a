#include "ingest/tasks/task_file.hpp"

#include <algorithm>
#include <span>

#include "base/json/document.hpp"
#include "base/listing.hpp"
#include "base/trimmed.hpp"
#include "domain/spelling.hpp"

namespace kilograph::ingest::tasks {
namespace {

using json::Value;

constexpr std::string_view kInTurn = "in turn", kTogether = "together";
constexpr std::string_view kFileMembers[] = {"run", "tasks"};
constexpr std::string_view kTaskMembers[] = {"name",    "priority", "models", "task",   "metric",
                                             "dataset", "group",    "where",  "devices"};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<TaskFile> file(const Value& root) const {
    KG_CHECK(object_of(root, kFileMembers, "the file"));
    TaskFile read;
    if (const Value run = root.find("run")) {
      const Word how = KG_TRY(word(run, "run"));
      if (how.text != kInTurn && how.text != kTogether)
        return wrong(run, "run is '" + how.text + "'", "\"together\" or \"in turn\"");
      read.in_turn = how.text == kInTurn;
    }
    const Value tasks = root.find("tasks");
    if (!tasks || !tasks.is_array() || tasks.empty())
      return wrong(tasks ? tasks : root, "there are no tasks", "\"tasks\": [{\"name\": …}]");
    if (tasks.size() > kMostTasks) return too_many(tasks, "tasks", kMostTasks);
    for (const Value& one : tasks.elements()) {
      read.tasks.push_back(KG_TRY(task(one)));
      const std::string& name = read.tasks.back().name.text;
      const auto same = [&](const Task& other) { return other.name.text == name; };
      if (std::ranges::count_if(read.tasks, same) > 1)
        return wrong(one, "a second task is called '" + name + "'", "a name of its own");
    }
    return read;
  }

 private:
  std::string place(const Value& at) const { return json::to_text(json::position_of(text_, at.offset())); }

  tl::unexpected<Error> wrong(const Value& at, std::string message, std::string expected,
                              std::string advice = {}) const {
    return fail(ErrorKind::bad_input, std::move(message), place(at), std::move(expected), std::move(advice));
  }
  tl::unexpected<Error> too_many(const Value& at, const std::string& what, std::size_t most) const {
    return fail(ErrorKind::too_large, std::to_string(at.size()) + " " + what, place(at),
                "at most " + std::to_string(most));
  }

  Result<void> object_of(const Value& value, std::span<const std::string_view> members, const std::string& what) const {
    if (!value.is_object()) return wrong(value, what + " is no object", "an object with " + listed(members));
    for (const json::Member& member : value.members()) {
      if (std::ranges::find(members, member.name()) != members.end()) continue;
      const std::vector<std::string> known(members.begin(), members.end());
      const auto near = domain::nearest(member.name(), known, 1);
      return wrong(member.value(), "there is no member '" + std::string(member.name()) + "' of " + what,
                   "one of: " + listed(members), near.empty() ? "" : "Did you mean '" + near.front() + "'?");
    }
    const auto doubled = json::doubled_members(value);
    if (doubled.empty()) return {};
    return wrong(doubled.front().value(), "'" + std::string(doubled.front().name()) + "' comes twice",
                 "each member once");
  }

  Result<Word> word(const Value& value, std::string_view what) const {
    if (!value.is_string() || value.string().empty()) {
      return wrong(value, std::string(what) + " is " + (value.is_string() ? "empty" : "no text"), "a text");
    }
    return Word{std::string(value.string()), place(value)};
  }

  Result<std::uint64_t> number(const Value& value, std::string_view what, std::uint64_t least,
                               std::uint64_t most) const {
    const auto whole = value.is_number() ? value.integer() : std::nullopt;
    if (whole && *whole >= static_cast<std::int64_t>(least) && static_cast<std::uint64_t>(*whole) <= most) {
      return static_cast<std::uint64_t>(*whole);
    }
    return wrong(value, std::string(what) + " is " + std::string(value.text().substr(0, 40)),
                 "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }

  Result<std::vector<Word>> models(const Value& value) const {
    if (!value.is_array()) return wrong(value, "models is no list", "[\"NAME\", …]");
    if (value.size() > kMostModels) return too_many(value, "models", kMostModels);
    std::vector<Word> words;
    for (const Value& one : value.elements()) words.push_back(KG_TRY(word(one, "a model")));
    return words;
  }

  Result<Task> task(const Value& value) const {
    KG_CHECK(object_of(value, kTaskMembers, "a task"));
    const Value name = value.find("name");
    if (!name) return wrong(value, "a task has no name", "\"name\": \"wake word\"");
    Task task{.name = KG_TRY(word(name, "name"))};
    for (const auto& [member, field] : {std::pair{"task", &Task::about},
                                        {"metric", &Task::metric},
                                        {"dataset", &Task::dataset},
                                        {"group", &Task::group},
                                        {"where", &Task::where}}) {
      if (const Value text = value.find(member)) task.*field = KG_TRY(word(text, member));
    }
    if (const Value priority = value.find("priority"))
      task.priority = KG_TRY(number(priority, "priority", 1, kMostPriority));
    if (const Value devices = value.find("devices")) task.devices = KG_TRY(number(devices, "devices", 1, UINT32_MAX));
    if (const Value list = value.find("models")) task.models = KG_TRY(models(list));
    if (task.models.empty() && task.about.text.empty()) {
      return wrong(value, "nothing says which models serve '" + task.name.text + "'",
                   "\"models\": [\"NAME\", …] or \"task\": \"keyword spotting\"");
    }
    if (!task.group.text.empty() && !task.where.text.empty()) {
      return wrong(value.find("where"), "a task has a group and a selector", "one of group, where");
    }
    return task;
  }

  std::string_view text_;
};

}  // namespace

Result<TaskFile> parse_tasks(std::string_view text) {
  const std::string_view content = trimmed(text);
  const bool is_read = text.size() <= kMostBytes && !content.empty();
  if (is_read && !content.starts_with('{') && !content.starts_with('[') && !content.starts_with('"')) {
    return fail(ErrorKind::bad_input, "the file of tasks is no JSON", "line 1, column 1",
                R"({"tasks": [{"name": "wake word", "models": ["NAME"]}]})",
                "Tasks are written as JSON alone, not as YAML or CSV: docs/formats/tasks.md.");
  }
  const json::Document document = KG_TRY(json::parse(text, {.bytes = kMostBytes, .depth = 8, .values = kMostBytes}));
  return Reader(text).file(document.root());
}

}  // namespace kilograph::ingest::tasks
