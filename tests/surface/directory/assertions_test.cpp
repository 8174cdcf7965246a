// The table of docs/formats/directory.md against the tests that there are.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <string>

namespace kilograph::serve::tests {
namespace {

std::set<std::string> names_of_tests() {
  std::set<std::string> names;
  const auto* all = ::testing::UnitTest::GetInstance();
  for (int s = 0; s < all->total_test_suite_count(); ++s) {
    const auto* suite = all->GetTestSuite(s);
    for (int t = 0; t < suite->total_test_count(); ++t) {
      names.insert(std::string(suite->name()) + "." + suite->GetTestInfo(t)->name());
    }
  }
  return names;
}

TEST(Assertions, EachHasATestThatIsThere) {
  const auto tests = names_of_tests();
  std::ifstream page(KILOGRAPH_SOURCE_DIR "/docs/formats/directory.md");
  static const std::regex row(R"(\| ((?:tdd|introduction|exploration|sec)-[a-z0-9-]+) \| (\S+) \|)");
  std::set<std::string> assertions;
  std::smatch match;
  for (std::string line; std::getline(page, line);) {
    if (!std::regex_match(line, match, row)) continue;
    EXPECT_TRUE(assertions.insert(match[1]).second) << match[1] << " is listed twice";
    EXPECT_TRUE(tests.contains(match[2])) << match[1] << " names the test " << match[2] << ", which is not there";
  }
  EXPECT_GE(assertions.size(), 80u);
}

}  // namespace
}  // namespace kilograph::serve::tests
