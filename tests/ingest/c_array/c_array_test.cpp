#include "ingest/c_array/c_array.hpp"

#include <gtest/gtest.h>

#include "ingest/tflite/model_reader.hpp"
#include "reference_models.hpp"
#include "samples/samples.hpp"

namespace kilograph {
namespace {

void expect_model(std::string_view text_sample, std::string_view model_sample) {
  const auto bytes = ingest::read_c_array(tests::sample(text_sample), {});
  ASSERT_TRUE(bytes) << text_sample << ": " << bytes.error().to_text();
  EXPECT_EQ(sha256(*bytes), sha256(tests::sample(model_sample))) << text_sample;
}

TEST(CArray, HoldsTheFileItWasMadeFrom) {
  expect_model("c_xxd", "tiny_float");
  expect_model("c_decimal_among_others", "conv_int8_per_axis");
  expect_model("c_characters_without_length", "weights_int4");
  expect_model("c_signed_values", "custom_operator");
  expect_model("c_std_array", "unknown_operator");
}

TEST(CArray, RealModelsHaveTheIdentityOfTheirFiles) {
  KG_NEEDS_SHARED("reference/models");
  for (const auto& path : tests::models_below(tests::shared("reference/models"))) {
    const Bytes file = tests::bytes_of(path);
    const std::string text = tests::as_c_array(file, "model");
    const auto bytes = ingest::read_c_array(view_of(text), {});
    ASSERT_TRUE(bytes) << path << ": " << bytes.error().to_text();
    EXPECT_EQ(*bytes, file) << path;
    EXPECT_EQ(ingest::read_model(*bytes, "x", {})->sha256, sha256(file));
  }
}

TEST(CArray, IsRecognised) {
  for (const tests::Sample& sample : tests::c_arrays()) {
    const bool expected = sample.name != "c_no_array" && sample.name != "c_value_too_large";
    EXPECT_EQ(ingest::has_c_array(sample.make()), expected) << sample.name;
  }
  EXPECT_FALSE(ingest::has_c_array(view_of("{\"title\": \"char[] x = {1}\"}")));
}

// Cut anywhere it is an error, or, where only what follows the array is lost, the same model.
TEST(CArray, CutAtEveryByte) {
  const Bytes model = tests::sample("tiny_float");
  const Bytes text = tests::sample("c_xxd");
  const std::size_t end_of_array = text_of(text).find("};") + 2;
  for (std::size_t size = 0; size < text.size(); ++size) {
    const Bytes prefix(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size));
    const auto bytes = ingest::read_c_array(prefix, {});
    EXPECT_TRUE(!bytes || (*bytes == model && size >= end_of_array)) << size;
    EXPECT_TRUE(bytes || bytes.error().kind == ErrorKind::bad_input) << size;
  }
}

TEST(CArray, RefusesWhatIsLargerThanTheLimit) {
  const Bytes text = tests::sample("c_xxd");
  const auto bytes = ingest::read_c_array(text, {.max_bytes = text.size() - 1});
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().kind, ErrorKind::too_large);
}

TEST(CArray, LiteralsOfC) {
  const auto first_byte = [](const std::string& value) -> std::optional<unsigned> {
    const Bytes model = tests::sample("tiny_float");
    std::string text = tests::as_c_array(model, "model");
    text.replace(text.find("0x"), 4, value);
    const auto bytes = ingest::read_c_array(view_of(text), {});
    return bytes ? std::optional<unsigned>(bytes->front()) : std::nullopt;
  };
  for (const char* value : {"0x1c", "0X1Cu", "28", "034", "0b11100", "2'8", "28UL", "'\\x1c'", "'\\034'", "-228"}) {
    if (std::string_view(value) == "-228") {
      EXPECT_FALSE(first_byte(value));
    } else {
      EXPECT_EQ(first_byte(value), 28u) << value;
    }
  }
  EXPECT_EQ(first_byte("-1"), 255u);
  EXPECT_EQ(first_byte("-128"), 128u);
  EXPECT_EQ(first_byte("'\\n'"), 10u);
  EXPECT_EQ(first_byte("'\\''"), 39u);
  for (const char* value :
       {"256", "-129", "0x", "08", "1.5f", "'ab'", "''", "kByte", "\"x\"", "28 28", "1e2", "- -1"}) {
    EXPECT_FALSE(first_byte(value)) << value;
  }
}

}  // namespace
}  // namespace kilograph
