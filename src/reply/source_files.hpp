// The files that paths name, one after the other: a file is itself, a folder is all files below it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reply/answer/addition.hpp"

namespace kilograph::reply {

// Folders are read as the walk comes to them, so that it holds the names of one folder a level and
// no more. Each file comes once; a folder's in order of path. Hidden files and folders (".name") and a catalogue's own
// files are left out; a link to a file is that file; a link to a folder is not followed, because it may lead
// in circles, and is reported, as is everything else that is no file.
class SourceFiles {
 public:
  explicit SourceFiles(std::vector<std::string> paths);

  // The next file; nothing at the end. What the walk cannot take is appended to `problems`: paths
  // that are not there (before the first file), folders without a file, links, pipes, devices.
  std::optional<std::filesystem::path> next(std::vector<Problem>& problems);

 private:
  struct Entry {
    std::filesystem::path path;
    std::filesystem::file_type type;  // of a link, a link
  };
  struct Folder {
    std::filesystem::path path;
    std::vector<Entry> entries;  // the last one comes next
  };

  void begin(std::vector<Problem>& problems);
  void enter(const std::filesystem::path& folder, std::vector<Problem>& problems);
  std::optional<std::filesystem::path> take(const Entry& entry, std::vector<Problem>& problems);
  std::optional<std::filesystem::path> step(std::vector<Problem>& problems);
  bool came_before(const std::filesystem::path& file) const;

  std::vector<std::string> paths_;
  std::size_t at_ = 0;                      // the next path
  std::set<std::filesystem::path> walked_;  // paths that are done
  std::vector<Folder> folders_;             // from the path's own down
  std::uint64_t files_ = 0;                 // of the folder that the path names
  bool has_begun_ = false;
};

}  // namespace kilograph::reply
