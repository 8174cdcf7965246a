// Values put into front matter: in brackets and in lines, with everything else byte for byte as it was.
#include "reply/front_matter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace kilograph::reply {
namespace {

using Json = nlohmann::ordered_json;

std::string with(const std::string& front, std::string_view place, const Json& value) {
  auto read = FrontMatter::read("---\n" + front);
  if (!read) return read.error().to_text();
  const auto put = read->put(place, value);
  return put ? read->text().substr(4) : put.error().to_text();
}

TEST(FrontMatter, TakesAMemberWhereverItsMapStands) {
  struct Row {
    const char *front, *place;
    Json value;
    const char* changed;
  };
  const Row rows[] = {
      {"", "kilograph.task", "t", "kilograph:\n  task: \"t\"\n"},
      {"# begun\n{}\n", "license", "mit", "# begun\nlicense: \"mit\"\n"},
      {"license: mit\n", "kilograph.sensors[0].class", "Camera",
       "license: mit\nkilograph:\n  sensors:\n  - class: \"Camera\"\n"},
      {"kilograph:\n  sensors:\n  - class: Camera  # ours\n  task: x\nlicense: mit\n", "kilograph.sensors[0].rate_hz",
       15, "kilograph:\n  sensors:\n  - class: Camera  # ours\n    rate_hz: 15\n  task: x\nlicense: mit\n"},
      {"kilograph:\n    sensors:\n        - class: Camera\n\n# end\nlicense: mit\n", "kilograph.sensors[1].class", "B",
       "kilograph:\n    sensors:\n        - class: Camera\n        - class: \"B\"\n\n# end\nlicense: mit\n"},
      {"kilograph: {sensors: [{class: 'it''s, ok'}]}\n", "kilograph.sensors[0].range", Json{{"low", -4}, {"high", 4}},
       "kilograph: {sensors: [{class: 'it''s, ok', range: {low: -4, high: 4}}]}\n"},
      {"kilograph: {sensors: [{class: A}]}  # all\n", "kilograph.sensors[1].class", "B",
       "kilograph: {sensors: [{class: A}, {class: \"B\"}]}  # all\n"},
      {"kilograph:\n  task:   # later\n  name: X\n", "kilograph.task", "t",
       "kilograph:\n  task: \"t\"   # later\n  name: X\n"},
      {"kilograph:\n  description: |\n    text\n    # no comment\nlicense: mit\n", "kilograph.task", "t",
       "kilograph:\n  description: |\n    text\n    # no comment\n  task: \"t\"\nlicense: mit\n"},
      {"kilograph:\nlicense: mit\n", "kilograph.task", "t", "kilograph:\n  task: \"t\"\nlicense: mit\n"},
      {"kilograph:\r\n  name: X\r\nlicense: mit\r\n", "kilograph.task", "t",
       "kilograph:\r\n  name: X\r\n  task: \"t\"\r\nlicense: mit\r\n"},
      {"kilograph: {sensors: {class: A}}\n", "kilograph.sensors[0].axes", 3,
       "kilograph: {sensors: {class: A, axes: 3}}\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(with(row.front, row.place, row.value), row.changed) << row.front;
}

TEST(FrontMatter, ChangesAValueAndNothingElse) {
  struct Row {
    const char *front, *place;
    Json value;
    const char* changed;
  };
  const Row rows[] = {
      {"license:  mit  # SPDX\ntags: [a]\n", "license", "isc", "license: \"isc\"  # SPDX\ntags: [a]\n"},
      {"datasets:\n- a\n- b\ntags: [a]\n", "datasets", Json::array({"c"}), "datasets: [\"c\"]\ntags: [a]\n"},
      {"kilograph:\n  description: >\n    a\n    b\n\n  task: x\n", "kilograph.description", "c",
       "kilograph:\n  description: \"c\"\n\n  task: x\n"},
      {"a: {b: [1, {c: d}], 'license': \"x, y\" }\n", "a.license", "z", "a: {b: [1, {c: d}], 'license': \"z\" }\n"},
      {"model-index:\n- name: X\n  results:\n  - metrics:\n    - {type: auc, value: 1}\n",
       "model-index[0].results[0].metrics[0].value", 0.5,
       "model-index:\n- name: X\n  results:\n  - metrics:\n    - {type: auc, value: 0.5}\n"},
      {"kilograph:\n  sensors:\n  - class: A\n    axes: 3\n  task: x\n", "kilograph.sensors", Json::array(),
       "kilograph:\n  sensors: []\n  task: x\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(with(row.front, row.place, row.value), row.changed) << row.front;
}

TEST(FrontMatter, SaysWhereNothingCanBePut) {
  for (const auto& [front, place] : std::vector<std::pair<const char*, const char*>>{
           {"kilograph: text\n", "kilograph.task"},
           {"kilograph:\n- task: x\n", "kilograph.task"},
           {"kilograph:\n  sensors: [Camera]\n", "kilograph.sensors[0].class"},
           {"kilograph:\n  sensors: [{class: A}]\n", "kilograph.sensors[4].class"},
           {"kilograph:\n  sensors: []\n", "kilograph.sensors[1].class"},
           {"license: mit\n", "kilograph.sensors[1].class"}}) {
    EXPECT_THAT(with(front, place, "x"), ::testing::HasSubstr("cannot be put")) << front;
    EXPECT_THAT(with(front, place, "x"), ::testing::HasSubstr(place)) << front;
  }
}

// Whatever is put into whatever part of a card, it says what it said before and this, or there is an error.
TEST(FrontMatter, CutAnywhereIsChangedRightOrRefused) {
  const std::string full =
      "license: \"a # b\"\ntags: [x, 'y, z', {k: v}]\nkilograph:\n  labels:\n  - rest\n  - shake\n  sensors:\n  - "
      "{class: A, range: {low: -4}}\n  - class: B\n    info: |\n      # text\n";
  std::size_t count = 0;
  for (std::size_t length = 0; length <= full.size(); ++length) {
    auto read = FrontMatter::read("---\n" + full.substr(0, length) + "\n");
    if (!read) continue;
    for (const char* place : {"license", "kilograph.task", "kilograph.sensors[0].rate_hz", "kilograph.labels"}) {
      FrontMatter changed = *read;
      if (!changed.put(place, "new")) continue;
      ASSERT_NE(changed.at(place), nullptr);
      EXPECT_EQ(changed.at(place)->text, "new") << changed.text();
      ++count;
    }
  }
  EXPECT_GT(count, full.size());
}

}  // namespace
}  // namespace kilograph::reply
