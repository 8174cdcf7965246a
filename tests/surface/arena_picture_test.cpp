// The arena as characters.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "serve/cli/table.hpp"
#include "serve/cli/text/arena_picture.hpp"

namespace kilograph::serve::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

inspect::PlannedBuffer buffer(std::uint64_t offset, std::uint64_t bytes, std::int32_t first, std::int32_t last) {
  inspect::PlannedBuffer made;
  made.tensor = 0;
  made.offset = offset;
  made.bytes = bytes;
  made.first_use = first;
  made.last_use = last;
  return made;
}

inspect::Arena arena_of(std::vector<inspect::PlannedBuffer> buffers) {
  inspect::Arena arena;
  for (const auto& one : buffers) arena.head.best = std::max(arena.head.best, one.offset + one.bytes);
  arena.buffers = std::move(buffers);
  return arena;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(ArenaPicture, DrawsOffsetsUpAndTimeRight) {
  const auto picture = picture_of(arena_of({buffer(16, 16, 0, 1), buffer(0, 16, 1, 2)}), 3, {});
  EXPECT_EQ(picture.text,
            "          32 ┤░░░░░A░░░░░░\n"
            "             ┤      ▒▒▒▒▒B▒▒▒▒▒▒\n"
            "           0 └──────┻┻┻┻┻┻──────\n"
            "        step  0     1     2\n");
  EXPECT_THAT(picture.letters, ElementsAre("A", "B"));
}

TEST(ArenaPicture, LettersFollowTime) {
  const auto picture = picture_of(arena_of({buffer(0, 16, 2, 2), buffer(0, 16, 0, 1)}), 3, {});
  EXPECT_THAT(picture.letters, ElementsAre("B", "A"));
}

TEST(ArenaPicture, HundredsOfBuffersFitEightyColumns) {
  std::vector<inspect::PlannedBuffer> buffers;
  for (std::int32_t i = 0; i < 300; ++i)
    buffers.push_back(buffer(static_cast<std::uint64_t>(i % 7) * 4'096, 4'096, i, i + 2));
  const auto picture = picture_of(arena_of(buffers), 302, {});
  const auto lines = lines_of(picture.text);
  EXPECT_EQ(lines.size(), 18u);
  for (const std::string& line : lines) EXPECT_LE(width_of(line), 80u) << line;
  EXPECT_EQ(picture.letters.size(), 300u);
  EXPECT_EQ(picture.letters[52], picture.letters[0]);
}

TEST(ArenaPicture, NothingIsDrawnOfNothing) {
  EXPECT_EQ(picture_of(arena_of({}), 3, {}).text, "");
  EXPECT_EQ(picture_of(arena_of({buffer(0, 16, 0, 0)}), 0, {}).text, "");
  EXPECT_THAT(picture_of(arena_of({buffer(0, 16, -1, -1)}), 2, {}).text, Not(HasSubstr("A")));
}

}  // namespace
}  // namespace kilograph::serve::cli
