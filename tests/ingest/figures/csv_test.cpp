#include "ingest/figures/csv.hpp"

#include <gmock/gmock.h>

namespace kilograph::ingest::figures {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Cells = std::vector<std::string>;

std::string error_of(std::string_view text) {
  const auto table = read_csv(text);
  return table ? "no error" : table.error().to_text();
}

TEST(Csv, TakesQuotesLineEndsAndEmptyLinesAsRfc4180Does) {
  const auto table = read_csv("model,note\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n\r\nc,\"two\nlines\"\nd,");
  ASSERT_TRUE(table) << table.error().to_text();
  EXPECT_EQ(table->header.cells, (Cells{"model", "note"}));
  ASSERT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(table->rows[0].cells, (Cells{"a,b", "say \"hi\""}));
  EXPECT_EQ(table->rows[1].cells, (Cells{"c", "two\nlines"}));
  EXPECT_EQ(table->rows[2].cells, (Cells{"d", ""}));
  EXPECT_EQ(table->rows[1].line, 4u);
  EXPECT_EQ(table->rows[2].line, 6u);
  EXPECT_EQ(table->column("note"), 1u);
  EXPECT_FALSE(table->column("other"));
}

TEST(Csv, SaysLineAndColumnOfWhatIsBroken) {
  EXPECT_THAT(error_of("a,b\n1,x\"y\n"), HasSubstr("line 2, column 4: a quote stands inside an unquoted cell"));
  EXPECT_THAT(error_of("a,b\n1,\"y\"z\n"), HasSubstr("line 2, column 6: text follows a closing quote"));
  EXPECT_THAT(error_of("a,b\n1,\"y\nz"), HasSubstr("line 2, column 3: a quoted cell is never closed"));
  EXPECT_THAT(error_of("a,b\n1\n"), HasSubstr("line 2: the row has 1 cells (expected 2"));
  EXPECT_THAT(error_of("a,b\n1,2,3\n"), HasSubstr("line 2: the row has 3 cells"));
  EXPECT_THAT(error_of("a,a\n"), HasSubstr("two columns are named 'a'"));
  EXPECT_THAT(error_of("a,b\r1,2"), HasSubstr("line 1, column 4: a carriage return stands alone"));
  EXPECT_THAT(error_of("\n\r\n"), HasSubstr("there is no header"));
}

TEST(Csv, HasALimitOfCells) {
  const auto table = read_csv("a,b\n1,2\n3,4\n", {.cells = 5});
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().kind, ErrorKind::too_large);
  EXPECT_TRUE(read_csv("a,b\n1,2\n3,4\n", {.cells = 6}));
}

TEST(Csv, CutAnywhereIsAnErrorOrATable) {
  const std::string whole = "model,\"arena \"\"bytes\"\"\"\r\nx,\"1\"\r\n\"y,z\",2\r\n";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto table = read_csv(std::string_view(whole).substr(0, length));
    if (!table) {
      EXPECT_FALSE(table.error().message.empty());
    } else {
      EXPECT_LE(table->rows.size(), 2u);
    }
  }
}

}  // namespace
}  // namespace kilograph::ingest::figures
