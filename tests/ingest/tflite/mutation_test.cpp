// Damaged files: a typed error or a valid model whose facts can be had, whatever the bytes.
#include <gtest/gtest.h>

#include <random>

#include "ingest/tflite/model_reader.hpp"
#include "inspect/facts.hpp"
#include "reference_models.hpp"
#include "samples/samples.hpp"

namespace kilograph {
namespace {

struct Tally {
  std::size_t valid = 0, refused = 0;
};

// Reads the bytes to the end of what is done with them; what must not happen is anything else.
void read_through(ByteView bytes, Tally& tally) {
  const auto model = ingest::read_model(bytes, "damaged", {});
  const auto facts = model ? inspect::facts_of(*model) : tl::unexpected(model.error());
  if (facts) {
    ++tally.valid;
    return;
  }
  ++tally.refused;
  const ErrorKind kind = facts.error().kind;
  const bool typed = kind == ErrorKind::bad_input || kind == ErrorKind::unsupported || kind == ErrorKind::too_large;
  EXPECT_TRUE(typed && !facts.error().message.empty()) << facts.error().to_text();
}

Tally read_every_prefix(const Bytes& bytes) {
  Tally tally;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Bytes prefix(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));  // so that ASan sees its end
    read_through(prefix, tally);
  }
  return tally;
}

Tally read_every_other_byte(Bytes bytes) {
  Tally tally;
  for (std::uint8_t& byte : bytes) {
    const std::uint8_t original = byte;
    for (unsigned step = 1; step < 256; ++step) {
      byte = static_cast<std::uint8_t>(original + step);
      read_through(bytes, tally);
    }
    byte = original;
  }
  return tally;
}

TEST(DamagedModel, CutAtEveryByte) {
  for (const tests::Sample& sample : tests::valid_models()) {
    const Tally tally = read_every_prefix(sample.make());
    EXPECT_GT(tally.refused, tally.valid) << sample.name;  // padding at the end may be cut without harm
  }
}

TEST(DamagedModel, EveryOtherValueOfEveryByteOfAMadeOne) {
  const Bytes bytes = tests::sample("weights_int4");
  const Tally tally = read_every_other_byte(bytes);
  EXPECT_EQ(tally.valid + tally.refused, bytes.size() * 255);
  EXPECT_GT(tally.valid, 0u);
}

TEST(DamagedModel, RealOneCutAtEveryByte) {
  KG_NEEDS_SHARED("reference/models/Hello_World.tflite");
  const Bytes bytes = tests::bytes_of(tests::shared("reference/models/Hello_World.tflite"));
  const Tally tally = read_every_prefix(bytes);
  EXPECT_EQ(tally.valid + tally.refused, bytes.size());
  EXPECT_EQ(tally.valid, 0u);
}

TEST(DamagedModel, EveryOtherValueOfEveryByteOfARealOne) {
  KG_NEEDS_SHARED("reference/models/Hello_World.tflite");
  const Bytes bytes = tests::bytes_of(tests::shared("reference/models/Hello_World.tflite"));
  ASSERT_EQ(bytes.size(), 2472u);
  const Tally tally = read_every_other_byte(bytes);
  EXPECT_EQ(tally.valid + tally.refused, 630'360u);
  EXPECT_GT(tally.valid, 300'000u);  // weights and names may have any value
  EXPECT_GT(tally.refused, 50'000u);
  std::printf("%zu variants still valid, %zu refused\n", tally.valid, tally.refused);
}

// Bytes to change: a few, each to a value that is likely to hurt.
void damage(Bytes& bytes, std::mt19937_64& random) {
  constexpr std::uint32_t kHurtful[] = {0, 1, 4, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
  const std::size_t changes = 1 + random() % 8;
  for (std::size_t i = 0; i < changes; ++i) {
    const std::uint32_t value =
        random() % 2 ? kHurtful[random() % std::size(kHurtful)] : static_cast<std::uint32_t>(random());
    const std::size_t size = random() % 2 ? 1 : 4;
    const std::size_t at = random() % (bytes.size() - size);
    for (std::size_t k = 0; k < size; ++k) bytes[at + k] = static_cast<std::uint8_t>(value >> (8 * k));
  }
}

TEST(DamagedModel, RandomDamageToRealOnes) {
  KG_NEEDS_SHARED("reference/models_more");
  const char* setting = std::getenv("KILOGRAPH_SEED");
  const std::uint64_t seed = setting ? std::strtoull(setting, nullptr, 10) : std::random_device()();
  std::printf("seed %llu (set KILOGRAPH_SEED to repeat)\n", static_cast<unsigned long long>(seed));
  std::mt19937_64 random(seed);
  Tally tally;
  for (const auto& path : tests::models_below(tests::shared("reference"))) {
    const Bytes original = tests::bytes_of(path);
    const std::size_t rounds = 2'000'000 / original.size() + 20;
    for (std::size_t round = 0; round < rounds; ++round) {
      Bytes bytes = original;
      damage(bytes, random);
      read_through(bytes, tally);
    }
  }
  EXPECT_GT(tally.valid, 1000u);
  EXPECT_GT(tally.refused, 1000u);
}

}  // namespace
}  // namespace kilograph
