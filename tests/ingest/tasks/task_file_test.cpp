#include "ingest/tasks/task_file.hpp"

#include <gtest/gtest.h>

namespace kilograph::ingest::tasks {
namespace {

constexpr std::string_view kWhole = R"({
  "run": "in turn",
  "tasks": [
    {"name": "wake word", "priority": 10, "models": ["Kws", "https://example.org/m"], "devices": 3, "where": "ram_free >= 64KiB"},
    {"name": "people", "task": "person detection", "metric": "Top_1_accuracy", "dataset": "vww", "group": "roomy"}
  ]
})";

TEST(TaskFile, IsReadWithPlaces) {
  const auto file = parse_tasks(kWhole);
  ASSERT_TRUE(file) << file.error().to_text();
  EXPECT_TRUE(file->in_turn);
  ASSERT_EQ(file->tasks.size(), 2u);
  const Task &first = file->tasks[0], &second = file->tasks[1];
  EXPECT_EQ(first.name.text, "wake word");
  EXPECT_EQ(first.priority, 10u);
  EXPECT_EQ(first.devices, 3u);
  ASSERT_EQ(first.models.size(), 2u);
  EXPECT_EQ(first.models[1].place, "line 4, column 61");
  EXPECT_EQ(first.where.text, "ram_free >= 64KiB");
  EXPECT_EQ(second.priority, 1u);
  EXPECT_FALSE(second.devices);
  EXPECT_EQ(second.about.text, "person detection");
  EXPECT_EQ(second.metric.text, "Top_1_accuracy");
  EXPECT_EQ(second.group.text, "roomy");
}

TEST(TaskFile, SaysWhatIsWrongAndWhere) {
  struct Case {
    const char *text, *message, *where, *advice;
  };
  const Case kCases[] = {
      {"tasks:\n  - name: wake word\n", "the file of tasks is no JSON", "line 1, column 1",
       "Tasks are written as JSON alone, not as YAML or CSV: docs/formats/tasks.md."},
      {"[]", "the file is no object", "line 1, column 1", ""},
      {"{}", "there are no tasks", "line 1, column 1", ""},
      {R"({"task": []})", "there is no member 'task' of the file", "line 1, column 10", "Did you mean 'tasks'?"},
      {R"({"run": "fast", "tasks": []})", "run is 'fast'", "line 1, column 9", ""},
      {R"({"tasks": [1]})", "a task is no object", "line 1, column 12", ""},
      {R"({"tasks": [{"models": ["a"]}]})", "a task has no name", "line 1, column 12", ""},
      {R"({"tasks": [{"name": ""}]})", "name is empty", "line 1, column 21", ""},
      {R"({"tasks": [{"name": "a"}]})", "nothing says which models serve 'a'", "line 1, column 12", ""},
      {R"({"tasks": [{"name": "a", "priorty": 2}]})", "there is no member 'priorty' of a task", "line 1, column 37",
       "Did you mean 'priority'?"},
      {R"({"tasks": [{"name": "a", "priority": 0, "task": "x"}]})", "priority is 0", "line 1, column 38", ""},
      {R"({"tasks": [{"name": "a", "devices": 1.5, "task": "x"}]})", "devices is 1.5", "line 1, column 37", ""},
      {R"({"tasks": [{"name": "a", "models": "m"}]})", "models is no list", "line 1, column 36", ""},
      {R"({"tasks": [{"name": "a", "task": "x", "group": "g", "where": "w"}]})", "a task has a group and a selector",
       "line 1, column 62", ""},
      {R"({"tasks": [{"name": "a", "task": "x"}, {"name": "a", "task": "y"}]})", "a second task is called 'a'",
       "line 1, column 40", ""},
      {R"({"tasks": [{"name": "a", "name": "b", "task": "x"}]})", "'name' comes twice", "line 1, column 34", ""},
  };
  for (const Case& one : kCases) {
    const auto file = parse_tasks(one.text);
    ASSERT_FALSE(file) << one.text;
    EXPECT_EQ(file.error().message, one.message) << one.text;
    EXPECT_EQ(file.error().where, one.where) << one.text;
    EXPECT_EQ(file.error().advice, one.advice) << one.text;
  }
}

TEST(TaskFile, CutAnywhereIsNone) {
  for (std::size_t cut = 0; cut < kWhole.size(); ++cut) EXPECT_FALSE(parse_tasks(kWhole.substr(0, cut))) << cut;
}

TEST(TaskFile, HasLimits) {
  std::string many = R"({"tasks": [)";
  for (int i = 0; i <= 64; ++i)
    many += (i ? "," : "") + std::string(R"({"name": ")") + std::to_string(i) + R"(", "task": "x"})";
  EXPECT_EQ(parse_tasks(many + "]}").error().kind, ErrorKind::too_large);
  EXPECT_EQ(parse_tasks(std::string(kMostBytes + 1, ' ')).error().kind, ErrorKind::too_large);
}

}  // namespace
}  // namespace kilograph::ingest::tasks
