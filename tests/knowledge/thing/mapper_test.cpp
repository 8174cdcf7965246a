// Tables against the full processor: the same graph wherever the tables take a document.
#include "knowledge/thing/mapper.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "base/file.hpp"
#include "knowledge/canonical_graph.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/rdf/parser.hpp"
#include "shared_data.hpp"

namespace kilograph::knowledge::thing {
namespace {

constexpr const char* kBase = "https://example.org/td/";
constexpr const char* kSkolem = "https://example.org/td#n";

std::optional<rdf::Graph> by_tables(std::string_view text) {
  const auto document = json::parse(text, {.depth = 128});
  return document ? mapped(document->root(), kBase, kSkolem) : std::nullopt;
}

Result<rdf::Graph> by_processor(std::string_view text) {
  std::vector<std::string> unknown;
  rdf::ParseOptions options;
  options.base_iri = kBase;
  options.skolem_prefix = kSkolem;
  options.contexts = known_contexts();
  options.unknown_contexts = &unknown;
  return rdf::parse_triples(view_of(text), rdf::Syntax::jsonld, options);
}

// What one says and the other does not; empty where they agree.
std::vector<std::string> differences(const rdf::Graph& tables, const rdf::Graph& processor) {
  const auto a = tests::canonical(tables, kSkolem), b = tests::canonical(processor, kSkolem);
  std::vector<std::string> lines;
  std::ranges::set_difference(a, b, std::back_inserter(lines));
  for (std::string& line : lines) line.insert(0, "tables alone: ");
  const std::size_t first = lines.size();
  std::ranges::set_difference(b, a, std::back_inserter(lines));
  for (std::size_t i = first; i < lines.size(); ++i) lines[i].insert(0, "processor alone: ");
  return lines;
}

void expect_agreement(std::string_view text, const std::string& where) {
  const auto tables = by_tables(text);
  ASSERT_TRUE(tables.has_value()) << where << " is not regular: " << text;
  const auto processor = by_processor(text);
  ASSERT_TRUE(processor.has_value()) << where << processor.error().to_text();
  for (const std::string& line : differences(*tables, *processor)) ADD_FAILURE() << where << ": " << line;
}

std::string thing(const std::string& members, const std::string& more_context = "") {
  return R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1")" +
         more_context + R"(], "id": "urn:example:lamp-1", "title": "Lamp", )" + members + "}";
}

struct Counts {
  std::size_t regular = 0, other = 0;
};

Counts compare_folder(const std::filesystem::path& folder) {
  Counts counts;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const Bytes bytes = *read_file(entry.path(), 8 << 20);
    const auto tables = by_tables(text_of(bytes));
    ++(tables ? counts.regular : counts.other);
    if (!tables) continue;
    const auto processor = by_processor(text_of(bytes));
    EXPECT_TRUE(processor.has_value()) << entry.path() << processor.error().to_text();
    if (!processor) continue;
    const auto lines = differences(*tables, *processor);
    EXPECT_TRUE(lines.empty()) << entry.path() << ": " << lines.size() << " differences, first " << lines.front();
  }
  return counts;
}

TEST(ThingMapper, AgreesWithTheProcessorOnTheCorpus) {
  KG_NEEDS_SHARED("reference/td/corpus/valid");
  const Counts valid = compare_folder(tests::shared("reference/td/corpus/valid"));
  const Counts invalid = compare_folder(tests::shared("reference/td/corpus/invalid"));
  const Counts models = compare_folder(tests::shared("reference/td/thing_models"));
  std::cout << "regular: " << valid.regular << " of " << valid.regular + valid.other << " valid descriptions, "
            << invalid.regular << " of " << invalid.regular + invalid.other << " invalid ones, " << models.regular
            << " of " << models.regular + models.other << " Thing Models\n";
  EXPECT_EQ(valid.regular + valid.other, 197u);
  EXPECT_GE(valid.regular, 150u);
}

TEST(ThingMapper, AgreesWithTheProcessorOnOurBoards) {
  const Counts boards = compare_folder(std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "catalog/devices");
  EXPECT_GE(boards.regular, 6u);
  EXPECT_EQ(boards.other, 0u);
}

TEST(ThingMapper, TakesEveryFormThatIsRegular) {
  const std::pair<const char*, std::string> kForms[] = {
      {"language maps", thing(R"("titles": {"en": "Lamp", "de": ["Lampe", "Leuchte", null]}, "descriptions": {})")},
      {"numbers", thing(R"("x": [1, -0, 1.0, 1e2, 0.5, -12.5e-3, 1e20, 1e21, 123456789012345678901234, 0.0])")},
      {"scalars", thing(R"("x": [true, false, null, "", "a\u00e9\n\"", [["deep"]]], "y": null, "z": {}, "w": [])")},
      {"both types", thing(R"("@type": ["Thing", "saref:Lamp"], "properties": {"on": {"@type": "saref:OnOff",
        "type": "object", "properties": {"a": {"type": "object", "properties": {"b": {"type": "string"}}}}}})",
                           R"(, {"saref": "https://w3id.org/saref#"})")},
      {"security", thing(R"("security": ["a_sc", "b"], "securityDefinitions": {"a_sc": {"scheme": "basic", "in":
        "header", "name": "x"}, "b": {"scheme": "oauth2", "token": "https://e.org/t", "scopes": ["a", "b"]}})")},
      {"forms and links", thing(R"("forms": [{"href": "/all{?x}", "op": ["readallproperties", "ownop"],
        "security": "a_sc", "response": {"contentType": "text/plain"}, "htv:methodName": "GET"}],
        "links": {"href": "https://e.org/m", "rel": "type", "type": "application/tm+json", "sizes": "1x1"})")},
      {"actions and events", thing(R"("actions": {"a": {"input": {"type": "integer", "minimum": 0, "unit": "celsius",
        "enum": [1, "x", {"k": [2]}], "default": {"q": 1.5}}, "output": {"oneOf": [{"const": 3}, {}]}, "safe": true}},
        "events": {"e": {"data": {"type": "array", "items": [{"type": "null"}]}, "dataResponse": {}}},
        "uriVariables": {"v": {"type": "string"}}, "schemaDefinitions": {"s": {"type": "string"}})")},
      {"units that are no IRI", thing(R"("properties": {"a": {"unit": "%"}, "b": {"unit": ["%", "a%20b", "%4"]}})")},
      {"another language", thing(R"("description": "Eine Lampe", "note": "Hinweis")", R"(, {"@language": "de"})")},
      {"a term of its own", thing(R"("colour": "red", "c:x": {"@id": "urn:x", "c:y": {"@id": "urn:y"}})",
                                  R"(, {"colour": "c:colour", "c": "urn:c:", "title": "c:title"})")},
      {"an anonymous node", R"({"@context": "https://www.w3.org/2019/wot/td/v1", "title": "L", "version":
        {"instance": 1}, "created": "2020-01-01T00:00:00Z", "support": "mailto:a@b.c", "profile": "p", "base": "b/"})"},
  };
  for (const auto& [name, text] : kForms) expect_agreement(text, name);
}

