// Folders do not make layers; this test does. It reads every include under src/ and
// holds it against src/layers.txt.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace {

namespace fs = std::filesystem;
using Layers = std::map<std::string, std::set<std::string>>;

const fs::path kSource = fs::path(KILOGRAPH_SOURCE_DIR) / "src";

Layers read_layers() {
  Layers layers;
  std::ifstream file(kSource / "layers.txt");
  for (std::string line; std::getline(file, line);) {
    const auto colon = line.find(':');
    if (line.starts_with('#') || colon == std::string::npos) continue;
    auto& allowed = layers[line.substr(0, colon)];
    std::istringstream words(line.substr(colon + 1));
    for (std::string room; words >> room;) allowed.insert(room);
  }
  return layers;
}

// Includes of one file that its room may not make, as readable lines: "room/…" of a room below it, and "../…", which
// would name a room in a way that the layers do not see.
std::vector<std::string> violations_in(const fs::path& file, const std::string& room, const Layers& layers) {
  static const std::regex include(R"re(^\s*#\s*include\s*["<]([^">]*)[">])re");
  std::vector<std::string> found;
  std::ifstream text(file);
  std::smatch match;
  for (std::string line; std::getline(text, line);) {
    if (!std::regex_search(line, match, include)) continue;
    const bool climbs = match[1].str().starts_with("../") || match[1].str().find("/../") != std::string::npos;
    const std::string target = match[1].str().substr(0, match[1].str().find('/'));
    if (!climbs && (!layers.contains(target) || target == room || layers.at(room).contains(target))) continue;
    found.push_back(fs::relative(file, kSource).string() + " includes " + line);
  }
  return found;
}

TEST(Layers, EveryIncludeIsAllowed) {
  const Layers layers = read_layers();
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kSource)) {
    const auto extension = entry.path().extension();
    if (extension != ".hpp" && extension != ".cpp") continue;
    const std::string room = *fs::relative(entry.path(), kSource).begin();
    if (room == "main.cpp") continue;
    ASSERT_TRUE(layers.contains(room)) << room << " has no line in src/layers.txt";
    for (const std::string& line : violations_in(entry.path(), room, layers)) ADD_FAILURE() << line;
    ++files;
  }
  EXPECT_GT(files, 5);
}

TEST(Layers, ARoomIncludesOnlyRoomsAboveIt) {
  std::set<std::string> above;
  std::ifstream file(kSource / "layers.txt");
  const Layers layers = read_layers();
  for (std::string line; std::getline(file, line);) {
    const auto colon = line.find(':');
    if (line.starts_with('#') || colon == std::string::npos) continue;
    const std::string room = line.substr(0, colon);
    for (const std::string& target : layers.at(room)) {
      EXPECT_TRUE(above.contains(target)) << room << " may include " << target << ", which is not above it";
    }
    above.insert(room);
  }
}

TEST(Layers, AForbiddenIncludeIsSeen) {
  const fs::path probe = fs::temp_directory_path() / "kilograph_layer_probe.cpp";
  std::ofstream(probe)
      << "#include \"serve/cli/cli.hpp\"\n#include \"base/bytes.hpp\"\n#include \"../base/bytes.hpp\"\n"
      << "#include \"domain/../base/bytes.hpp\"\n#include <serve/cli/cli.hpp>\n#include <string>\n";
  EXPECT_EQ(violations_in(probe, "domain", read_layers()).size(), 4u);
  fs::remove(probe);
}

}  // namespace
