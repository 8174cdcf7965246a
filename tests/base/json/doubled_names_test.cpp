#include "base/json/doubled_names.hpp"

#include <gtest/gtest.h>

namespace kilograph::json {
namespace {

std::string cleaned(std::string_view text) {
  const auto document = parse(text);
  return without_doubled_names(*document).value_or("as it is");
}

TEST(DoubledNames, OnlyTheLastOfANameStays) {
  EXPECT_EQ(cleaned(R"({"a": 1, "b": [{"c": 1}]})"), "as it is");
  EXPECT_EQ(cleaned("[]"), "as it is");
  EXPECT_EQ(cleaned(R"({"a": 1, "b": 2, "\u0061": [1, {"c": "x", "c": null}]})"), R"({"b":2,"\u0061":[1,{"c":null}]})");
}

}  // namespace
}  // namespace kilograph::json
