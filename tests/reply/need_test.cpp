#include "reply/need.hpp"

#include <gmock/gmock.h>

#include "match/fit.hpp"

namespace kilograph::reply {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Need, ReadsSensorsAndAmounts) {
  const auto need = parse_need("accelerometer, GYRO, ram=116kB, flash=531kB, accel");
  ASSERT_TRUE(need) << need.error().to_text();
  EXPECT_THAT(need->sensor_classes, ElementsAre("Accelerometer", "Gyroscope"));
  EXPECT_EQ(need->ram_bytes, 116'000u);
  EXPECT_EQ(need->flash_bytes, 531'000u);
}

TEST(Need, AMistypedSensorIsToldWhichItMayBe) {
  EXPECT_EQ(sensor_advice("micro"), "Did you mean Microphone?");
  EXPECT_THAT(sensor_advice("xyzzy"), ::testing::StartsWith("The classes are "));
}

TEST(Need, AmountsAreExact) {
  EXPECT_EQ(parse_need("ram=94.128kB")->ram_bytes, 94'128u);
  EXPECT_EQ(parse_need("ram=0.5KiB")->ram_bytes, 512u);
  EXPECT_EQ(parse_need("ram = 1.50 MiB")->ram_bytes, 1'572'864u);
  EXPECT_EQ(parse_need("ram=7B")->ram_bytes, 7u);
  EXPECT_FALSE(parse_need("ram=999999999999.999999999999MB"));
  EXPECT_EQ(parse_need("ram=999999999999MiB")->ram_bytes, 999'999'999'999ull << 20);
}

struct Refused {
  std::string text, where, message;
};
class NeedRefuses : public ::testing::TestWithParam<Refused> {};

TEST_P(NeedRefuses, WithPlaceAndAdvice) {
  const auto need = parse_need(GetParam().text);
  ASSERT_FALSE(need);
  EXPECT_EQ(need.error().kind, ErrorKind::usage);
  EXPECT_EQ(need.error().where, GetParam().where);
  EXPECT_THAT(need.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Need, NeedRefuses,
    ::testing::Values(Refused{"ram=116", "column 5", "no unit"}, Refused{"ram=116kb", "column 5", "unknown unit 'kb'"},
                      Refused{"ram=-1kB", "column 5", "no amount"}, Refused{"ram=.5kB", "column 5", "no amount"},
                      Refused{"ram=0.1B", "column 5", "no whole number of bytes"},
                      Refused{"ram=1kB, ram=2kB", "column 14", "twice"},
                      Refused{"heap=1kB", "column 6", "unknown quantity 'heap'"},
                      Refused{"camera, acelerometer", "column 9", "unknown sensor"},
                      Refused{"camera,,mic", "column 8", "empty"}, Refused{"", "column 1", "empty"},
                      Refused{"ram=1234567890123kB", "column 5", "no amount"},
                      Refused{std::string(4097, 'a'), "", "longer"}));

TEST(Need, EveryTruncationIsReadOrRefused) {
  const std::string text = "accelerometer, gyroscope, ram=94.128kB, flash=531KiB";
  int read = 0;
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const auto need = parse_need(text.substr(0, length));
    if (need) {
      ++read;
      EXPECT_FALSE(need->sensor_classes.empty());
    } else {
      EXPECT_EQ(need.error().kind, ErrorKind::usage) << length;
    }
  }
  // After each whole item, with the spaces before a comma there are none.
  EXPECT_GE(read, 4);
}

TEST(Need, IsAModelAndADeviceOfTheAsker) {
  const auto need = parse_need("camera, ram=1kB");
  const auto model = model_of(*need);
  const auto device = device_of(*need);
  EXPECT_EQ(kinds_of(*need).size(), 2u);
  match::Judge judge{.runtimes = {}, .facts = match::FactSet::published, .kinds = kinds_of(*need)};
  EXPECT_EQ(match::judge(model, device, judge).answer, domain::Answer::fits);
}

}  // namespace
}  // namespace kilograph::reply
