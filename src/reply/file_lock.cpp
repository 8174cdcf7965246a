#include "reply/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace kilograph::reply {

Result<FileLock> FileLock::take(const std::filesystem::path& file) {
  FileLock lock(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (lock.descriptor_ < 0 || flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return lock;
  return fail(ErrorKind::conflict, "another `kilograph describe` is at this model", file.string(), "",
              "End that one first, or wait for it.");
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace kilograph::reply
