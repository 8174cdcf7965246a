// Thing Models to Thing Descriptions of instances.
#include "ingest/thing_model/instance.hpp"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "shared_data.hpp"

namespace kilograph::ingest::thing_model {
namespace {

using Json = nlohmann::json;
using Documents = std::map<std::string, std::string>;

FindDocument among(Documents documents) {
  return [documents = std::move(documents)](const std::string& url, const std::string&) -> Result<NamedDocument> {
    const auto found = documents.find(url);
    if (found == documents.end()) return fail(ErrorKind::not_found, "there is no document " + url);
    return NamedDocument{found->second, url};
  };
}

const std::string kHead =
    R"("@context": "https://www.w3.org/2022/wot/td/v1.1", "@type": "tm:ThingModel", "title": "Lamp",)";

std::string lamp(const std::string& rest) { return "{" + kHead + rest + "}"; }

Order order(std::map<std::string, std::string> values = {}, std::vector<std::string> with = {}) {
  return {"urn:lamp:1", "urn:lamp", "", "https://lamp.example/", std::move(values), std::move(with)};
}

Json td_of(const std::string& model, const Order& wanted = order(), const Documents& documents = {}) {
  const auto made = instance_of({model, "urn:lamp"}, wanted, among(documents));
  EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().to_text());
  return made ? Json::parse(made->text) : Json();
}

Error error_of(const std::string& model, const Order& wanted = order(), const Documents& documents = {}) {
  const auto made = instance_of({model, "urn:lamp"}, wanted, among(documents));
  EXPECT_FALSE(made.has_value());
  return made ? Error{} : made.error();
}

TEST(ThingModel, GivesADescriptionOfItsInstance) {
  const Json td = td_of(lamp(R"("properties": {"on": {"type": "boolean"}}, "version": {"model": "1.0.0"})"));
  EXPECT_EQ(td["id"], "urn:lamp:1");
  EXPECT_FALSE(td.contains("@type"));
  EXPECT_FALSE(td.contains("version"));
  EXPECT_EQ(td["links"], Json::parse(R"([{"rel": "type", "href": "urn:lamp", "type": "application/tm+json"}])"));
  EXPECT_EQ(td["properties"]["on"]["forms"][0]["href"], "properties/on");
  EXPECT_EQ(td["security"], "nosec_sc");
}

TEST(ThingModel, PlaceholdersAreTextWhereTheRecommendationHasText) {
  const std::string model = lamp(R"("base": "https://{{HOST}}/", "titles": {"en": "{{N}}"}, "version": {"model": "1"},
      "properties": {"a": {"type": "string", "const": "{{N}}", "default": "{{N}}", "enum": ["{{N}}", "b"],
        "format": "{{N}}", "forms": [{"href": "a/{{TEXT}}", "contentCoding": "{{N}}"}]},
      "b": {"type": "number", "const": "{{N}}", "minimum": "{{N}}", "forms": [{"href": "b"}]}}, "ex:own": "{{N}}")");
  const Json td =
      td_of(model, {"urn:lamp:1", "urn:lamp", "", "", {{"N", "100"}, {"HOST", "a b"}, {"TEXT", "x\"<y"}}, {}});
  const Json& a = td["properties"]["a"];
  for (const Json& text :
       {td["titles"]["en"], a["const"], a["default"], a["enum"][0], a["format"], a["forms"][0]["contentCoding"]}) {
    EXPECT_EQ(text, "100");
  }
  EXPECT_EQ(td["properties"]["b"]["const"], 100);
  EXPECT_EQ(td["properties"]["b"]["minimum"], 100);
  EXPECT_EQ(td["ex:own"], 100) << "what the Recommendation does not know takes the type of its value";
  EXPECT_EQ(td["base"], "https://a%20b/");
  EXPECT_EQ(a["forms"][0]["href"], "a/x%22%3Cy");
}

TEST(ThingModel, PlaceholdersTakeTheTypeOfTheirValue) {
  const std::string model = lamp(R"("description": "{{SERIAL}}", "properties": {"{{NAME}}": {"type": "integer",
      "maximum": "{{MOST}}", "readOnly": "{{FIXED}}", "enum": "{{ONES}}", "const": "no {{MOST}}",
      "default": "{{QUOTED}}"}})");
  const Json td = td_of(model, order({{"SERIAL", "12345"},
                                      {"NAME", "level"},
                                      {"MOST", "100.5"},
                                      {"FIXED", "true"},
                                      {"ONES", "[1, 2]"},
                                      {"QUOTED", "\"7\""}}));
  EXPECT_EQ(td["description"], "12345") << "a description is a text whatever it looks like";
  EXPECT_EQ(td["properties"]["level"]["maximum"], 100.5);
  EXPECT_EQ(td["properties"]["level"]["readOnly"], true);
  EXPECT_EQ(td["properties"]["level"]["enum"], Json::parse("[1, 2]"));
  EXPECT_EQ(td["properties"]["level"]["const"], "no 100.5");
  EXPECT_EQ(td["properties"]["level"]["default"], "7");
}

