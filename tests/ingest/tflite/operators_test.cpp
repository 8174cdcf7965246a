#include "ingest/tflite/operators.hpp"

#include <gtest/gtest.h>

#include <set>

namespace kilograph::ingest::tflite {
namespace {

TEST(BuiltinOperators, AreTheNewestSchemas) {
  const auto names = builtin_operators();
  ASSERT_EQ(names.size(), 210u);  // codes 0 to 209
  EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), 210u);
  EXPECT_EQ(names[0], "ADD");
  EXPECT_EQ(names[kCustomOperator], "CUSTOM");
  EXPECT_EQ(names[127], "PLACEHOLDER_FOR_GREATER_OP_CODES");
  EXPECT_EQ(names[144], "ASSIGN_VARIABLE");
  EXPECT_EQ(names[209], "STABLEHLO_CASE");
}

TEST(BuiltinOperators, CodeIsTheLargerOfOldAndNewField) {
  EXPECT_EQ(operator_code(9, 0), 9);      // written before codes outgrew a byte
  EXPECT_EQ(operator_code(9, 9), 9);
  EXPECT_EQ(operator_code(127, 142), 142);
  EXPECT_EQ(operator_code(0, 206), 206);
}

TEST(BuiltinOperators, KeepsWhatItDoesNotKnow) {
  EXPECT_EQ(operator_name(3, ""), "CONV_2D");
  EXPECT_EQ(operator_name(32, "ethos-u"), "CUSTOM:ethos-u");
  EXPECT_EQ(operator_name(32, ""), "CUSTOM");
  EXPECT_EQ(operator_name(210, ""), "UNKNOWN(210)");
  EXPECT_EQ(operator_name(-1, "x"), "UNKNOWN(-1)");
}

}  // namespace
}  // namespace kilograph::ingest::tflite
