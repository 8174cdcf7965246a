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
}

}  // namespace
}  // namespace kilograph::reply