TEST(ThingModel, AllMissingValuesAreNamedWithTheirPlaces) {
  const Error error = error_of(lamp(R"("base": "https://{{HOST}}/", "properties": {"a": {"maximum": "{{MOST}}"}})"));
  EXPECT_EQ(error.message, "placeholders without a value: HOST at /base, MOST at /properties/a/maximum");
  EXPECT_EQ(error_of(lamp(R"("support": "{{A}}")"), order({{"A", "1"}, {"B", "2"}})).message,
            "the model has no placeholder 'B'");
}

TEST(ThingModel, OptionalOnesAreLeftOutUnlessAskedFor) {
  const std::string model = lamp(
      R"("tm:optional": ["/actions/fade", "/events/hot"], "actions": {"fade": {}, "blink": {}}, "events": {"hot": {}})");
  const Json bare = td_of(model);
  EXPECT_FALSE(bare["actions"].contains("fade"));
  EXPECT_FALSE(bare.contains("events"));
  EXPECT_FALSE(bare.contains("tm:optional"));
  EXPECT_TRUE(td_of(model, order({}, {"fade"}))["actions"].contains("fade"));
  EXPECT_TRUE(td_of(model, order({}, {"/events/hot"}))["events"].contains("hot"));
  EXPECT_EQ(error_of(model, order({}, {"blink"})).expected, "one of /actions/fade, /events/hot");
}

TEST(ThingModel, ExtendsMergesTheChildOverItsParents) {
  const Documents documents = {
      {"urn:base", lamp(R"("support": "urn:s", "properties": {"on": {"type": "boolean", "title": "On"}, "x": {}},
                           "links": [{"rel": "tm:extends", "href": "urn:root"}])")},
      {"urn:root", lamp(R"("actions": {"reset": {}}, "description": "root")")}};
  const Json td = td_of(lamp(R"("description": "child", "properties": {"on": {"title": "Power"}, "x": null},
      "links": [{"rel": "tm:extends", "href": "urn:base"}, {"rel": "manifest", "href": "urn:m"}])"),
                        order(), documents);
  EXPECT_EQ(td["properties"]["on"]["type"], "boolean");
  EXPECT_EQ(td["properties"]["on"]["title"], "Power");
  EXPECT_FALSE(td["properties"].contains("x")) << "null takes away";
  EXPECT_TRUE(td["actions"].contains("reset"));
  EXPECT_EQ(td["description"], "child");
  ASSERT_EQ(td["links"].size(), 2u);
  EXPECT_EQ(td["links"][1]["rel"], "manifest");
}

TEST(ThingModel, ReferencesAreReplacedLocallyAndAcrossDocuments) {
  const Documents documents = {{"urn:base", lamp(R"("properties": {"a/b": {"tm:ref": "#/properties/c", "unit": "%"},
                                                    "c": {"type": "integer", "minimum": 1}})")}};
  const Json td = td_of(lamp(R"("properties": {"dim": {"tm:ref": "urn:base#/properties/a~1b", "minimum": 5},
                                "same": {"tm:ref": "#/properties/dim"}})"),
                        order(), documents);
  EXPECT_EQ(td["properties"]["dim"]["type"], "integer");
  EXPECT_EQ(td["properties"]["dim"]["minimum"], 5);
  EXPECT_EQ(td["properties"]["dim"]["unit"], "%");
  EXPECT_EQ(td["properties"]["same"]["minimum"], 5);
}

TEST(ThingModel, CirclesAndDepthsEndInAnError) {
  EXPECT_EQ(error_of(lamp(R"("properties": {"a": {"tm:ref": "#/properties/b"}, "b": {"tm:ref": "#/properties/a"}})"))
                .message.substr(0, 8),
            "a circle");
  const Documents circle = {{"urn:base", lamp(R"("links": [{"rel": "tm:extends", "href": "urn:lamp"}])")},
                            {"urn:lamp", "{}"}};
  EXPECT_EQ(error_of(lamp(R"("links": [{"rel": "tm:extends", "href": "urn:base"}])"), order(), circle).message,
            "a circle: urn:lamp → urn:base → urn:lamp");
  std::string chain;
  for (int i = 0; i < 20; ++i) {
    chain += (i ? "," : "") + std::string("\"p") + std::to_string(i) + R"(": {"tm:ref": "#/properties/p)" +
             std::to_string(i + 1) + "\"}";
  }
  EXPECT_EQ(error_of(lamp("\"properties\": {" + chain + "}")).kind, ErrorKind::too_large);
  std::string bomb = R"("properties": {"b0": {"a": [1, 2, 3, 4]})";  // each holds ten of the one before
  for (int i = 1; i < 12; ++i) {
    bomb += ", \"b" + std::to_string(i) + "\": {";
    for (int j = 0; j < 10; ++j) {
      bomb += (j ? "," : "") + std::string("\"") + std::to_string(j) + R"(": {"tm:ref": "#/properties/b)" +
              std::to_string(i - 1) + "\"}";
    }
    bomb += "}";
  }
  EXPECT_EQ(error_of(lamp(bomb + "}")).kind, ErrorKind::too_large);
}

TEST(ThingModel, WhatIsWrongIsSaid) {
  EXPECT_EQ(error_of("{").kind, ErrorKind::bad_input);
  EXPECT_EQ(error_of(R"({"title": "Lamp"})").message, "this is no Thing Model");
  EXPECT_EQ(error_of(lamp(R"("properties": {"a": {"tm:ref": "#/nothing"}})")).message,
            "tm:ref leads to urn:lamp#/nothing, and nothing is there");
  EXPECT_EQ(error_of(lamp(R"("properties": {"a": {"tm:ref": 5}})")).message, "tm:ref is 5");
  EXPECT_EQ(error_of(lamp(R"("links": [{"rel": "tm:extends", "href": "urn:gone"}])")).kind, ErrorKind::not_found);
  Order homeless = order();
  homeless.base.clear();
  EXPECT_EQ(error_of(lamp(R"("properties": {"a": {}}, "actions": {"b": {}})"), homeless).message,
            "the model gives no forms for /properties/a, /actions/b");
}

TEST(ThingModel, CutAnywhereItIsAnErrorOrADescription) {
  const std::string model = lamp(R"("tm:optional": ["/actions/b"], "properties": {"a": {"tm:ref": "#/actions/b"}},
                                    "actions": {"b": {"title": "{{T}}"}})");
  for (std::size_t cut = 0; cut < model.size(); ++cut) {
    EXPECT_FALSE(instance_of({model.substr(0, cut), "m"}, order({{"T", "t"}}), among({}))) << cut;
  }
}

// Every real one gives a description, or names the one document that it needs and that nobody supplied.
TEST(ThingModel, RealOnes) {
  KG_NEEDS_SHARED("reference/td/thing_models");
  std::map<std::string, int> seen;
  for (const auto& entry : std::filesystem::directory_iterator(kilograph::tests::shared("reference/td/thing_models"))) {
    const Bytes bytes = read_file(entry.path(), 1 << 20).value();
    Order wanted = order();
    wanted.title = "An instance";
    const auto made = instance_of({std::string(text_of(bytes)), entry.path().filename().string()}, wanted, among({}));
    const bool extends = text_of(bytes).find("tm:extends") != std::string_view::npos;
    EXPECT_EQ(made.has_value(), !extends) << entry.path() << (made ? "" : ": " + made.error().to_text());
    if (!made) {
      EXPECT_EQ(made.error().kind, ErrorKind::not_found);
    }
    ++seen[made ? "description" : "needs another document"];
  }
  EXPECT_EQ(seen["description"], 74);
  EXPECT_EQ(seen["needs another document"], 8);
}

}  // namespace
}  // namespace kilograph::ingest::thing_model
