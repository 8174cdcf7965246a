#include "reply/source_files.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "knowledge/ledger/ledger.hpp"
#include "reply/projection.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// The files of a catalogue hold what was added, and are nothing to add.
bool is_catalogue_file(const fs::path& path) {
  std::error_code error;
  const std::string name = path.filename().string();
  const std::string ledger(knowledge::ledger::kFileName);
  return (name.starts_with(ledger) || name == kProjectionFile) && fs::exists(path.parent_path() / ledger, error);
}

Problem refused(const fs::path& path, ErrorKind kind, std::string message) {
  return {path.string(), "", std::string(error_kind_row(kind).name), std::move(message)};
}

Problem passed_over(const fs::path& path, std::string message) {
  return {path.string(), "", "warning", std::move(message)};
}

Problem unreadable(const fs::path& path, const std::error_code& error) {
  const bool is_absent = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
  if (is_absent) return refused(path, ErrorKind::not_found, "there is no file or folder of this name");
  return refused(path, ErrorKind::io, "cannot be read: " + error.message());
}

// Without a dot or a slash at its end, so that equal folders are equal.
fs::path tidy(const fs::path& path) {
  fs::path normal = path.lexically_normal();
  if (!normal.has_filename() && normal.has_parent_path() && normal != normal.root_path()) normal = normal.parent_path();
  return normal.empty() ? fs::path(".") : normal;
}

}  // namespace

SourceFiles::SourceFiles(std::vector<std::string> paths) : paths_(std::move(paths)) {}

std::optional<fs::path> SourceFiles::next(std::vector<Problem>& problems) {
  if (!std::exchange(has_begun_, true)) begin(problems);
  while (at_ < paths_.size() || !folders_.empty()) {
    auto file = step(problems);
    if (!file || came_before(*file)) continue;
    if (folders_.empty()) walked_.insert(tidy(*file));
    return file;
  }
  return std::nullopt;
}

// A mistyped path is reported at once, not after the hours that the others may take.
void SourceFiles::begin(std::vector<Problem>& problems) {
  std::erase_if(paths_, [&](const std::string& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) error = std::make_error_code(std::errc::no_such_file_or_directory);
    if (error) problems.push_back(unreadable(path, error));
    return static_cast<bool>(error);
  });
}

std::optional<fs::path> SourceFiles::step(std::vector<Problem>& problems) {
  if (folders_.empty()) {
    const fs::path path = paths_[at_++];
    std::error_code error;
    files_ = 0;
    if (!fs::is_directory(path, error)) return path;
    enter(path, problems);
    return std::nullopt;
  }
  if (!folders_.back().entries.empty()) {
    const Entry entry = std::move(folders_.back().entries.back());
    folders_.back().entries.pop_back();
    return take(entry, problems);
  }
  const fs::path done = std::move(folders_.back().path);
  folders_.pop_back();
  if (!folders_.empty()) return std::nullopt;
  walked_.insert(tidy(done));
  if (files_ == 0) {
    problems.push_back(
        refused(done, ErrorKind::not_found, "there is no file in this folder or below; hidden ones are left out"));
  }
  return std::nullopt;
}

void SourceFiles::enter(const fs::path& folder, std::vector<Problem>& problems) {
  Folder listed{folder, {}};
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (is_hidden(entry->path()) || is_catalogue_file(entry->path())) continue;
    std::error_code ignored;
    listed.entries.push_back({entry->path(), entry->symlink_status(ignored).type()});
  }
  if (error) {
    ++files_;  // it may hold some
    problems.push_back(unreadable(folder, error));
  }
  std::ranges::sort(listed.entries, std::greater(), &Entry::path);
  folders_.push_back(std::move(listed));
}

std::optional<fs::path> SourceFiles::take(const Entry& entry, std::vector<Problem>& problems) {
  std::error_code error;
  switch (entry.type) {
    case fs::file_type::directory: enter(entry.path, problems); return std::nullopt;
    case fs::file_type::regular: ++files_; return entry.path;
    case fs::file_type::symlink:
      if (fs::is_regular_file(entry.path, error)) {
        ++files_;
        return entry.path;
      }
      if (fs::is_directory(entry.path, error)) {
        problems.push_back(
            passed_over(entry.path, "a link to a folder is not followed. Name it to add what is in it."));
      } else {
        problems.push_back(refused(entry.path, ErrorKind::not_found, "the link leads to no file"));
      }
      return std::nullopt;
    default: break;
  }
  problems.push_back(passed_over(entry.path, "a pipe, a socket or a device in a folder is not read"));
  return std::nullopt;
}

// On its own, or in a folder that was walked: those above it, up to one that is hidden.
bool SourceFiles::came_before(const fs::path& file) const {
  fs::path at = tidy(file);
  if (walked_.contains(at)) return true;
  while (!is_hidden(at) && at != at.root_path() && at != ".") {
    at = at.has_parent_path() ? at.parent_path() : fs::path(".");
    if (walked_.contains(at)) return true;
  }
  return false;
}

}  // namespace kilograph::reply
