#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace kilograph {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

tl::unexpected<Error> system_failure(const std::filesystem::path& path, std::string_view verb) {
  const int code = errno;
  const ErrorKind kind = code == ENOENT || code == ENOTDIR ? ErrorKind::not_found : ErrorKind::io;
  return fail(kind, fmt::format("cannot {}: {}", verb, std::strerror(code)), path.string());
}

// Told of the file that was asked for, not of its neighbour.
tl::unexpected<Error> creation_failure(const std::filesystem::path& path) {
  const int code = errno;
  std::error_code error;
  const std::filesystem::path folder = path.parent_path();
  if (code == ENOENT && !folder.empty() && !std::filesystem::exists(folder, error)) {
    return fail(ErrorKind::not_found, fmt::format("cannot create: there is no folder {}", folder.string()),
                path.string(), {}, "Make the folder, or name another file.");
  }
  errno = code;
  return system_failure(path, "create");
}

tl::unexpected<Error> over_limit(const std::filesystem::path& path, std::uint64_t limit_bytes) {
  return fail(ErrorKind::too_large, "the file is over the size limit", path.string(),
              fmt::format("at most {} bytes", limit_bytes), "Raise the limit with --max-bytes.");
}

// Where a link leads: what is written is that file, and the link stays.
std::filesystem::path target_of(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_symlink(path, error)) return path;
  std::filesystem::path target = std::filesystem::canonical(path, error);
  return error ? path : target;
}

// What is private stays so.
void keep_mode(const std::filesystem::path& of, const Descriptor& written) {
  constexpr mode_t permissions = 07777;
  struct stat status{};
  if (::stat(of.c_str(), &status) == 0) (void)::fchmod(written.number(), status.st_mode & permissions);
}

}  // namespace

Result<Bytes> read_file(const std::filesystem::path& path, std::uint64_t limit_bytes) {
  // Without O_NONBLOCK, opening a named pipe that nobody writes to would wait for ever.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() < 0 || ::fcntl(file.number(), F_SETFL, 0) != 0) return system_failure(path, "open");
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return system_failure(path, "read");
  if (S_ISDIR(status.st_mode)) return fail(ErrorKind::usage, "is a folder, not a file", path.string(), "a file");
  const auto declared = static_cast<std::uint64_t>(status.st_size);
  if (S_ISREG(status.st_mode) && declared > limit_bytes) return over_limit(path, limit_bytes);

  constexpr std::size_t step = 64 * 1024;
  Bytes bytes;
  if (S_ISREG(status.st_mode)) bytes.reserve(declared + 1);
  while (true) {
    const std::size_t used = bytes.size();
    bytes.resize(used + (bytes.capacity() > used ? bytes.capacity() - used : step));
    const ssize_t got = ::read(file.number(), bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) {
      bytes.resize(used);
      continue;
    }
    if (got < 0) return system_failure(path, "read");
    bytes.resize(used + static_cast<std::size_t>(got));
    if (bytes.size() > limit_bytes) return over_limit(path, limit_bytes);
    if (got == 0) return bytes;
  }
}

Result<void> write_file(const std::filesystem::path& path, ByteView bytes) {
  const std::filesystem::path target = target_of(path);
  std::filesystem::path neighbour = target;
  neighbour += fmt::format(".{}.part", ::getpid());
  {
    const Descriptor file(::open(neighbour.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (file.number() < 0) return creation_failure(path);
    keep_mode(target, file);
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t put = ::write(file.number(), bytes.data() + done, bytes.size() - done);
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) {
        auto failure = system_failure(path, "write");
        ::unlink(neighbour.c_str());
        return failure;
      }
      done += static_cast<std::size_t>(put);
    }
    if (::fsync(file.number()) != 0) return system_failure(path, "sync");
  }
  if (::rename(neighbour.c_str(), target.c_str()) != 0) {
    auto failure = system_failure(path, "rename into");
    ::unlink(neighbour.c_str());
    return failure;
  }
  return {};
}

}  // namespace kilograph
