// Moments as people write them.
#include "reply/moment_text.hpp"

#include <gtest/gtest.h>

namespace kilograph::reply {
namespace {

using Moment = std::variant<std::string, std::int64_t>;

TEST(MomentText, IsADayATimeOrAChange) {
  EXPECT_EQ(parse_moment("2026-11-01", Day::begins).value(), Moment("2026-11-01T00:00:00.000Z"));
  EXPECT_EQ(parse_moment("2026-11-01", Day::ends).value(), Moment("2026-11-01T23:59:59.999Z"));
  EXPECT_EQ(parse_moment("2026-11-01T10:15Z", Day::ends).value(), Moment("2026-11-01T10:15:00.000Z"));
  EXPECT_EQ(parse_moment("2026-11-01T10:15:30Z", Day::begins).value(), Moment("2026-11-01T10:15:30.000Z"));
  EXPECT_EQ(parse_moment("2026-11-01T10:15:30.125Z", Day::begins).value(), Moment("2026-11-01T10:15:30.125Z"));
  EXPECT_EQ(parse_moment("57", Day::begins).value(), Moment(std::int64_t{57}));
}

TEST(MomentText, NamesTheFormsWhereItIsNone) {
  for (const char* text :
       {"", "yesterday", "2026-02-30", "2026-13-01", "2026-11-01T24:00Z", "2026-11-01T10:60Z", "2026-11-01T10:15",
        "2026-11-01T10:15+01:00", "-1", "57x", "99999999999999999999", "2026-1-1"}) {
    const auto parsed = parse_moment(text, Day::begins);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().kind, ErrorKind::usage);
    EXPECT_NE(parsed.error().expected.find("2026-11-01T10:15Z"), std::string::npos);
  }
}

}  // namespace
}  // namespace kilograph::reply
