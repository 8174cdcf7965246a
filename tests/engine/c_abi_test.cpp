// The C contract itself: what the C++ wrappers never do.
#include <gtest/gtest.h>

#include <string_view>

#include "engine/rdf.h"
#include "engine/sheet.h"

namespace {

KgText text(std::string_view view) { return {reinterpret_cast<const std::uint8_t*>(view.data()), view.size()}; }

KgParseOptions options() {
  KgParseOptions given{};
  given.max_bytes = given.max_depth = given.max_quads = 1'000;
  return given;
}

int count(void* counter, const KgQuad*) { return ++*static_cast<int*>(counter) == 2; }

constexpr std::string_view kThree = "<http://e/s> <http://e/p> 1, 2, 3 .";

TEST(EngineAbi, ACallbackCanStop) {
  int quads = 0;
  const KgParseOptions given = options();
  EXPECT_EQ(kg_rdf_parse(text(kThree), KG_TURTLE, &given, count, &quads, nullptr), KG_STOPPED);
  EXPECT_EQ(quads, 2);
}

TEST(EngineAbi, AnUnknownNumberIsWrongUse) {
  int quads = 0;
  const KgParseOptions given = options();
  KgError* error = nullptr;
  EXPECT_EQ(kg_rdf_parse(text(kThree), static_cast<KgSyntax>(7), &given, count, &quads, &error), KG_USAGE);
  ASSERT_NE(error, nullptr);
  EXPECT_EQ(error->status, KG_USAGE);
  EXPECT_GT(error->message.size, 0u);
  kg_error_free(error);
  kg_error_free(nullptr);
  kg_index_free(nullptr);
}

TEST(EngineAbi, TextThatIsNoUtf8IsBadInput) {
  KgIndex* index = kg_index_new();
  ASSERT_NE(index, nullptr);
  EXPECT_EQ(kg_index_remove(index, text("http://e/\xFF"), nullptr), KG_BAD_INPUT);
  KgQuery query{};
  query.text = text("ASK {\xC3}");
  query.time_ms = 1'000;
  query.max_bytes = 1 << 20;
  const KgSink sink{nullptr, [](void*, const KgText*, std::size_t) { return 0; },
                    [](void*, const KgTerm*, std::size_t) { return 0; }, [](void*, KgText) { return 0; }};
  KgAnswer answer{};
  EXPECT_EQ(kg_index_query(index, &query, &sink, &answer, nullptr), KG_BAD_INPUT);
  query.text = text("SELECT * {}");
  const KgSink stopping{nullptr, [](void*, const KgText*, std::size_t) { return 1; }, sink.row, sink.body};
  EXPECT_EQ(kg_index_query(index, &query, &stopping, &answer, nullptr), KG_STOPPED);
  query.format = static_cast<KgFormat>(-1);
  EXPECT_EQ(kg_index_query(index, &query, &sink, &answer, nullptr), KG_USAGE);
  kg_index_free(index);
}

TEST(EngineAbi, EmptyViewsMayBeNull) {
  int quads = 0;
  const KgParseOptions given = options();
  EXPECT_EQ(kg_rdf_parse({nullptr, 0}, KG_NTRIPLES, &given, count, &quads, nullptr), KG_OK);
  KgIndex* index = kg_index_new();
  EXPECT_EQ(kg_index_replace(index, nullptr, 0, nullptr), KG_OK);
  kg_index_free(index);
  const KgSheetLimits limits{1'000, 1'000, 1'000};
  const KgSheetSink sink{nullptr, [](void*, KgText, std::size_t, std::size_t) { return 0; },
                         [](void*, const KgText*, std::size_t) { return 0; }};
  EXPECT_EQ(kg_sheet_read({nullptr, 0}, &limits, &sink, nullptr), KG_BAD_INPUT);
}

}  // namespace
