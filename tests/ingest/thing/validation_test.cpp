// Each rule by a description that breaks it, and texts that are none.
#include "ingest/thing/validation/validation.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "base/file.hpp"
#include "ingest/thing/validation/rule_table.hpp"
#include "ingest/thing/validation/words.hpp"
#include "shared_data.hpp"

namespace kilograph::ingest::thing {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A valid description with one place to fill.
std::string thing(const std::string& members, const std::string& context = "\"https://www.w3.org/2022/wot/td/v1.1\"") {
  return "{\"@context\": " + context +
         ", \"title\": \"Lamp\", \"security\": \"a\", \"securityDefinitions\": {\"a\": {\"scheme\": \"nosec\"}}" +
         (members.empty() ? "" : ", " + members) + "}";
}
std::string property(const std::string& members, const std::string& form = "\"href\": \"/on\"") {
  return thing("\"properties\": {\"on\": {\"forms\": [{" + form + "}]" + (members.empty() ? "" : ", " + members) +
               "}}");
}
std::string model(const std::string& members) {
  return "{\"@context\": \"https://www.w3.org/2022/wot/td/v1.1\", \"@type\": \"tm:ThingModel\"" +
         (members.empty() ? "" : ", " + members) + "}";
}

// "error td-1.1/form-href-required /properties/on/forms/0" for each finding.
std::vector<std::string> found(std::string_view text) {
  std::vector<std::string> lines;
  for (const Finding& finding : validate(view_of(text)).findings) {
    lines.push_back(std::string(name_of(finding.level)) + " " + finding.rule + " " + finding.where);
  }
  return lines;
}

struct Case {
  std::string text, finding;
};
// A test's name, without addresses.
void PrintTo(const Case& one, std::ostream* out) { *out << one.finding; }

class OneRule : public testing::TestWithParam<Case> {};

TEST_P(OneRule, IsFoundAtItsPlaceAndAlone) {
  EXPECT_THAT(found(GetParam().text), ElementsAre(GetParam().finding)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Members, OneRule,
    testing::Values(
        Case{thing("\"version\": {}"), "error td-1.1/version-instance-required /version"},
        Case{thing("\"id\": \"lamp 1\""), "error td-1.1/thing-id-value /id"},
        Case{thing("\"created\": \"yesterday\""), "error td-1.1/thing-created-value /created"},
        Case{thing("\"profile\": []"), "error td-1.1/thing-profile-empty /profile"},
        Case{thing("\"titles\": {\"en\": \"Lamp\", \"eng lish\": \"Light\"}"),
             "error td-1.1/thing-titles-value /titles/eng lish"},
        Case{thing("\"properties\": {\"on\": {}}"), "error td-1.1/property-forms-required /properties/on"},
        Case{thing("\"actions\": {\"go\": {\"forms\": []}}"), "error td-1.1/action-forms-empty /actions/go/forms"},
        Case{property("", "\"op\": \"readproperty\""), "error td-1.1/form-href-required /properties/on/forms/0"},
        Case{property("", "\"href\": \"/on\", \"op\": []"), "error td-1.1/form-op-empty /properties/on/forms/0/op"},
        Case{property("", "\"href\": \"/on\", \"op\": [\"invokeaction\"]"),
             "error td-1.1/form-op-value /properties/on/forms/0/op/0"},
        Case{property("", "\"href\": \"/on\", \"response\": {}"),
             "error td-1.1/response-contentType-required /properties/on/forms/0/response"},
        Case{property("\"type\": \"int\""), "error td-1.1/data-schema-type-value /properties/on/type"},
        Case{property("\"enum\": [1, 2, 1.0]"), "error td-1.1/data-schema-enum-value /properties/on/enum/2"},
        Case{property("\"minLength\": 1.5"), "error td-1.1/data-schema-minLength-value /properties/on/minLength"},
        Case{property("\"multipleOf\": 0"), "error td-1.1/data-schema-multipleOf-value /properties/on/multipleOf"},
        Case{property("\"items\": [1]"), "error td-1.1/data-schema-items-type /properties/on/items/0"},
        Case{property("\"observable\": \"yes\""), "error td-1.1/property-observable-type /properties/on/observable"},
        Case{thing("\"links\": [{\"href\": \"/\", \"hreflang\": \"e\"}]"),
             "error td-1.1/link-hreflang-value /links/0/hreflang"}));

INSTANTIATE_TEST_SUITE_P(Several, OneRule,
                         testing::Values(Case{"[" + thing("\"id\": \"urn:a\"") + "," + thing("\"id\": \"urn:b\"") +
                                                  "," + thing("\"id\": \"urn:a\"") + "]",
                                              "warning td-1.1/id-once /2/id"},
                                         Case{R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "@graph": [)" +
                                                  thing("\"id\": \"urn:a\"") + "," + thing("\"@id\": \"urn:a\"") + "]}",
                                              "warning td-1.1/id-once /@graph/1/id"}));

// RFC 7396: null takes away what comes by tm:extends and tm:ref, and nothing else.
INSTANTIATE_TEST_SUITE_P(
    Null, OneRule,
    testing::Values(
        Case{model(R"("support": null)"), "error tm-1.1/thing-support-type /support"},
        Case{model(R"("properties": {"a": {"tm:ref": "#/properties/b", "unit": null, "items": {"unit": null}},
                                                 "b": {"unit": null}})"),
             "error tm-1.1/data-schema-unit-type /properties/b/unit"},
        Case{model(R"("links": [{"rel": "tm:extends", "href": "urn:m"}], "support": null,
                                  "properties": {"a": null}, "version": 5)"),
             "error tm-1.1/thing-version-type /version"}));

INSTANTIATE_TEST_SUITE_P(
    Text, OneRule,
    testing::Values(
        Case{thing("", "\"http://www.w3.org/ns/td\""), "error td-1.1/context /@context"},
        Case{thing("", "[\"https://example.org/a\", \"https://www.w3.org/2022/wot/td/v1.1\"]"),
             "error td-1.1/context-order /@context"},
        Case{thing("", "[\"https://www.w3.org/2019/wot/td/v1\", 5]"), "error td-1.0/context-entry /@context/1"},
        Case{thing("", "[\"https://www.w3.org/2022/wot/td/v1.1\", {\"a\": {\"@id\": \"urn:a\"}}]"),
             "warning td-1.1/context-definition /@context/1/a"},
        Case{thing("\"@type\": \"saref:Lamp\""), "warning td-1.1/prefix-declared /@type"},
        Case{thing("\"forms\": [{\"href\": \"/all\"}]"), "error td-1.1/thing-form-op-required /forms/0"},
        Case{thing("\"forms\": []"), "warning td-1.1/thing-forms-empty /forms"},
        Case{property("", "\"href\": \"/on\", \"security\": \"b\""),
             "error td-1.1/security-defined /properties/on/forms/0/security"},
        Case{property("\"readOnly\": true", "\"href\": \"/on\", \"op\": \"writeproperty\""),
             "warning td-1.1/op-read-only /properties/on/forms/0/op"},
        Case{property("\"writeOnly\": true", "\"href\": \"/on\", \"op\": \"readproperty\""),
             "warning td-1.1/op-write-only /properties/on/forms/0/op"},
        Case{property("", "\"href\": \"/on\", \"op\": [\"observeproperty\"]"),
             "warning td-1.1/op-observable /properties/on/forms/0/op/0"},
        Case{property("\"readOnly\": true, \"writeOnly\": true"),
             "warning td-1.1/read-and-write-only /properties/on/writeOnly"},
        Case{property("\"unit\": \"parrots\""), "warning td-1.1/unit-known /properties/on/unit"},
        Case{property("\"minimum\": 2, \"maximum\": 1"), "warning td-1.1/bounds-in-order /properties/on/minimum"},
        Case{property("\"type\": \"integer\", \"default\": 1.5"),
             "warning td-1.1/value-fits-type /properties/on/default"},
        Case{property("\"properties\": {}, \"required\": [\"a\"]"),
             "warning td-1.1/required-defined /properties/on/required/0"},
        Case{property("", "\"href\": \"/on{?a}\""), "warning td-1.1/uri-variable-declared /properties/on/forms/0/href"},
        Case{property("\"uriVariables\": {\"a\": {}}"),
             "warning td-1.1/uri-variable-used /properties/on/uriVariables/a"},
        Case{property("", "\"href\": \"/a b\""), "warning td-1.1/iri-characters /properties/on/forms/0/href"},
        Case{property("", "\"href\": \"/on\", \"additionalResponses\": [{\"schema\": \"e\"}]"),
             "warning td-1.1/response-schema-defined /properties/on/forms/0/additionalResponses/0/schema"},
        Case{property("\"tm:ref\": \"#/a\""), "warning td-1.1/model-term /properties/on/tm:ref"},
        Case{property("\"a\": 1, \"a\": 2"), "warning json/duplicate-name /properties/on/a"},
        Case{thing("\"titles\": {\"en\": \"Light\"}"), "warning td-1.1/title-among-titles /title"},
        Case{thing("\"titles\": {\"en\": \"Lamp\"}, \"descriptions\": {\"de\": \"Lampe\"}"),
             "warning td-1.1/languages-in-step /descriptions"},
        Case{thing("\"links\": [{\"href\": \"/\", \"rel\": \"friend\"}]"),
             "warning td-1.1/link-relation-known /links/0/rel"},
        Case{thing("\"links\": [{\"href\": \"/\", \"rel\": \"tm:extends\"}]"),
             "error td-1.1/link-relation /links/0/rel"},
        Case{thing("\"links\": [{\"href\": \"/\", \"sizes\": \"1x1\"}]"), "error td-1.1/link-icon /links/0/sizes"},
        Case{thing("\"links\": [{\"href\": \"/\", \"rel\": \"type\"}, {\"href\": \"/\", \"rel\": \"type\"}]"),
             "error td-1.1/link-model-once /links/1/rel"}));

std::string scheme(const std::string& members, const std::string& form = "", const std::string& variables = "") {
  return "{\"@context\": \"https://www.w3.org/2022/wot/td/v1.1\", \"title\": \"Lamp\", \"security\": \"a\", "
         "\"securityDefinitions\": {\"a\": {" +
         members + "}}" +
         (form.empty() ? "" : ", \"properties\": {\"on\": {\"forms\": [{" + form + "}]" + variables + "}}") + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Security, OneRule,
    testing::Values(
        Case{scheme(""), "error td-1.1/security-scheme-scheme-required /securityDefinitions/a"},
        Case{scheme("\"scheme\": \"magic\""), "error td-1.1/scheme /securityDefinitions/a/scheme"},
        Case{scheme("\"scheme\": \"basic\", \"in\": \"uri\""), "error td-1.1/scheme-member /securityDefinitions/a/in"},
        Case{scheme("\"scheme\": \"auto\", \"name\": \"x\""), "error td-1.1/scheme-auto /securityDefinitions/a/name"},
        Case{scheme("\"scheme\": \"combo\", \"oneOf\": [\"a\"]"), "error td-1.1/scheme-combo /securityDefinitions/a"},
        Case{scheme("\"scheme\": \"combo\", \"oneOf\": [\"a\", \"b\"]"),
             "error td-1.1/security-defined /securityDefinitions/a/oneOf/1"},
        Case{scheme("\"scheme\": \"oauth2\", \"flow\": \"code\""),
             "error td-1.1/oauth2-addresses /securityDefinitions/a"},
        Case{scheme("\"scheme\": \"apikey\", \"in\": \"body\", \"name\": \"key\""),
             "error td-1.1/scheme-body-name /securityDefinitions/a/name"},
        Case{scheme("\"scheme\": \"apikey\", \"in\": \"uri\", \"name\": \"key\"", "\"href\": \"/on\""),
             "error td-1.1/scheme-uri-variable /properties/on/forms/0/href"},
        Case{scheme("\"scheme\": \"apikey\", \"in\": \"uri\", \"name\": \"key\"", "\"href\": \"/on{?key}\"",
                    ", \"uriVariables\": {\"key\": {\"type\": \"string\"}}"),
             "error td-1.1/scheme-uri-variable-distinct /properties/on/uriVariables/key"}));

INSTANTIATE_TEST_SUITE_P(
    SchemesOfOthers, OneRule,
    testing::Values(Case{scheme("\"scheme\": \"oauth2\", \"flow\": \"client\""),
                         "warning td-1.1/oauth2-client-token /securityDefinitions/a"},
                    Case{scheme("\"scheme\": \"oauth2\", \"flow\": \"client\", \"token\": \"https://a.example/t\", "
                                "\"authorization\": \"https://a.example/a\""),
                         "error td-1.1/oauth2-addresses /securityDefinitions/a"},
                    Case{scheme("\"scheme\": \"ace:ACESecurityScheme\""),
                         "warning td-1.1/prefix-declared /securityDefinitions/a/scheme"}));

// What is told is near to a name and nothing else: "uid" and words that a context defines are not.
INSTANTIATE_TEST_SUITE_P(
    Misspelt, OneRule,
    testing::Values(Case{thing("\"desciption\": \"On the wall\""), "warning td-1.1/member-known /desciption"},
                    Case{thing("\"uriVariable\": {}"), "warning td-1.1/member-known /uriVariable"},
                    Case{thing("\"link\": []", R"(["https://www.w3.org/2019/wot/td/v1", {"x": "http://x.example/"}])"),
                         "warning td-1.0/member-known /link"},
                    Case{property("\"readonly\": true"), "warning td-1.1/member-known /properties/on/readonly"},
                    Case{property("", "\"href\": \"/on\", \"contenttype\": \"text/plain\""),
                         "warning td-1.1/member-known /properties/on/forms/0/contenttype"},
                    Case{scheme("\"scheme\": \"basic\", \"nane\": \"user\""),
                         "warning td-1.1/member-known /securityDefinitions/a/nane"},
                    Case{model(R"("propertys": {})"), "warning tm-1.1/member-known /propertys"}));

TEST(Validation, WordsOfOthersAreTheirs) {
  for (const std::string& text :
       {thing("\"uid\": 5, \"name\": \"x\", \"x:titel\": 1"),
        thing("\"titel\": 1", R"(["https://www.w3.org/2022/wot/td/v1.1", {"titel": "http://x.example/titel"}])"),
        thing("\"titel\": 1", R"(["https://www.w3.org/2022/wot/td/v1.1", "https://example.org/words"])"),
        thing("\"Title\": 1"),  // beside the title itself
        thing("\"actions\": {\"go\": {\"type\": \"object\", \"forms\": [{\"href\": \"/go\"}]}}"),  // no @type
        property("\"uniqueItems\": true, \"maxProperties\": 5, \"pattern\": \"a\""),
        scheme("\"scheme\": \"ace:ACE\", \"ace:as\": \"x\"")
            .replace(13, 37, R"(["https://www.w3.org/2022/wot/td/v1.1", {"ace": "https://ace.example/"}])")}) {
    for (const std::string& line : found(text)) EXPECT_THAT(line, testing::Not(HasSubstr("member-known"))) << text;
    for (const std::string& line : found(text)) EXPECT_THAT(line, testing::Not(HasSubstr("prefix-"))) << text;
  }
}

// Within the text a reference leads somewhere, by however many steps; a model around it is no end.
INSTANTIATE_TEST_SUITE_P(References, OneRule,
                         testing::Values(Case{model(R"("properties": {"a": {"tm:ref": "#/properties/b"}})"),
                                              "error tm-1.1/reference-leads /properties/a/tm:ref"},
                                         Case{model(R"("properties": {"a": {"tm:ref": "#/properties"}})"),
                                              "error tm-1.1/reference-leads /properties/a/tm:ref"},
                                         Case{model(R"("properties": {"a": {"tm:ref": "#/properties/a"}})"),
                                              "error tm-1.1/reference-leads /properties/a/tm:ref"}));

TEST(Validation, TheChainOfACircleIsTold) {
  const auto report = validate(view_of(model(
      R"("properties": {"a": {"tm:ref": "#/properties/b"}, "b": {"tm:ref": "#/properties/c"},
                        "c": {"tm:ref": "#/properties/a"}})")));
  ASSERT_EQ(report.findings.size(), 3u);
  EXPECT_THAT(
      report.findings[0].message,
      HasSubstr("in a circle: /properties/a/tm:ref \u2192 /properties/b \u2192 /properties/c \u2192 /properties/a "
                "\u2192 /properties/b"));
  EXPECT_THAT(found(model(R"("properties": {"a": {"tm:ref": "#/properties/b~1c"}, "b/c": {"type": "number"},
                                            "d": {"tm:ref": "urn:m#/properties/x"},
                                            "e": {"tm:ref": "#/properties/{{NAME}}"}})")),
              IsEmpty());
}

TEST(Validation, KeysInTheirPlacesAreFine) {
  EXPECT_THAT(found(scheme("\"scheme\": \"apikey\", \"in\": \"body\", \"name\": \"/key\"")), IsEmpty());
  EXPECT_THAT(found(scheme("\"scheme\": \"apikey\", \"in\": \"uri\", \"name\": \"key\"", "\"href\": \"/on{?key}\"")),
              IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Models, OneRule,
    testing::Values(
        Case{model("\"version\": {\"instance\": \"1\"}"), "error tm-1.1/version-instance /version/instance"},
        Case{model("\"properties\": {\"{{NAME}}\": {}}"), "error tm-1.1/placeholder-name /properties/{{NAME}}"},
        Case{model("\"title\": \"Lamp {{NAME\""), "warning tm-1.1/placeholder /title"},
        Case{model("\"properties\": {\"on\": {\"tm:ref\": \"lamp\"}}"), "error tm-1.1/reference /properties/on/tm:ref"},
        Case{model("\"tm:optional\": [\"on\"]"), "error tm-1.1/optional /tm:optional/0"},
        Case{model("\"tm:optional\": [\"/events/on\"]"), "warning tm-1.1/optional-absent /tm:optional/0"},
        Case{model("\"tm:required\": []"), "warning tm-1.1/required-outdated /tm:required"}));

TEST(Validation, AcceptsWhatIsRight) {
  EXPECT_THAT(found(thing("")), IsEmpty());
  EXPECT_THAT(found("[" + thing("") + ", " + thing("", "\"https://www.w3.org/2019/wot/td/v1\"") + "]"), IsEmpty());
  EXPECT_THAT(found(model("\"properties\": {\"on\": {\"observable\": \"{{YES}}\", \"minimum\": \"{{LOW}}\"}}")),
              IsEmpty());
  const std::string graph =
      "{\"@context\": \"https://www.w3.org/2022/wot/td/v1.1\", \"@graph\": [{\"title\": \"Lamp\", "
      "\"security\": \"a\", \"securityDefinitions\": {\"a\": {\"scheme\": \"nosec\"}}}]}";
  EXPECT_THAT(found(graph), IsEmpty());
  EXPECT_EQ(validate(view_of(graph)).things, 1u);
}

TEST(Validation, AnEarlierEditionMayUseLaterNamesForOtherThings) {
  EXPECT_THAT(found(thing("\"profile\": [], \"schemaDefinitions\": 5", "\"https://www.w3.org/2019/wot/td/v1\"")),
              IsEmpty());
}

TEST(Validation, SaysWhereAndWhatToDo) {
  const Report report =
      validate(view_of("{\n  \"@context\": \"https://www.w3.org/2022/wot/td/v1.1\",\n  \"title\": 5\n}"));
  ASSERT_EQ(report.findings.size(), 3u);
  EXPECT_EQ(
      report.findings[0].message,
      "\"security\" is missing (names of security definitions): add it as text, or a list of text that is not empty");
  EXPECT_EQ(report.findings[2].message, "\"title\", a name for people, must be text, not a number");
  EXPECT_EQ(json::to_text(report.findings[2].position), "line 3, column 12");
}

TEST(Validation, TextsThatAreNone) {
  EXPECT_THAT(found("{\"a\": }"), ElementsAre("error json/syntax "));
  EXPECT_THAT(found("5"), ElementsAre("error json/no-thing "));
  EXPECT_THAT(found("[]"), ElementsAre("error json/no-thing "));
  EXPECT_THAT(found("{\"title\": \"L\xE4mp\"}"), ElementsAre("error json/encoding "));
  EXPECT_THAT(found(std::string("\xFF\xFE{\0}\0", 6)), ElementsAre("error json/encoding "));
  EXPECT_THAT(found("\xEF\xBB\xBF" + thing("")), IsEmpty());
  EXPECT_THAT(found(std::string(10'000, '[')), ElementsAre("error json/limit "));
  std::string deep = "{\"a\":";
  for (int i = 0; i < 10'000; ++i) deep += "{\"a\":";
  EXPECT_THAT(found(deep), ElementsAre("error json/limit "));
  EXPECT_THAT(found(std::string(100u << 20, ' ')), ElementsAre("error json/limit "));
}

TEST(Validation, CountsWhatItDoesNotList) {
  std::string forms;
  for (int i = 0; i < 5000; ++i) forms += "5,";
  const Report report = validate(view_of(thing("\"links\": [" + forms + "5]")));
  EXPECT_EQ(report.errors, 5001u);
  EXPECT_EQ(report.findings.size(), 1000u);
  EXPECT_EQ(report.further, 4001u);
}

TEST(Validation, EveryCutOfTheCorpusIsToldAsBroken) {
  KG_NEEDS_SHARED("reference/td/corpus");
  std::size_t cuts = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(tests::shared("reference/td/corpus"))) {
    if (entry.path().extension() != ".json") continue;
    const Bytes bytes = read_file(entry.path(), 64u << 20).value();
    const std::size_t end = text_of(bytes).find_last_not_of(" \t\r\n");  // without it nothing is cut
    for (std::size_t part = 0; part < 50; ++part, ++cuts) {
      const Report report = validate(ByteView(bytes).first(end * part / 50));
      ASSERT_EQ(report.findings.size(), 1u) << entry.path() << " " << part;
      EXPECT_THAT(report.findings[0].rule, testing::AnyOf("json/syntax", "json/encoding"));
    }
  }
  EXPECT_EQ(cuts, 241u * 50);
}

TEST(Rules, AreInTheOrderOfTheirNumbers) {
  for (std::size_t i = 0; i < rule_rows().size(); ++i) EXPECT_EQ(static_cast<std::size_t>(rule_rows()[i].id), i);
}

// The page's table is this program's; the test writes what belongs there beside the build.
TEST(Rules, AreListedInTheDocuments) {
  std::string table = "| rule | level | asks |\n|---|---|---|\n";
  for (const ListedRule& rule : every_rule())
    table += "| `" + rule.name + "` | " + rule.level + " | " + rule.asks + " |\n";
  const std::string written = std::string(KILOGRAPH_BINARY_DIR) + "/td_validation_rules.md";
  std::ofstream(written) << table;
  std::ifstream page(std::string(KILOGRAPH_SOURCE_DIR) + "/docs/formats/td_validation.md");
  std::ostringstream text;
  text << page.rdbuf();
  EXPECT_NE(text.str().find(table), std::string::npos) << "put " << written << " into docs/formats/td_validation.md";
}

TEST(Words, LanguageTags) {
  for (const char* tag : {"en", "zh-Hans", "de-CH-1996", "x-private", "i-klingon", "sl-rozaj-biske",
                          "en-US-u-ca-gregory", "zh-cmn-Hans-CN", "jp", "es-419"}) {
    EXPECT_TRUE(is_language_tag(tag)) << tag;
  }
  for (const char* tag :
       {"", "e", "en-", "-en", "english language", "en_US", "123", "en-u", "x", "en--US", "abcdefghi"}) {
    EXPECT_FALSE(is_language_tag(tag)) << tag;
  }
}

TEST(Words, MomentsIrisUnitsAndTemplates) {
  for (const char* text :
       {"2018-09-10T06:30:00Z", "2022-03-10T17:02:54.432064234Z", "2020-06-17T15:39:44+09:00", "2020-06-17T15:39:44"}) {
    EXPECT_TRUE(is_moment(text)) << text;
  }
  for (const char* text : {"", "2018-09-10", "2018-13-10T06:30:00Z", "2018-09-10 06:30:00", "2018-09-10T06:30:00.Z",
                           "2018-09-10T06:30Z"}) {
    EXPECT_FALSE(is_moment(text)) << text;
  }
  EXPECT_TRUE(is_absolute_iri("urn:dev:ops:32473-WoTLamp-1234"));
  EXPECT_FALSE(is_absolute_iri("lamp-1"));
  EXPECT_FALSE(is_absolute_iri("urn:lamp 1"));
  for (const char* unit :
       {"%", "Celsius", "degree celsius", "Degrees Celsius", "volts", "hPa", "kWh", "micrograms per cubic metre"}) {
    EXPECT_TRUE(is_unit(unit)) << unit;
  }
  EXPECT_FALSE(is_unit("something"));
  EXPECT_THAT(template_variables("/a/{b}{?limit,offset*}{#c:3}{"), ElementsAre("b", "limit", "offset", "c"));
}

}  // namespace
}  // namespace kilograph::ingest::thing
