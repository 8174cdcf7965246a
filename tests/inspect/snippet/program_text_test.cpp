// C++ to paste, and the names of the resolver's methods.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "inspect/runtime/runtimes.hpp"
#include "inspect/snippet/program_text.hpp"
#include "inspect/snippet/resolver_method.hpp"

namespace kilograph::inspect {
namespace {

using testing::HasSubstr;
using testing::Not;

const PlanTarget kArm{"tflm-2026-08", "reference", Abi::arm32};

MemoryPlan plan_of(std::vector<OperatorNeed> operators) {
  MemoryPlan plan;
  plan.target = kArm;
  plan.operators = std::move(operators);
  plan.arena.emplace();
  plan.arena->head = {64, 64, 64};
  plan.arena->tail = {400, 400, 400};
  plan.arena->used = {464, 464, 464};
  plan.arena->minimum = {512, 512, 512};
  return plan;
}

domain::Model model_called(std::string name) {
  domain::Model model;
  model.name = std::move(name);
  model.file_bytes = 800;
  return model;
}

TEST(ProgramText, RegistersEachKindOnce) {
  const auto text = program_text(model_called("m"),
                                 plan_of({{"CONV_2D", 1, 2, true}, {"SOFTMAX", 2, 1, true}, {"CONV_2D", 3, 1, true}}));
  ASSERT_TRUE(text);
  EXPECT_THAT(*text, HasSubstr("constexpr int kArenaBytes = 512;\nalignas(16) uint8_t arena[kArenaBytes];"));
  EXPECT_THAT(*text, HasSubstr("tflite::MicroMutableOpResolver<2>"));
  EXPECT_THAT(*text, HasSubstr("resolver.AddConv2D());  // 3 in the model, version 3\n"));
  EXPECT_THAT(*text, HasSubstr("resolver.AddSoftmax());"));
  EXPECT_THAT(*text, HasSubstr("planned by kilograph"));
}

TEST(ProgramText, RegistersByCodeForTheInterpreterOf2020) {
  MemoryPlan plan = plan_of({{"CONV_2D", 3, 2, true}, {"RESHAPE", 1, 1, true}});
  plan.target = {"tflm-2020-07", "reference", Abi::arm32};
  const std::string text = program_text(model_called("m"), plan).value();
  EXPECT_THAT(text, HasSubstr("#include \"tensorflow/lite/micro/kernels/micro_ops.h\"\n"));
  EXPECT_THAT(text, HasSubstr("MicroMutableOpResolver<4>"));  // a place for each of the versions 1 to 3, and one
  EXPECT_THAT(text, HasSubstr("AddBuiltin(tflite::BuiltinOperator_CONV_2D,"));
  EXPECT_THAT(text, HasSubstr("tflite::ops::micro::Register_CONV_2D(), 1, 3));  // 2 in the model"));
  EXPECT_THAT(text, Not(HasSubstr("AddConv2D")));
}

TEST(ProgramText, TakesTheUpperBoundOfAnEstimate) {
  MemoryPlan plan = plan_of({{"ADD", 1, 1, true}});
  plan.doubts = {"nobody measured it"};
  plan.arena->minimum = {512, 480, 560};
  const std::string text = program_text(model_called("m"), plan).value();
  EXPECT_THAT(text, HasSubstr("kArenaBytes = 560;"));
  EXPECT_THAT(text, HasSubstr("an estimate: 480 to 560 B"));
  EXPECT_THAT(text, HasSubstr("nobody measured it"));
}

TEST(ProgramText, NamesFromTheFileCannotEndACommentOrAString) {
  const std::string evil = "x\\\n\");system(\"y*/";
  const std::string text = program_text(model_called(evil), plan_of({{"CUSTOM:" + evil, 1, 1, true}})).value();
  EXPECT_THAT(text, Not(HasSubstr("\\\n")));
  EXPECT_THAT(text, HasSubstr("AddCustom(\"x??\\\");system(\\\"y*/\", Register_x_____system__y__())"));
  EXPECT_THAT(text, HasSubstr("TFLMRegistration* Register_x_____system__y__();"));
}

TEST(ProgramText, WhatDoesNotStartOrIsNotKnownHasNone) {
  MemoryPlan refused = plan_of({{"ADD", 1, 1, true}});
  refused.refusals = {"because"};
  refused.arena.reset();
  const auto text = program_text(model_called("m"), refused);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().kind, ErrorKind::unsupported);
  EXPECT_THAT(text.error().message, HasSubstr("does not start on tflm-2026-08, reference, arm32: because"));
  MemoryPlan unknown = plan_of({{"ADD", 1, 1, true}});
  unknown.doubts = {"no rule"};
  unknown.arena.reset();
  EXPECT_THAT(program_text(model_called("m"), unknown).error().message, HasSubstr("its arena is not known: no rule"));
}

TEST(ResolverMethod, IsThereForEveryOperatorOfTheRuntime) {
  const RuntimeDescription* runtime = runtime_description("tflm-2026-08");
  ASSERT_NE(runtime, nullptr);
  std::set<std::string_view> methods;
  for (const OperatorRow& row : runtime->operators) {
    const std::string_view method = resolver_method(row.name);
    EXPECT_TRUE(method.starts_with("Add")) << row.name;
    EXPECT_TRUE(methods.insert(method).second) << row.name << " shares " << method;
  }
  EXPECT_EQ(resolver_method("BATCH_MATMUL"), "AddBatchMatMul");
  EXPECT_EQ(resolver_method("CUSTOM:SignalRfft"), "AddRfft");
  EXPECT_EQ(resolver_method("CUSTOM:of-somebody"), "");
}

}  // namespace
}  // namespace kilograph::inspect
