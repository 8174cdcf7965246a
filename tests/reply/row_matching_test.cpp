#include "reply/row_matching.hpp"

#include <gmock/gmock.h>

#include "domain/entity.hpp"

namespace kilograph::reply {
namespace {

using ::testing::HasSubstr;

ingest::ModelRow row(std::string name) { return {std::move(name), {}, "sheet row 2", {}, {}}; }

TEST(RowMatching, ByNameIgnoringCase) {
  ModelNames names;
  names.add("id:1", "Hello_World", true);
  EXPECT_EQ(names.entity_of(row("hello_world")), "id:1");
}

TEST(RowMatching, ByDigestBeforeName) {
  ModelNames names;
  names.add("id:1", "Hello_World", true);
  ingest::ModelRow stated = row("Hello_World");
  stated.sha256 = sha256(view_of("other bytes"));
  EXPECT_EQ(names.entity_of(stated), domain::model_iri(*stated.sha256));
}

TEST(RowMatching, AModelWithItsFileWinsOverOthersOfTheName) {
  ModelNames names;
  names.add("id:described", "Move", false);
  names.add("id:file", "Move", true);
  EXPECT_EQ(names.entity_of(row("Move")), "id:file");
}

TEST(RowMatching, SaysWhatIsWrong) {
  ModelNames names;
  names.add("id:1", "Move", true);
  names.add("id:2", "Move", true);
  EXPECT_EQ(names.entity_of(row("Move")).error().kind, ErrorKind::ambiguous);
  const auto absent = names.entity_of(row("Mvoe"));
  EXPECT_EQ(absent.error().kind, ErrorKind::not_found);
  EXPECT_THAT(absent.error().advice, HasSubstr("'Move'"));
  EXPECT_EQ(names.entity_of(row("Person_Detection")).error().advice, "");
}

TEST(RowMatching, RowsThatAreLikeNoModelAreOneLine) {
  const std::vector<ingest::ModelRow> rows{row("A"), row("B"), row("C"), row("D"), row("E")};
  std::vector<const ingest::ModelRow*> unmatched{&rows[0]};
  EXPECT_THAT(unmatched_warning(unmatched).message, HasSubstr("no model is named 'A' ("));
  EXPECT_EQ(unmatched_warning(unmatched).place, "sheet row 2");
  for (std::size_t i = 1; i < rows.size(); ++i) unmatched.push_back(&rows[i]);
  EXPECT_THAT(unmatched_warning(unmatched).message, HasSubstr("no models are named 'A', 'B', 'C' and 2 more"));
  EXPECT_EQ(unmatched_warning(unmatched).place, "sheet row 2 and 4 more rows");
}

}  // namespace
}  // namespace kilograph::reply
