#include "reply/verb.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <set>

namespace kilograph::reply {
namespace {

using ::testing::HasSubstr;

Result<void> checked(std::string_view verb, const Call& call) { return check(**find_verb(verb), call); }

TEST(VerbTable, EachHasASummaryAnExampleOfItselfAndAFunction) {
  std::set<std::string_view> names;
  for (const Verb& verb : verbs()) {
    EXPECT_TRUE(names.insert(verb.name).second) << verb.name;
    EXPECT_FALSE(verb.summary.empty());
    EXPECT_FALSE(verb.json.empty());
    EXPECT_TRUE(verb.example.starts_with("kilograph " + std::string(verb.name))) << verb.name;
    EXPECT_NE(verb.run, nullptr);
    for (const Parameter& parameter : verb.parameters) EXPECT_FALSE(parameter.help.empty()) << verb.name;
  }
}

TEST(VerbTable, AnUnknownOneNamesTheNearest) {
  const auto verb = find_verb("qurey");
  ASSERT_FALSE(verb);
  EXPECT_EQ(verb.error().kind, ErrorKind::usage);
  EXPECT_THAT(verb.error().advice, HasSubstr("'query'"));
}

TEST(Check, RefusesWhatTheTableDoesNotHave) {
  Call missing, twice, unknown, no_number, no_choice, empty;
  twice.give("model", "a");
  twice.give("model", "b");
  twice.give("device", "c");
  unknown.give("modle", "a");
  no_number.give("since", "-1");
  no_choice.give("facts", "worst");
  empty.give("name", "");
  EXPECT_THAT(checked("why", missing).error().message, HasSubstr("needs MODEL"));
  EXPECT_THAT(checked("why", twice).error().message, HasSubstr("given 2 times"));
  EXPECT_THAT(checked("fit", unknown).error().advice, HasSubstr("'--model'"));
  EXPECT_THAT(checked("log", no_number).error().message, HasSubstr("no number"));
  EXPECT_EQ(checked("fit", no_choice).error().expected, "best, published");
  EXPECT_THAT(checked("show", empty).error().message, HasSubstr("empty"));
}

TEST(Check, TakesARepeatedPath) {
  Call call;
  call.give("path", "a");
  call.give("path", "b");
  call.give("stream");
  EXPECT_TRUE(checked("add", call));
}

TEST(Reference, TheCommittedPageIsTheTables) {
  std::ifstream file(std::string(KILOGRAPH_SOURCE_DIR) + "/docs/reference/verbs.md");
  const std::string kept{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(kept, reference_markdown()) << "renew it: kilograph help --markdown > docs/reference/verbs.md";
}

TEST(Errors, AreOneJsonDocument) {
  EXPECT_EQ(json_text(Error{ErrorKind::not_found, "no \"x\"", "here", "", "Look."}),
            "{\"error\":{\"kind\":\"not-found\",\"message\":\"no \\\"x\\\"\",\"where\":\"here\",\"expected\":null,"
            "\"advice\":\"Look.\"}}\n");
}

TEST(Errors, BytesThatAreNoTextDoNotBreakTheDocument) {
  EXPECT_THAT(json_text(Error{ErrorKind::bad_input, "bad \xff byte"}), HasSubstr("\xEF\xBF\xBD"));
}

}  // namespace
}  // namespace kilograph::reply
