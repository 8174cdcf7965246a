// Custom operators' options: bytes of any kind, in a file that anyone may have written.
#include "ingest/tflite/custom_options.hpp"

#include <flatbuffers/flexbuffers.h>
#include <gtest/gtest.h>

#include "ingest/tflite/model_reader.hpp"
#include "ingest/tflite/operators.hpp"
#include "samples/model_builder.hpp"

namespace kilograph::ingest::tflite {
namespace {

constexpr std::int32_t kAdd = 0;

Bytes framer_options() {
  flexbuffers::Builder builder;
  builder.Map([&] {
    builder.Int("frame_step", 160);
    builder.Int("frame_size", -400);
    builder.Bool("prefill", true);
    builder.Double("gain", 0.5);
  });
  builder.Finish();
  return builder.GetBuffer();
}

Bytes file_with(const Bytes& options, std::int32_t code = kCustomOperator) {
  tests::ModelBuilder model;
  const std::int32_t in = model.add_tensor("in", domain::TensorType::int16, {400});
  const std::int32_t out = model.add_tensor("out", domain::TensorType::int16, {400});
  model.subgraph().inputs = {in};
  model.subgraph().outputs = {out};
  model.add_operator(code, {in}, {out}).custom_options = options;
  if (code == kCustomOperator) model.last_kind().custom_code = "SignalFramer";
  return model.finish();
}

std::vector<domain::CustomOption> options_in(const Bytes& file) {
  const auto model = read_model(file, "model", {});
  EXPECT_TRUE(model) << model.error().to_text();
  return model->subgraphs.at(0).operators.at(0).options.custom;
}

TEST(CustomOptions, AreReadInTheFilesOrder) {
  const auto options = options_in(file_with(framer_options()));
  ASSERT_EQ(options.size(), 4u);
  EXPECT_EQ(options[0].name, "frame_size");
  EXPECT_EQ(options[0].number, -400);
  EXPECT_EQ(options[1].name, "frame_step");
  EXPECT_EQ(options[1].number, 160);
  EXPECT_EQ(options[2].name, "gain");
  EXPECT_EQ(options[2].number, std::nullopt);
  EXPECT_EQ(options[3].name, "prefill");
  EXPECT_EQ(options[3].number, 1);
}

TEST(CustomOptions, OfOtherOperatorsAreNotRead) { EXPECT_TRUE(options_in(file_with(framer_options(), kAdd)).empty()); }

TEST(CustomOptions, MayBeAnything) {
  EXPECT_TRUE(options_in(file_with({})).empty());
  EXPECT_TRUE(options_in(file_with({1, 2, 3})).empty());
  EXPECT_TRUE(options_in(file_with(Bytes(100'000, 0xFF))).empty());
  flexbuffers::Builder number;
  number.Int(7);
  number.Finish();
  EXPECT_TRUE(options_in(file_with(number.GetBuffer())).empty());
}

TEST(CustomOptions, BeyondTheLimitsAreNotRead) {
  flexbuffers::Builder many;
  many.Map([&] {
    for (std::size_t i = 0; i <= kMaxCustomOptions; ++i) many.Int(("n" + std::to_string(i)).c_str(), 1);
  });
  many.Finish();
  EXPECT_TRUE(options_in(file_with(many.GetBuffer())).empty());
  flexbuffers::Builder large;
  large.Map([&] { large.String("text", std::string(kMaxCustomOptionBytes, 'x').c_str()); });
  large.Finish();
  EXPECT_TRUE(options_in(file_with(large.GetBuffer())).empty());
}

TEST(CustomOptions, CutAnywhereOrChangedAnywhereAreNoError) {
  const Bytes whole = framer_options();
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_LE(options_in(file_with(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)))).size(),
              kMaxCustomOptions);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int value : {0, 1, 0x7F, 0x80, 0xFF}) {
      Bytes changed = whole;
      changed[at] = static_cast<std::uint8_t>(value);
      EXPECT_LE(options_in(file_with(changed)).size(), kMaxCustomOptions);
    }
  }
}

}  // namespace
}  // namespace kilograph::ingest::tflite
