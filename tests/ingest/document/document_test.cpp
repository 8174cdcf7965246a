#include "ingest/document.hpp"

#include <gmock/gmock.h>

#include "base/file.hpp"
#include "inspect/facts.hpp"
#include "shared_data.hpp"

namespace kilograph::ingest {
namespace {

using testing::HasSubstr;

TEST(Document, EveryFormatHasItsNameAndMediaType) {
  for (const Format format : {Format::tflite, Format::c_array, Format::workbook, Format::figures_csv, Format::rdf,
                              Format::thing_description}) {
    EXPECT_FALSE(name_of(format).empty());
    EXPECT_THAT(std::string(media_type_of(format)), HasSubstr("/"));
  }
  EXPECT_EQ(name_of(Format::thing_description), "Thing Description");
  EXPECT_EQ(media_type_of(Format::thing_description), "application/td+json");
}

TEST(Document, BeyondTheLimitIsAnError) {
  const auto read_it = read(view_of("<http://e/a> <http://e/b> 1 ."), "a.nt", {.max_bytes = 10});
  ASSERT_FALSE(read_it);
  EXPECT_EQ(read_it.error().kind, ErrorKind::too_large);
  EXPECT_THAT(read_it.error().to_text(), HasSubstr("expected at most 10"));
}

TEST(Document, RdfAndFiguresComeOutAsTheirContent) {
  const auto rdf = read(view_of("@prefix e: <http://e/> .\n"), "dir/a.ttl", {});
  ASSERT_TRUE(rdf) << rdf.error().to_text();
  EXPECT_EQ(rdf->format, Format::rdf);
  EXPECT_EQ(std::get<RdfDocument>(rdf->content).syntax, RdfSyntax::turtle);
  const auto figures = read(view_of("\xEF\xBB\xBFmodel,arena_bytes\nMove,2848\n"), "dir/arena.csv", {});
  ASSERT_TRUE(figures) << figures.error().to_text();
  EXPECT_EQ(std::get<ModelRows>(figures->content).rows.at(0).place, "arena.csv line 2");
}

TEST(Document, AModelsNameIsItsFilesWithoutExtension) {
  KG_NEEDS_SHARED("reference/models/Hello_World.tflite");
  const auto path = tests::shared("reference/models/Hello_World.tflite");
  const Bytes bytes = read_file(path, 1 << 20).value();
  const auto model = read(bytes, path.string(), {});
  ASSERT_TRUE(model) << model.error().to_text();
  EXPECT_EQ(std::get<domain::Model>(model->content).name, "Hello_World");
}

TEST(Document, AModelAsCArrayIsTheSameModel) {
  KG_NEEDS_SHARED("reference/models/Hello_World.tflite");
  const Bytes bytes = read_file(tests::shared("reference/models/Hello_World.tflite"), 1 << 20).value();
  std::string source = "alignas(16) const unsigned char g_hello[] = {\n";
  for (const std::uint8_t byte : bytes) source += std::to_string(byte) + ",";
  source += "};\n";
  const auto model = read(view_of(source), "hello.cc", {});
  ASSERT_TRUE(model) << model.error().to_text();
  EXPECT_EQ(model->format, Format::c_array);
  EXPECT_EQ(std::get<domain::Model>(model->content).sha256, sha256(bytes));
}

}  // namespace
}  // namespace kilograph::ingest