TEST(ThingMapper, LeavesAllElseToTheProcessor) {
  const std::pair<const char*, std::string> kForms[] = {
      {"no context", R"({"title": "x"})"},
      {"an array", R"([{"@context": "https://www.w3.org/2022/wot/td/v1.1", "title": "x"}])"},
      {"an unknown context", thing(R"("x": 1)", R"(, "https://webthings.io/schemas")")},
      {"an embedded context", thing(R"("links": [{"@context": {"x": "urn:x:y"}, "href": "a"}])")},
      {"@graph", thing(R"("@graph": [])")},
      {"a value object", thing(R"("x": {"@value": 1})")},
      {"a name twice", thing(R"("x": 1, "x": 2)")},
      {"a name twice in a map", thing(R"("properties": {"a": {}, "a": {}})")},
      {"an id twice", thing(R"("@id": "urn:other")")},
      {"an id with a space", thing(R"("x": {"@id": "urn:a b"})")},
      {"a blank node", thing(R"("x": {"@id": "_:b"})")},
      {"a scalar in a map", thing(R"("properties": {"a": 1})")},
      {"an unusual language", thing(R"("titles": {"i-klingon": "x"})")},
      {"a term with members", thing(R"("x": "a")", R"(, {"x": {"@id": "urn:x:y", "@reverse": "urn:x:z"}})")},
      {"a term in a circle", thing(R"("x": "a")", R"(, {"x": "y:a", "y": "x:b"})")},
      {"a direction", thing(R"("x": "a")", R"(, {"@direction": "ltr"})")},
      {"a type that is no IRI", thing(R"("@type": "50%")")},
      {"a property with a space", thing(R"("my name": "a")")},
  };
  for (const auto& [name, text] : kForms) EXPECT_FALSE(by_tables(text).has_value()) << name;
}

TEST(ThingMapper, LeavesOutWhatJsonLdRefusesWhereAsked) {
  const std::string text = thing(R"("properties": {"a": {"type": "string"}, "b": 5})");
  EXPECT_FALSE(by_processor(text).has_value());
  const auto document = json::parse(text);
  std::vector<json::Value> left_out;
  const auto graph = mapped(document->root(), kBase, kSkolem, &left_out);
  ASSERT_TRUE(graph.has_value());
  ASSERT_EQ(left_out.size(), 1u);
  EXPECT_EQ(json::pointer_of(left_out[0]), "/properties/b");
  const auto without = by_processor(thing(R"("properties": {"a": {"type": "string"}})"));
  EXPECT_TRUE(differences(*graph, *without).empty());
}

TEST(ThingMapper, NeedsABaseWithAFolder) {
  const auto document = json::parse(R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "title": "x"})");
  EXPECT_FALSE(mapped(document->root(), "urn:x:y", kSkolem).has_value());
  EXPECT_FALSE(mapped(document->root(), "https://example.org", kSkolem).has_value());
  EXPECT_TRUE(mapped(document->root(), "https://example.org/", kSkolem).has_value());
}

}  // namespace
}  // namespace kilograph::knowledge::thing
