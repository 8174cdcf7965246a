// A converter's stamp in the file would hide what people say of the model.
#include <gtest/gtest.h>

#include "inspect/facts.hpp"

namespace kilograph::inspect {
namespace {

std::string description_for(std::string description) {
  domain::Model model;
  model.name = "m";
  model.description = std::move(description);
  model.subgraphs.push_back({.name = "main", .tensors = {}, .inputs = {}, .outputs = {}, .operators = {}});
  const auto facts = facts_of(model);
  EXPECT_TRUE(facts) << facts.error().to_text();
  return facts ? facts->description : "";
}

TEST(Description, IsThePersonsNotTheConverters) {
  EXPECT_EQ(description_for("MLIR Converted."), "");
  EXPECT_EQ(description_for("TOCO Converted."), "");
  EXPECT_EQ(description_for("detects a yawn"), "detects a yawn");
}

}  // namespace
}  // namespace kilograph::inspect
