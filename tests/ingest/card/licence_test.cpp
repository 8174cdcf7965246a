#include "ingest/card/licence.hpp"

#include <gmock/gmock.h>

#include <array>

namespace kilograph::ingest::card {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Licence, IsAnIdentifierOfTheListInItsOwnLetters) {
  EXPECT_GT(spdx_identifiers().size(), 600u);
  EXPECT_EQ(licence_of("bsd-3-clause").text, "BSD-3-Clause");
  EXPECT_THAT(licence_of("bsd-3-clause").problem, IsEmpty());
}

TEST(Licence, IsAnExpressionOfSpdx) {
  constexpr std::array<std::array<const char*, 2>, 9> kRight = {{
      {"(mit OR apache-2.0) AND bsd-2-clause", "(MIT OR Apache-2.0) AND BSD-2-Clause"},
      {"MIT or Apache-2.0", "MIT OR Apache-2.0"},
      {"(MIT OR (Apache-2.0 AND BSD-3-Clause)) AND ISC", "(MIT OR (Apache-2.0 AND BSD-3-Clause)) AND ISC"},
      {"GPL-2.0-only WITH classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"},
      {"((mit))", "((MIT))"},
      {"EUPL-1.1+", "EUPL-1.1+"},
      {"LicenseRef-acme-2", "LicenseRef-acme-2"},
      {"DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2", "DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2"},
      {" MIT ", "MIT"},
  }};
  for (const auto& [written, right] : kRight) {
    EXPECT_EQ(licence_of(written).text, right);
    EXPECT_THAT(licence_of(written).problem, IsEmpty()) << written;
  }
}

// What is wrong, and the nearest right value.
TEST(Licence, ThatIsNoneSaysTheNearestRightValue) {
  constexpr std::array<std::array<const char*, 2>, 38> kWrong = {{
      {"apache-2", "'apache-2' is no SPDX identifier; the nearest is Apache-2.0"},
      {"Apache License 2.0", "the nearest is Apache-2.0"},
      {"MIT License", "the nearest is MIT"},
      {"the MIT Licence", "the nearest is MIT"},
      {"GPLv3", "the nearest is GPL-3.0-only"},
      {"GPL v3", "the nearest is GPL-3.0-only"},
      {"GPL v3 or later", "the nearest is GPL-3.0-or-later"},
      {"gpl3+", "the nearest is GPL-3.0-or-later"},
      {"LGPLv2.1", "the nearest is LGPL-2.1-only"},
      {"cc-by-nc", "the nearest is CC-BY-NC-4.0"},
      {"CC BY-SA 4.0", "the nearest is CC-BY-SA-4.0"},
      {"Apache2", "the nearest is Apache-2.0"},
      {"Apache License, Version 2.0", "the nearest is Apache-2.0"},
      {"BSD 3-Clause License", "the nearest is BSD-3-Clause"},
      {"The Unlicense", "the nearest is Unlicense"},
      {"MIT/Apache-2.0", "the nearest is MIT OR Apache-2.0"},
      {"bsd", "the nearest is BSD-3-Clause"},
      {"gpl", "the nearest is GPL-3.0-or-later"},
      {"cc", "the nearest is CC-BY-4.0"},
      {"llama3.2", "a licence that is not on SPDX's list is LicenseRef-llama3.2"},
      {"do what you like", "LicenseRef-do-what-you-like"},
      {"gpl-2.0",
       "GPL-2.0 is an identifier that SPDX no longer recommends; the nearest is GPL-2.0-only or GPL-2.0-or-later"},
      {"GPL-2.0+", "the nearest is GPL-2.0-or-later"},
      {"(MIT OR Apache-2.0", "an opening bracket has no closing one; the nearest is (MIT OR Apache-2.0)"},
      {"MIT OR Apache-2.0)", "a closing bracket has no opening one; the nearest is MIT OR Apache-2.0"},
      {"MIT AND", "nothing stands after AND; the nearest is MIT"},
      {"MIT OR OR Apache-2.0", "nothing stands after OR; the nearest is MIT OR Apache-2.0"},
      {"AND MIT", "nothing stands before AND"},
      {"()", "nothing stands between brackets; such as MIT OR Apache-2.0"},
      {"AND", "such as MIT OR Apache-2.0"},
      {"(MIT) Apache-2.0", "AND, OR or WITH is missing before 'Apache-2.0'; the nearest is (MIT) AND Apache-2.0"},
      {"MIT OR (Apache-2.0 ISC)", "missing before 'ISC'; the nearest is MIT OR (Apache-2.0 AND ISC)"},
      {"(MIT) WITH Classpath-exception-2.0", "WITH does not stand behind an identifier"},
      {"MIT WITH", "no exception stands after WITH; the nearest is MIT"},
      {"MIT WITH Claspath-exception-2.0",
       "'Claspath-exception-2.0' is no exception on SPDX's list; the nearest is Classpath-exception-2.0"},
      {"MIT OR apache-2", "'apache-2' is no SPDX identifier; the nearest is Apache-2.0"},
      {"", "no SPDX identifier"},
      {"(MIT OR (Apache-2.0 AND ISC)", "the nearest is (MIT OR (Apache-2.0 AND ISC))"},
  }};
  for (const auto& [written, said] : kWrong) EXPECT_THAT(licence_of(written).problem, HasSubstr(said)) << written;
}

TEST(Licence, ThatIsNoExpressionStaysAsItIsWritten) {
  EXPECT_EQ(licence_of("(mit OR apache-2.0").text, "(mit OR apache-2.0");
  EXPECT_EQ(licence_of("do what you like").text, "do what you like");
  EXPECT_EQ(licence_of("gpl-2.0").text, "GPL-2.0");
}

TEST(Licence, NestsOnlySoDeep) {
  const std::string deep = std::string(10'000, '(') + "MIT" + std::string(10'000, ')');
  EXPECT_THAT(licence_of(deep).problem, HasSubstr("more than 32 deep"));
}

}  // namespace
}  // namespace kilograph::ingest::card
