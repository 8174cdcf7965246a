// Merge patches that are made lead where they should, over random pairs.
#include "reply/directory/patch.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kilograph::reply::directory {
namespace {

class Maker {
 public:
  explicit Maker(unsigned seed) : chance_(seed) {}

  Json object(int depth) {
    Json json = Json::object();
    for (int members = pick(5); members > 0; --members) json["m" + std::to_string(pick(6))] = value(depth);
    return json;
  }

 private:
  int pick(int below) { return static_cast<int>(chance_() % static_cast<unsigned>(below)); }

  Json value(int depth) {
    switch (pick(depth > 0 ? 6 : 4)) {
      case 0: return pick(3);
      case 1: return "text " + std::to_string(pick(3));
      case 2: return pick(2) == 0;
      case 3: return Json::array({pick(2), Json::object({{"in", pick(2)}})});
      default: return object(depth - 1);
    }
  }

  std::mt19937 chance_;
};

TEST(MergePatch, LeadsFromOneToTheOther) {
  Maker maker(20261121);
  for (int i = 0; i < 5'000; ++i) {
    const Json before = maker.object(3), after = maker.object(3);
    Json patched = before;
    patched.merge_patch(patch_between(before, after));
    // The order of members is not what a patch is about.
    ASSERT_EQ(nlohmann::json::parse(patched.dump()), nlohmann::json::parse(after.dump()))
        << before << " " << after << " " << patch_between(before, after);
  }
}

TEST(MergePatch, SaysOnlyWhatChanged) {
  const Json before = Json::parse(R"({"a": 1, "b": {"c": 2, "d": 3}, "e": [1, 2]})");
  EXPECT_EQ(patch_between(before, before), Json::object());
  EXPECT_EQ(patch_between(before, Json::parse(R"({"a": 1, "b": {"c": 2}, "e": [2], "f": true})")).dump(),
            R"({"b":{"d":null},"e":[2],"f":true})");
  EXPECT_EQ(patch_between(before, Json::object()).dump(), R"({"a":null,"b":null,"e":null})");
}

}  // namespace
}  // namespace kilograph::reply::directory
