#include "serve/cli/table.hpp"

#include <gtest/gtest.h>

namespace kilograph::serve::cli {
namespace {

TEST(Width, IsInColumns) {
  EXPECT_EQ(width_of("abc"), 3u);
  EXPECT_EQ(width_of("Padrón"), 6u);
  EXPECT_EQ(width_of("Padro\u0301n"), 6u);  // the accent as a combining mark
  EXPECT_EQ(width_of("模型"), 4u);
  EXPECT_EQ(width_of("✓ ✗ −"), 5u);
  EXPECT_EQ(width_of("\x1b\t"), 0u);
  EXPECT_EQ(width_of("\xC3"), 1u);  // cut UTF-8 stands for itself
}

TEST(CutTo, EndsWithAnEllipsis) {
  EXPECT_EQ(cut_to("abcdef", 6), "abcdef");
  EXPECT_EQ(cut_to("abcdef", 4), "abc…");
  EXPECT_EQ(cut_to("模型模型", 4), "模…");
}

TEST(Printable, NoValueMovesTheCursor) { EXPECT_EQ(printable("a\x1b[2Jb\nc"), "a [2Jb c"); }

TEST(Table, AlignsWithoutTrailingSpaces) {
  Table table({{"name"}, {"bytes", Align::right}, {""}});
  table.add({"Padrón", "1,024", ""});
  table.add({"x", "7", "[1]"});
  EXPECT_EQ(table.to_text({}, "  "), "  name    bytes\n  Padrón  1,024\n  x           7  [1]\n");
}

TEST(Table, HasNoHeaderLineWhereNoColumnHasATitle) {
  Table table({{""}, {""}});
  table.add({"a", "b"});
  EXPECT_EQ(table.to_text({}), "a  b\n");
}

TEST(Table, ColoursChangeNoWidths) {
  Table table({{"a"}, {"b"}});
  table.add({{"fits", Tone::good}, "x"});
  EXPECT_EQ(table.to_text({.colour = true}), "\033[1ma\033[0m     \033[1mb\033[0m\n\033[32mfits\033[0m  x\n");
}

TEST(Printable, NothingMovesTheCursorOrTurnsTheLine) {
  EXPECT_EQ(printable("a\x1b[31m\r\nb\x7f"), "a [31m  b ");
  EXPECT_EQ(printable("a\xC2\x9B"
                      "31m"),
            "a 31m");
  EXPECT_EQ(printable("a\xE2\x80\xAE"
                      "b"),
            "a b");
  EXPECT_EQ(printable("a\x9B\xFF"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(printable("é… 你"), "é… 你");
}

}  // namespace
}  // namespace kilograph::serve::cli
