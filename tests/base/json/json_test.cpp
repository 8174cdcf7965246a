#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/json/document.hpp"

namespace kilograph::json {
namespace {

using testing::ElementsAre;

std::string error_of(std::string_view text, const Limits& limits = {}) {
  const auto document = parse(text, limits);
  return document ? "accepted" : document.error().to_text();
}

TEST(Json, KeepsOrderPlacesAndDoubledNames) {
  const std::string text = "{\"b\": [1, {\"x\": null}],\n \"a\": true, \"b\": \"later\"}";
  const auto document = parse(text).value();
  const Value root = document.root();
  std::vector<std::string> names;
  for (const Member& member : root.members()) names.emplace_back(member.name());
  EXPECT_THAT(names, ElementsAre("b", "a", "b"));
  EXPECT_EQ(root.size(), 3u);
  EXPECT_EQ(root.find("b").string(), "later");
  EXPECT_FALSE(root.find("c"));
  EXPECT_EQ(root.text(), text);
  const auto doubled = doubled_members(root);
  ASSERT_EQ(doubled.size(), 1u);
  EXPECT_EQ(to_text(position_of(text, doubled[0].name_value().offset())), "line 2, column 13");
  const Value list = (*root.members().begin()).value();
  EXPECT_EQ(list.text(), "[1, {\"x\": null}]");
  const Value inner = (*std::next(list.elements().begin())).find("x");
  EXPECT_TRUE(inner.is_null());
  EXPECT_EQ(pointer_of(inner), "/b/1/x");
  EXPECT_EQ(pointer_of(root), "");
  EXPECT_TRUE(parse("{}").value().root().empty());
  EXPECT_TRUE(parse(" [ ] ").value().root().empty());
}

TEST(Json, NumbersKeepTheirText) {
  const auto document =
      parse("[0, -0, 1.0, 1e2, 12345678901234567890, 1.5, -9223372036854775808, 1e-400, 0.1e1]").value();
  std::vector<std::string> texts;
  std::vector<std::optional<std::int64_t>> integers;
  std::vector<bool> whole;
  for (const Value& value : document.root().elements()) {
    texts.emplace_back(value.number_text());
    integers.push_back(value.integer());
    whole.push_back(value.is_whole());
  }
  EXPECT_THAT(texts, ElementsAre("0", "-0", "1.0", "1e2", "12345678901234567890", "1.5", "-9223372036854775808",
                                 "1e-400", "0.1e1"));
  EXPECT_THAT(integers,
              ElementsAre(0, 0, 1, 100, std::nullopt, std::nullopt, std::numeric_limits<std::int64_t>::min(), 0, 1));
  EXPECT_THAT(whole, ElementsAre(true, true, true, true, true, false, true, true, true));
  EXPECT_EQ((*document.root().elements().begin()).number(), 0.0);
}

TEST(Json, UnescapesStrings) {
  const auto document = parse(R"(["plain", "a\nb\"\\\/", "\u00e9\ud83d\ude00", "", "\u0000", "Ω\t"])").value();
  std::vector<std::string> strings;
  for (const Value& value : document.root().elements()) strings.emplace_back(value.string());
  EXPECT_THAT(strings, ElementsAre("plain", "a\nb\"\\/", "é😀", "", std::string(1, '\0'), "Ω\t"));
  EXPECT_EQ(pointer_token("a/b~c"), "a~1b~0c");
}

struct Broken {
  std::string text, error;
};

class BrokenJson : public testing::TestWithParam<Broken> {};

TEST_P(BrokenJson, SaysWhereAndWhatWasExpected) { EXPECT_EQ(error_of(GetParam().text), GetParam().error); }

INSTANTIATE_TEST_SUITE_P(
    All, BrokenJson,
    testing::Values(
        Broken{"", "line 1, column 1: the JSON is broken: unexpected end of the text (expected a value)"},
        Broken{"{\n \"a\": 1,\n}",
               "line 3, column 1: the JSON is broken: a comma before } (expected a name in quotes)"},
        Broken{"[1 2]", "line 1, column 4: the JSON is broken: unexpected '2' (expected a comma or ])"},
        Broken{"{\"é\" 1}", "line 1, column 6: the JSON is broken: unexpected '1' (expected a colon after the name)"},
        Broken{"{a: 1}", "line 1, column 2: the JSON is broken: unexpected 'a' (expected a name in quotes)"},
        Broken{"[01]",
               "line 1, column 3: the JSON is broken: a number begins with 0 (expected no digit after a leading 0)"},
        Broken{"[1.]", "line 1, column 4: the JSON is broken: unexpected ']' (expected a digit)"},
        Broken{
            "[1e999]",
            "line 1, column 2: the JSON is broken: a number is beyond what a double holds (expected at most 1.8e308)"},
        Broken{"[\"a\nb\"]",
               "line 1, column 4: the JSON is broken: unexpected end of the line (expected an escape such as \\n)"},
        Broken{"[\"\\x\"]",
               "line 1, column 4: the JSON is broken: unexpected 'x' (expected one of \" \\ / b f n r t u after a "
               "backslash)"},
        Broken{"[\"\\ud800\"]",
               "line 1, column 3: the JSON is broken: half a surrogate pair (expected a pair such as \\ud83d\\ude00)"},
        Broken{"[\"\xff\"]", "line 1, column 3: the JSON is broken: a byte is not UTF-8 (expected UTF-8)"},
        Broken{"[tru]",
               "line 1, column 2: the JSON is broken: unexpected 't' (expected a value (true, false, null, …))"},
        Broken{"{} {}", "line 1, column 4: the JSON is broken: unexpected '{' (expected the end of the text)"},
        Broken{"\xEF\xBB\xBF{}",
               "line 1, column 1: the JSON is broken: unexpected '\xEF\xBB\xBF' (expected a value)"}));

TEST(Json, HasLimits) {
  const Limits tight{.bytes = 30, .depth = 2, .values = 4};
  EXPECT_EQ(
      error_of("[[[]]]", tight),
      "line 1, column 3: the JSON is nested too deeply (expected at most 2 objects and arrays within each other)");
  EXPECT_EQ(error_of("[1,2,3,4]", tight),
            "line 1, column 9: the JSON has too many values (expected at most 4 values and names)");
  EXPECT_EQ(error_of(std::string(31, ' '), tight), "the JSON is too large: 31 B (expected at most 30 B)");
  const std::string deep(10'000, '[');
  EXPECT_EQ(parse(deep).error().kind, ErrorKind::too_large);
}

// The library that this one replaces where places matter is its judge.
TEST(Json, AgreesWithAnotherReaderOnEveryCutAndChange) {
  const std::string text =
      "{\"@context\": [\"https://www.w3.org/2022/wot/td/v1.1\", {\"a\": null}],\r\n\t\"t\": \"\\u00e9 \xC3\xA9 \\n\", "
      "\"n\": [-0.5e+3, 10, true, false, {}], \"n\": \"x\"}";
  std::vector<std::string> texts;
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    texts.push_back(text.substr(0, cut));
    for (const char c : {'"', '\\', '}', ',', ':', '0', ' ', '\x80', '\x01', 'e', '-'}) {
      texts.push_back(text);
      if (cut < text.size()) texts.back()[cut] = c;
    }
  }
  for (const std::string& changed : texts) {
    EXPECT_EQ(parse(changed).has_value(), nlohmann::json::accept(changed)) << changed;
  }
}

}  // namespace
}  // namespace kilograph::json
