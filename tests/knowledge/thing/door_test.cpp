// Real descriptions through the door that `add` uses, whole, cut and damaged.
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "ingest/document.hpp"
#include "knowledge/intake.hpp"
#include "shared_data.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::size_t kCuts = 50;

// As `add` does: recognised, then made into documents. True where something is kept.
bool is_taken(ByteView bytes, const std::string& name) {
  const auto read = ingest::read(bytes, name, {});
  if (!read) {
    EXPECT_FALSE(read.error().message.empty());
    return false;
  }
  const auto* document = std::get_if<ingest::RdfDocument>(&read->content);
  if (document == nullptr || document->syntax != ingest::RdfSyntax::jsonld) return false;
  const auto intake = documents_from_rdf({sha256(bytes), name, "application/td+json"}, bytes, rdf::Syntax::jsonld, "");
  if (!intake) {
    EXPECT_FALSE(intake.error().message.empty());
    EXPECT_NE(intake.error().kind, ErrorKind::internal) << intake.error().to_text();
  }
  return intake.has_value();
}

std::vector<std::filesystem::path> corpus(const char* folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(tests::shared("reference/td") / folder)) {
    files.push_back(entry.path());
  }
  return files;
}

TEST(ThingDoor, EveryValidDescriptionIsKept) {
  KG_NEEDS_SHARED("reference/td/corpus/valid");
  for (const auto& path : corpus("corpus/valid")) {
    EXPECT_TRUE(is_taken(*read_file(path, 8 << 20), "thing.td.json")) << path;
  }
}

TEST(ThingDoor, ADescriptionCutAtFiftyPlacesIsRefused) {
  KG_NEEDS_SHARED("reference/td/corpus/valid");
  for (const char* folder : {"corpus/valid", "corpus/invalid", "thing_models"}) {
    for (const auto& path : corpus(folder)) {
      const Bytes bytes = *read_file(path, 8 << 20);
      const std::size_t end = text_of(bytes).find_last_of("}]");
      for (std::size_t i = 0; i < kCuts && end != std::string_view::npos; ++i) {
        EXPECT_FALSE(is_taken(ByteView(bytes).first(end * i / kCuts), "thing.td.json")) << path << " at " << i;
      }
    }
  }
}

TEST(ThingDoor, WrongEncodingsAreRefusedOrRead) {
  constexpr std::string_view kThing =
      R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "id": "urn:x", "title": "L)";
  const auto with = [&](std::string_view end) {
    return is_taken(view_of(std::string(kThing).append(end)), "thing.td.json");
  };
  EXPECT_TRUE(with("\xC3\xA4\", \"security\": \"a\", \"securityDefinitions\": {\"a\": {\"scheme\": \"nosec\"}}}"));
  EXPECT_FALSE(with("\xE4\"}"));           // Latin-1
  EXPECT_FALSE(with("\xC0\xAF\"}"));       // overlong
  EXPECT_FALSE(with("\xED\xA0\x80\"}"));   // half a surrogate pair
}

TEST(ThingDoor, DeepNestingIsRefusedAtOnce) {
  const std::string deep = R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "x": )" + std::string(10'000, '[');
  const auto read = ingest::read(view_of(deep), "deep.td.json", {});
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::too_large);
}

// Several Things in one document: an array, @graph, and a map of contexts.
TEST(ThingDoor, EachThingOfADocumentIsAnEntity) {
  const std::string a =
      R"("id": "urn:a", "title": "A", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}})";
  const std::string b =
      R"("id": "urn:b", "title": "B", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}})";
  const std::string context = R"("@context": "https://www.w3.org/2022/wot/td/v1.1")";
  const std::string forms[] = {
      "[{" + context + ", " + a + "}, {" + context + ", " + b + "}]",
      "{" + context + R"(, "@graph": [{)" + a + "}, {" + b + "}]}",
      R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", {"ex": "urn:ex:"}], "@graph": [{)" + a + "}, {" + b +
          "}]}",
  };
  for (const std::string& text : forms) {
    const Bytes bytes(text.begin(), text.end());
    const auto intake =
        documents_from_rdf({sha256(bytes), "things.jsonld", "application/td+json"}, bytes, rdf::Syntax::jsonld, "");
    ASSERT_TRUE(intake.has_value()) << intake.error().to_text();
    std::vector<std::string> things;
    for (const Document& document : intake->documents) {
      if (document.kind == domain::EntityKind::device) things.push_back(document.entity + " " + document.name);
    }
    EXPECT_EQ(things, (std::vector<std::string>{"urn:a A", "urn:b B"})) << text;
  }
}

}  // namespace
}  // namespace kilograph::knowledge
