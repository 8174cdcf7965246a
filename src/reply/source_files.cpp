#include "reply/source_files.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

void list_folder(const fs::path& folder, std::vector<fs::path>& files, std::vector<Problem>& problems) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (is_hidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(ignored)) {
      files.push_back(entry->path());
    }
  }
  if (error) {
    problems.push_back({folder.string(), "", std::string(error_kind_row(ErrorKind::io).name), error.message()});
  }
}

}  // namespace

SourceFiles files_below(const std::vector<std::string>& paths) {
  SourceFiles found;
  std::set<fs::path> seen;
  for (const std::string& path : paths) {
    std::vector<fs::path> files;
    std::error_code error;
    if (fs::is_directory(path, error)) {
      list_folder(path, files, found.problems);
      std::ranges::sort(files);
    } else if (fs::exists(path, error)) {
      files.emplace_back(path);
    } else {
      found.problems.push_back({path, "", std::string(error_kind_row(ErrorKind::not_found).name),
                                "there is no file or folder of this name"});
    }
    for (fs::path& file : files) {
      if (seen.insert(file.lexically_normal()).second) found.files.push_back(std::move(file));
    }
  }
  return found;
}

}  // namespace kilograph::reply
