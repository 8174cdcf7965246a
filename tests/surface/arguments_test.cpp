#include "serve/cli/arguments.hpp"

#include <gmock/gmock.h>

#include <initializer_list>
#include <vector>

namespace kilograph::serve::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<Arguments> parsed(std::initializer_list<const char*> words) {
  std::vector<const char*> argv{"kilograph"};
  argv.insert(argv.end(), words.begin(), words.end());
  return parse_arguments(static_cast<int>(argv.size()), argv.data());
}

TEST(Arguments, GlobalsStandBeforeOrAfterTheVerb) {
  for (const auto& arguments :
       {parsed({"--catalog", "c", "--json", "fit"}), parsed({"fit", "--json", "--catalog=c"})}) {
    ASSERT_TRUE(arguments) << arguments.error().to_text();
    EXPECT_EQ(arguments->verb, "fit");
    EXPECT_EQ(arguments->catalogue, "c");
    EXPECT_TRUE(arguments->json);
  }
}

TEST(Arguments, PositionalsGoToTheirParameters) {
  const auto why = parsed({"why", "a b", "c", "--facts", "published"});
  EXPECT_EQ(why->call.text("model"), "a b");
  EXPECT_EQ(why->call.text("device"), "c");
  EXPECT_EQ(why->call.text("facts"), "published");
  EXPECT_THAT(parsed({"add", "x", "y", "--stream", "z"})->call.list("path"), ElementsAre("x", "y", "z"));
}

TEST(Arguments, AnOptionTakesOneValue) {
  const auto fit = parsed({"fit", "--model", "a", "--model", "b"});
  EXPECT_THAT(fit->call.list("model"), ElementsAre("a", "b"));  // refused by the check, not here
  EXPECT_FALSE(parsed({"fit", "--model", "a", "b"}));
}

TEST(Arguments, AValueMayBeLeftOutWhereTheTableSaysSo) {
  EXPECT_TRUE(parsed({"query", "--example"})->call.has("example"));
  EXPECT_EQ(parsed({"query", "--example", "x"})->call.text("example"), "x");
  EXPECT_EQ(parsed({"query", "-"})->call.text("query"), "-");
}

TEST(Arguments, AFlagTakesNoValue) {
  for (const char* word : {"--json=0", "--code=3", "--quiet=no", "--code=", "--optimise=", "--json="}) {
    const auto refused = parsed({"plan", "m.tflite", word});
    ASSERT_FALSE(refused) << word;
    EXPECT_EQ(refused.error().kind, ErrorKind::usage);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("takes no value")) << word;
  }
}

TEST(Arguments, HelpIsAVerb) {
  EXPECT_EQ(parsed({})->verb, "help");
  EXPECT_EQ(parsed({"--help"})->verb, "help");
  EXPECT_EQ(parsed({"--version"})->verb, "version");
  const auto fit = parsed({"fit", "--model", "a", "-h"});
  EXPECT_EQ(fit->verb, "help");
  EXPECT_EQ(fit->call.text("verb"), "fit");
}

TEST(Arguments, WhatIsUnknownNamesTheNearest) {
  EXPECT_THAT(parsed({"fti"}).error().advice, HasSubstr("'fit'"));
  EXPECT_THAT(parsed({"fit", "--modle", "x"}).error().advice, HasSubstr("'--model'"));
  EXPECT_THAT(parsed({"fit", "--cataloge=x"}).error().advice, HasSubstr("'--catalog'"));
  EXPECT_EQ(parsed({"--nonsense"}).error().kind, ErrorKind::usage);
  EXPECT_EQ(parsed({"fit", "--model"}).error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace kilograph::serve::cli
