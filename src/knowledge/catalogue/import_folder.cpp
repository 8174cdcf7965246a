#include "knowledge/catalogue/import_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "knowledge/catalogue/exchange.hpp"

namespace kilograph::knowledge::exchange {
namespace {

constexpr std::size_t kStep = 256 * 1024;

tl::unexpected<Error> too_large(std::string where, std::uint64_t limit_bytes) {
  return fail(ErrorKind::too_large, "is over the size limit", std::move(where), "at most " + human_bytes(limit_bytes));
}

// Appends up to kStep bytes; 0 at the end.
Result<std::size_t> read_some(int number, std::string& buffer, const std::string& name) {
  const std::size_t used = buffer.size();
  buffer.resize(used + kStep);
  ssize_t got = 0;
  do {
    got = ::read(number, buffer.data() + used, kStep);
  } while (got < 0 && errno == EINTR);
  buffer.resize(used + (got > 0 ? static_cast<std::size_t>(got) : 0));
  if (got < 0) return fail(ErrorKind::io, std::string("cannot read: ") + std::strerror(errno), name);
  return static_cast<std::size_t>(got);
}

Result<OpenFile> open_plain(const OpenFile& folder, const std::string& name, const std::string& where) {
  // Non-blocking, so that a pipe put there does not hold us up before it is recognised.
  OpenFile file(::openat(folder.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (file.number() < 0) {
    return fail(ErrorKind::bad_input, std::string("cannot open: ") + std::strerror(errno), where, "a plain file",
                "Name a whole folder that `kilograph export` made.");
  }
  struct stat status{};
  if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return fail(ErrorKind::bad_input, "is no plain file", where, "a plain file");
  }
  return file;
}

}  // namespace

OpenFile::OpenFile(OpenFile&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

OpenFile::~OpenFile() {
  if (number_ >= 0) ::close(number_);
}

LineFile::LineFile(OpenFile file, std::string name, std::uint64_t max_line_bytes)
    : file_(std::move(file)), name_(std::move(name)), max_line_bytes_(max_line_bytes) {}

std::string LineFile::where() const { return fmt::format("{}: line {}", name_, line_); }

Result<bool> LineFile::next(std::string_view& line) {
  while (true) {
    const std::size_t end = buffer_.find('\n', scanned_);
    if (end != std::string::npos) {
      line = std::string_view(buffer_).substr(begin_, end - begin_);
      begin_ = scanned_ = end + 1;
      ++line_;
      if (line.size() > max_line_bytes_) return too_large(where(), max_line_bytes_);
      return true;
    }
    buffer_.erase(0, begin_);
    begin_ = 0;
    scanned_ = buffer_.size();
    if (buffer_.size() > max_line_bytes_)
      return too_large(fmt::format("{}: line {}", name_, line_ + 1), max_line_bytes_);
    if (KG_TRY(read_some(file_.number(), buffer_, name_)) == 0) break;
    digest_.add(view_of(std::string_view(buffer_).substr(scanned_)));
  }
  if (buffer_.empty()) return false;
  return fail(ErrorKind::bad_input, "ends in the middle of a line", fmt::format("{}: line {}", name_, line_ + 1));
}

Result<ImportFolder> ImportFolder::open(const std::filesystem::path& folder) {
  OpenFile opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.number() >= 0) return ImportFolder(std::move(opened));
  const ErrorKind kind = errno == ENOENT || errno == ENOTDIR ? ErrorKind::not_found : ErrorKind::io;
  return fail(kind, std::string("cannot open the folder to import: ") + std::strerror(errno), folder.string(), {},
              "Name a folder that `kilograph export` made.");
}

Result<LineFile> ImportFolder::lines(std::string_view name, std::uint64_t max_line_bytes) const {
  OpenFile file = KG_TRY(open_plain(folder_, std::string(name), std::string(name)));
  return LineFile(std::move(file), std::string(name), max_line_bytes);
}

Result<Bytes> ImportFolder::original(const Digest& digest, std::uint64_t limit_bytes) const {
  OpenFile files(
      ::openat(folder_.number(), std::string(kFilesName).c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (files.number() < 0) {
    return fail(ErrorKind::bad_input, std::string("cannot open: ") + std::strerror(errno), std::string(kFilesName),
                "a folder");
  }
  const std::string name = digest.hex();
  const std::string where = std::string(kFilesName) + "/" + name;
  const OpenFile file = KG_TRY(open_plain(files, name, where));
  std::string buffer;
  while (KG_TRY(read_some(file.number(), buffer, where)) > 0) {
    if (buffer.size() > limit_bytes) return too_large(where, limit_bytes);
  }
  if (sha256(view_of(buffer)) != digest) {
    return fail(ErrorKind::bad_input, "the file's bytes have another digest than its name", where);
  }
  return Bytes(buffer.begin(), buffer.end());
}

}  // namespace kilograph::knowledge::exchange
