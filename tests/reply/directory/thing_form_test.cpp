#include "reply/directory/thing_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace kilograph::reply::directory {
namespace {

using std::chrono::milliseconds;
using std::chrono::sys_days;
using namespace std::chrono_literals;

TEST(Moments, AreReadAndWritten) {
  const Moment moment = sys_days(2026y / 11 / 21) + 10h + 15min + 30s + milliseconds(123);
  EXPECT_EQ(to_text(moment), "2026-11-21T10:15:30.123Z");
  for (const char* text : {"2026-11-21T10:15:30.123Z", "2026-11-21t10:15:30.1234z", "2026-11-21T11:15:30.123+01:00",
                           "2026-11-21T05:45:30.123-04:30"}) {
    EXPECT_EQ(parse_moment(text), moment) << text;
  }
  EXPECT_EQ(parse_moment("2024-02-29T00:00:00Z"), sys_days(2024y / 2 / 29));
}

TEST(Moments, AreRefusedWhereTheyAreNone) {
  const std::string whole = "2026-11-21T10:15:30.123+01:00";
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes)
    EXPECT_FALSE(parse_moment(whole.substr(0, bytes))) << bytes;
  for (const char* text :
       {"2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T10:60:00Z",
        "2026-11-21 10:15:30Z", "2026-11-21T10:15:30.Z", "2026-11-21T10:15:30Zx", "2026-11-21T10:15:-1Z",
        "+026-11-21T10:15:30Z", "2026-11-21T10:15:30+24:00"}) {
    EXPECT_FALSE(parse_moment(text)) << text;
  }
}

TEST(ThingForm, KeepsOfARegistrationWhatIsTheClientsToSay) {
  const Moment at = *parse_moment("2026-11-21T10:00:00Z");
  const Json sent = Json::parse(
      R"({"@context": "c", "title": "t", "registration": {"created": "x", "modified": "x", "ttl": 60, "expires": "y"}})");
  EXPECT_EQ(
      kept_form(sent, "urn:a", at).dump(),
      R"({"@context":"c","id":"urn:a","title":"t","registration":{"expires":"2026-11-21T10:01:00.000Z","ttl":60}})");
  EXPECT_EQ(kept_form(Json::parse(R"({"id": "urn:b", "registration": {"created": "x"}})"), "urn:a", at).dump(),
            R"({"id":"urn:b"})");
  EXPECT_EQ(expiry_of(kept_form(sent, "urn:a", at)), at + 60s);
  EXPECT_FALSE(expiry_of(Json::object()));
}

TEST(ThingForm, ServesTheWholeRegistrationAndTheDiscoveryContext) {
  const Json kept = Json::parse(R"({"@context": "c", "id": "urn:a", "registration": {"expires": "e", "ttl": 60}})");
  const Json served = served_form(kept, "1", "2");
  EXPECT_EQ(served.dump(), R"({"@context":["c","https://www.w3.org/2022/wot/discovery"],"id":"urn:a",)"
                           R"("registration":{"created":"1","modified":"2","expires":"e","ttl":60}})");
  EXPECT_EQ(served_form(served, "1", "2"), served);
}

TEST(ThingForm, GivesIdsThatDiffer) {
  std::set<std::string> ids;
  for (int i = 0; i < 1'000; ++i) {
    const std::string id = new_thing_id();
    EXPECT_THAT(id, ::testing::MatchesRegex("urn:uuid:[0-9a-f]+-[0-9a-f]+-4[0-9a-f]+-[89ab][0-9a-f]+-[0-9a-f]+"));
    EXPECT_EQ(id.size(), 45u);
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 1'000u);
}

TEST(ThingForm, IsReadToTheEndOrNotAtAll) {
  const std::string whole = R"({"a": [1, "x", {"b": null}]})";
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
    const auto cut = parse_object(std::string_view(whole).substr(0, bytes), "description");
    ASSERT_FALSE(cut) << bytes;
    EXPECT_EQ(cut.error().kind, ErrorKind::bad_input);
    EXPECT_THAT(cut.error().where, ::testing::StartsWith("line 1, column"));
  }
  EXPECT_TRUE(parse_object(whole, "description"));
  EXPECT_FALSE(parse_object(std::string(200, '[') + std::string(200, ']'), "description"));
  EXPECT_FALSE(parse_object("[]", "description"));
}

}  // namespace
}  // namespace kilograph::reply::directory
