#include "ingest/recognition.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/file.hpp"
#include "shared_data.hpp"

namespace kilograph::ingest {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

// "Turtle", "Thing Description", "error: …": what the text is taken for.
std::string taken_for(ByteView bytes, std::string_view file_name) {
  static constexpr std::string_view kSyntaxes[] = {"Turtle", "N-Triples", "N-Quads", "TriG", "RDF/XML", "JSON-LD"};
  const auto what = recognise_content(bytes, file_name);
  if (!what) return "error: " + what.error().to_text();
  if (what->format == Format::rdf) return std::string(kSyntaxes[static_cast<std::size_t>(what->rdf.syntax)]);
  return std::string(name_of(what->format));
}

std::string taken_for(std::string_view text, std::string_view file_name = "file") {
  return taken_for(view_of(text), file_name);
}

TEST(Recognition, ModelsAreToldByTheirIdentifier) {
  EXPECT_EQ(taken_for("\x1c\0\0\0TFL3\0\0"s, "notes.txt"), "TensorFlow Lite model");
  EXPECT_EQ(taken_for("const unsigned char m[] = {0x1c, 0, 0, 0, 0x54, 0x46, 0x4c, 0x33, 0};"),
            "TensorFlow Lite model as a C array");
  EXPECT_EQ(taken_for("\x01\x02\x03"s, "broken.tflite"), "TensorFlow Lite model");
}

TEST(Recognition, TurtleFamilyIsToldByWhatStandsInIt) {
  EXPECT_EQ(taken_for("@prefix e: <http://e/> .\ne:a a e:B ; e:c 1.5, \"x\"@en .\n"), "Turtle");
  EXPECT_EQ(taken_for("PREFIX e: <http://e/>\n[] e:b \"\"\"three { lines\"\"\"^^e:t ."), "Turtle");
  EXPECT_EQ(taken_for("<http://e/a> a <http://e/B> .\n"), "Turtle");
  EXPECT_EQ(taken_for("# a { comment\n<http://e/a> <http://e/b> \"c { d\"@en .\n_:x <http://e/b> _:y .\n"),
            "N-Triples");
  EXPECT_EQ(taken_for("<http://e/a> <http://e/b> \"c\" .\n<http://e/a> <http://e/b> \"c\" <http://e/g> .\n"),
            "N-Quads");
  EXPECT_EQ(taken_for("@prefix e: <http://e/> .\ne:g { e:a e:b e:c }\n"), "TriG");
  EXPECT_EQ(taken_for("@prefix e: <http://e/> .\nGRAPH e:g { e:a e:b e:c }\n"), "TriG");
}

TEST(Recognition, TextIsNotTakenForTurtle) {
  for (const char* text :
       {"Hello world.", "Dear reader, this is a note.", "a b c .\n", "1 2 3", "key: value\nother: 3\n"}) {
    EXPECT_THAT(taken_for(text, "note.txt"), HasSubstr("error: ")) << text;
    EXPECT_THAT(taken_for(text, "note.txt"), HasSubstr("expected a TensorFlow Lite model (.tflite)")) << text;
  }
}

TEST(Recognition, ContentCountsBeforeExtension) {
  EXPECT_EQ(taken_for("<http://e/a> <http://e/b> \"c\" .\n", "file.csv"), "N-Triples");
  EXPECT_EQ(taken_for("{\"@context\": {}}", "file.ttl"), "JSON-LD");
  EXPECT_EQ(taken_for("model,arena_bytes\na,1\n", "file.txt"), "table of arena figures");
}

TEST(Recognition, TheExtensionDecidesWhereContentIsBroken) {
  EXPECT_EQ(taken_for("oops", "file.ttl"), "Turtle");
  EXPECT_EQ(taken_for("oops", "file.nq"), "N-Quads");
  EXPECT_EQ(taken_for("oops", "FILE.H"), "TensorFlow Lite model as a C array");
  EXPECT_EQ(taken_for("a,b\n1,2\n", "file.csv"), "table of arena figures");
  EXPECT_EQ(taken_for("[ <http://e/b> 1 ] .", "file.ttl"), "Turtle");
}

TEST(Recognition, WhatIsTurtleAndNTriplesIsTakenByExtensionOrRelativeIris) {
  constexpr std::string_view kRelative = "<a> <b> <c> .\n", kAbsolute = "<http://e/a> <http://e/b> <urn:c> .\n";
  EXPECT_EQ(taken_for(kRelative, "file.ttl"), "Turtle");
  EXPECT_EQ(taken_for(kAbsolute, "file.ttl"), "Turtle");
  EXPECT_EQ(taken_for(kRelative, "file"), "Turtle");
  EXPECT_EQ(taken_for(kAbsolute, "file"), "N-Triples");
  EXPECT_EQ(taken_for(kRelative, "file.nt"), "N-Triples");  // where a relative IRI is an error
}

TEST(Recognition, JsonIsToldByItsContext) {
  const std::string thing = R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "title": "t"})";
  EXPECT_EQ(taken_for(thing), "Thing Description");
  EXPECT_EQ(taken_for(R"({"@context": [{"a": "http://a/"}, "https://www.w3.org/2019/wot/td/v1"]})"),
            "Thing Description");
  EXPECT_EQ(taken_for(R"({"@context": {"x": "https://www.w3.org/2022/wot/td/v1.1"}, "a": 1})"), "JSON-LD");
  EXPECT_EQ(taken_for(R"([{"@id": "http://e/a"}])"), "JSON-LD");
  EXPECT_THAT(taken_for(R"({"a": [{"@id": 1}]})"), HasSubstr("error: JSON without @context"));
  EXPECT_THAT(taken_for("{\"a\": 1,\n \"b\": }"), HasSubstr("error: line 2, column 7: the JSON is broken"));
  const auto what = recognise_content(view_of(thing), "t.json");
  ASSERT_TRUE(what);
  EXPECT_TRUE(what->rdf.is_thing);
  EXPECT_EQ(what->rdf.syntax, RdfSyntax::jsonld);
}

TEST(Recognition, DeepJsonIsAnErrorNotAnOverflow) {
  for (const std::size_t depth : {101u, 10'000u, 1'000'000u}) {
    EXPECT_THAT(taken_for("{\"@context\":" + std::string(depth, '[')), HasSubstr("the JSON is nested too deeply"));
  }
  EXPECT_EQ(taken_for("{\"@context\":" + std::string(99, '[') + std::string(99, ']') + "}"), "JSON-LD");
}

TEST(Recognition, RdfXmlIsToldByItsNamespace) {
  EXPECT_EQ(taken_for("<?xml version=\"1.0\"?><r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>"),
            "RDF/XML");
  EXPECT_THAT(taken_for("<?xml version=\"1.0\"?><html/>"), HasSubstr("error: "));
}

TEST(Recognition, ABaseIsReadFromTheHeadingComments) {
  const auto base_of = [](std::string_view text) { return recognise_content(view_of(text), "a.ttl")->rdf.base; };
  EXPECT_EQ(base_of("# made by hand\n# baseURI: http://e/base \r\n@prefix e: <http://e/> .\n"), "http://e/base");
  EXPECT_EQ(base_of("@prefix e: <http://e/> .\n# baseURI: http://e/late\n"), "");
}

TEST(Recognition, EncodingsOtherThanUtf8AreNamed) {
  EXPECT_EQ(taken_for("\xEF\xBB\xBF{\"@context\": {}}"), "JSON-LD");
  EXPECT_THAT(taken_for("\xFF\xFE{\0}\0"s),
              HasSubstr("error: byte 0: the text is UTF-16 or UTF-32 (expected UTF-8). Save"));
  EXPECT_THAT(taken_for("{\0\"\0a\0\"\0:\0001\0}\0"s), HasSubstr("UTF-16"));
  EXPECT_THAT(taken_for("model,arena_bytes\nM\xFC ller,1\n"), HasSubstr("line 2, column 2: the text is not UTF-8"));
  EXPECT_THAT(taken_for("\x7F"
                        "ELF\x02\x01\x01 something"),
              HasSubstr("error: a linked program, and which device it is of is not said"));
}

TEST(Recognition, EmptyAndForeignFilesAreRefusedWithAdvice) {
  EXPECT_EQ(taken_for(""), "error: the file is empty");
  EXPECT_THAT(taken_for(" \n "), HasSubstr("only white space"));
  EXPECT_THAT(taken_for("PK\x03\x04 word/document.xml"), HasSubstr("a zip file that is no workbook"));
  EXPECT_THAT(taken_for("\xD0\xCF\x11\xE0 old"), HasSubstr("Save it as .xlsx"));
  EXPECT_EQ(taken_for("PK\x03\x04 ... xl/workbook.xml"), "workbook of model facts");
}

TEST(Recognition, OfTheReferenceDataIsRight) {
  KG_NEEDS_SHARED("reference");
  const auto taken = [](const std::filesystem::path& path) {
    return taken_for(read_file(tests::shared("reference") / path, 64 << 20).value(), path.filename().string());
  };
  EXPECT_EQ(taken("Models_Information.xlsx"), "workbook of model facts");
  EXPECT_EQ(taken("arena_tflm_2.4_host64.csv"), "table of arena figures");
  EXPECT_EQ(taken("arena_tflm_2026-08.csv"), "table of arena figures");
  EXPECT_EQ(taken("published_knowledge_graph.ttl"), "Turtle");
  EXPECT_EQ(taken("devices/ssi_web_198_023_042_021.td.json"), "Thing Description");
  std::size_t devices = 0;
  for (const auto& entry : std::filesystem::directory_iterator(tests::shared("reference/devices"))) {
    if (entry.path().extension() != ".ttl") continue;
    EXPECT_EQ(taken(entry.path()), "Turtle") << entry.path();
    ++devices;
  }
  EXPECT_EQ(devices, 6u);
}

TEST(Recognition, CutAnywhereIsAnErrorOrAFormat) {
  const std::string texts[] = {
      "@prefix e: <http://e/> .\ne:a e:b \"c\\\"\"@en, '''d''', 1.5 ; e:f [ e:g ( 1 2 ) ] .\n",
      R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", {"a": "b"}], "x": [1, -2.5e3, "\u00e9", null]})",
      "<?xml version=\"1.0\"?><r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>",
  };
  for (const std::string& text : texts) {
    for (std::size_t length = 0; length < text.size(); ++length) {
      const auto what = recognise_content(view_of(text.substr(0, length)), "file");
      EXPECT_TRUE(what.has_value() || !what.error().message.empty()) << length;
    }
    EXPECT_TRUE(recognise_content(view_of(text), "file"));
  }
}

}  // namespace
}  // namespace kilograph::ingest
