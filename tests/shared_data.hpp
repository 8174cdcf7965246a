// Where the reference data lie: KILOGRAPH_SHARED, or the folder beside the checkout.
// A user's machine has none; tests that need it skip and say so.
#pragma once

#include <cstdlib>
#include <filesystem>

namespace kilograph::tests {

inline std::filesystem::path shared(const std::filesystem::path& below) {
  const char* setting = std::getenv("KILOGRAPH_SHARED");
  const std::filesystem::path root =
      setting ? std::filesystem::path(setting) : std::filesystem::path(KILOGRAPH_SOURCE_DIR).parent_path() / "shared";
  return root / below;
}

}  // namespace kilograph::tests

// At the top of a test that needs reference data.
#define KG_NEEDS_SHARED(below)                                     \
  if (!std::filesystem::exists(::kilograph::tests::shared(below))) \
  GTEST_SKIP() << "reference data absent: " << ::kilograph::tests::shared(below).string() << " (set KILOGRAPH_SHARED)"
