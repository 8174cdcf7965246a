#include "knowledge/ledger/volatile_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace kilograph::knowledge::tests {
namespace {

// A write, or where `bytes` is empty a truncation to `offset`.
struct Unsynced {
  sqlite3_int64 offset = 0;
  std::optional<std::vector<char>> bytes{};
};

// A file as the operating system shows it, and what of that is not on the disk.
struct Cached {
  std::vector<char> content;
  std::vector<Unsynced> unsynced;
};

struct Disk {
  sqlite3_vfs* base = nullptr;
  sqlite3_vfs vfs{};
  std::map<std::string, std::shared_ptr<Cached>> files;
  std::uint64_t operations = 0;
  std::uint64_t power_loss = 0;  // number of the operation; 0 for none
  std::uint64_t failure = 0;
  int failure_code = SQLITE_OK;
  bool failure_lasts = false;
  bool has_failed = false;
  bool is_off = false;
  VolatileDisk::Loss loss = VolatileDisk::Loss::everything;
};

Disk disk;

struct OpenFile {
  sqlite3_file methods;      // what SQLite sees
  std::shared_ptr<Cached>* cached;
  sqlite3_file* real;        // behind this struct
};

OpenFile* open_file(sqlite3_file* file) { return reinterpret_cast<OpenFile*>(file); }
Cached& cached(sqlite3_file* file) { return **open_file(file)->cached; }
sqlite3_file* real(sqlite3_file* file) { return open_file(file)->real; }

void apply_to_cache(std::vector<char>& content, const Unsynced& change) {
  const auto offset = static_cast<std::size_t>(change.offset);
  if (!change.bytes) {
    content.resize(offset);
    return;
  }
  content.resize(std::max(content.size(), offset + change.bytes->size()));
  std::copy(change.bytes->begin(), change.bytes->end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
}

int apply_to_disk(sqlite3_file* file, const Unsynced& change) {
  if (!change.bytes) return file->pMethods->xTruncate(file, change.offset);
  return file->pMethods->xWrite(file, change.bytes->data(), static_cast<int>(change.bytes->size()), change.offset);
}

// Written to the real files by name, because those that SQLite has open are many.
void keep_some_of_the_cache() {
  std::mt19937_64 random(disk.power_loss);
  for (const auto& [name, file] : disk.files) {
    std::vector<char> storage(static_cast<std::size_t>(disk.base->szOsFile));
    auto* raw = reinterpret_cast<sqlite3_file*>(storage.data());
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_DB;
    if (file->unsynced.empty() || disk.base->xOpen(disk.base, name.c_str(), raw, flags, nullptr) != SQLITE_OK) continue;
    for (const Unsynced& change : file->unsynced) {
      if (random() % 2 == 0) apply_to_disk(raw, change);
    }
    raw->pMethods->xClose(raw);
  }
}

// Counts an operation; says with which code it fails, if it does.
int happen() {
  if (disk.is_off) return SQLITE_IOERR;
  ++disk.operations;
  if (disk.operations == disk.power_loss) {
    if (disk.loss == VolatileDisk::Loss::some) keep_some_of_the_cache();
    disk.is_off = true;
    return SQLITE_IOERR;
  }
  const bool fails =
      disk.failure != 0 && (disk.failure_lasts ? disk.operations >= disk.failure : disk.operations == disk.failure);
  disk.has_failed = disk.has_failed || fails;
  return fails ? disk.failure_code : SQLITE_OK;
}

int close(sqlite3_file* file) {
  const int code = real(file)->pMethods->xClose(real(file));
  delete open_file(file)->cached;
  return code;
}

int read(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
  if (disk.is_off) return SQLITE_IOERR_READ;
  const std::vector<char>& content = cached(file).content;
  const auto from = std::min<std::size_t>(static_cast<std::size_t>(offset), content.size());
  const auto count = std::min<std::size_t>(static_cast<std::size_t>(size), content.size() - from);
  std::copy_n(content.begin() + static_cast<std::ptrdiff_t>(from), count, static_cast<char*>(out));
  if (count == static_cast<std::size_t>(size)) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + count, 0, static_cast<std::size_t>(size) - count);
  return SQLITE_IOERR_SHORT_READ;
}

int change(sqlite3_file* file, Unsynced made) {
  if (const int code = happen(); code != SQLITE_OK) return code;
  apply_to_cache(cached(file).content, made);
  cached(file).unsynced.push_back(std::move(made));
  return SQLITE_OK;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  const char* first = static_cast<const char*>(bytes);
  return change(file, {offset, std::vector<char>(first, first + size)});
}

int truncate(sqlite3_file* file, sqlite3_int64 size) { return change(file, {size, std::nullopt}); }

int sync(sqlite3_file* file, int flags) {
  if (const int code = happen(); code != SQLITE_OK) return code;
  for (const Unsynced& one : cached(file).unsynced) {
    if (const int code = apply_to_disk(real(file), one); code != SQLITE_OK) return code;
  }
  cached(file).unsynced.clear();
  static_cast<void>(flags);  // a real sync would only cost time: no process here loses power
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  if (disk.is_off) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(cached(file).content.size());
  return SQLITE_OK;
}

int control(sqlite3_file* file, int operation, void* argument) {
  if (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_CHUNK_SIZE ||
      operation == SQLITE_FCNTL_MMAP_SIZE) {
    return SQLITE_NOTFOUND;
  }
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

int lock(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
int unlock(sqlite3_file* file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
int is_reserved(sqlite3_file* file, int* out) { return real(file)->pMethods->xCheckReservedLock(real(file), out); }
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  return real(file)->pMethods->xShmMap(real(file), region, size, extend, out);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int unmap_shared(sqlite3_file* file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

constexpr sqlite3_io_methods kMethods = {
    2,           close,   read,        write,           truncate,   sync,        file_size, lock,         unlock,
    is_reserved, control, sector_size, characteristics, map_shared, lock_shared, barrier,   unmap_shared, nullptr,
    nullptr,
};

std::shared_ptr<Cached> cached_file(const std::string& name, sqlite3_file* file) {
  auto& cached = disk.files[name];
  if (cached) return cached;
  cached = std::make_shared<Cached>();
  sqlite3_int64 size = 0;
  file->pMethods->xFileSize(file, &size);
  cached->content.resize(static_cast<std::size_t>(size));
  if (size > 0) file->pMethods->xRead(file, cached->content.data(), static_cast<int>(size), 0);
  return cached;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  if (name == nullptr) return disk.base->xOpen(disk.base, name, file, flags, out_flags);  // a temporary file
  file->pMethods = nullptr;
  if (disk.is_off) return SQLITE_CANTOPEN;
  OpenFile* opened = open_file(file);
  opened->real = reinterpret_cast<sqlite3_file*>(opened + 1);
  const int code = disk.base->xOpen(disk.base, name, opened->real, flags, out_flags);
  if (code != SQLITE_OK) return code;
  opened->cached = new std::shared_ptr<Cached>(cached_file(name, opened->real));
  file->pMethods = &kMethods;
  return SQLITE_OK;
}

int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  if (const int code = happen(); code != SQLITE_OK) return code;
  disk.files.erase(name);
  return disk.base->xDelete(disk.base, name, sync_folder);
}

int access(sqlite3_vfs*, const char* name, int flags, int* out) {
  return disk.base->xAccess(disk.base, name, flags, out);
}
int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  return disk.base->xFullPathname(disk.base, name, size, out);
}

}  // namespace

VolatileDisk::VolatileDisk() {
  disk = Disk();
  disk.base = sqlite3_vfs_find(nullptr);
  disk.vfs = *disk.base;
  disk.vfs.zName = "volatile";
  disk.vfs.pNext = nullptr;
  disk.vfs.szOsFile = static_cast<int>(sizeof(OpenFile)) + disk.base->szOsFile;
  disk.vfs.xOpen = open;
  disk.vfs.xDelete = remove;
  disk.vfs.xAccess = access;
  disk.vfs.xFullPathname = full_path;
  sqlite3_vfs_register(&disk.vfs, 1);
}

VolatileDisk::~VolatileDisk() { sqlite3_vfs_unregister(&disk.vfs); }

void VolatileDisk::lose_power_at(std::uint64_t operation, Loss loss) {
  disk.power_loss = operation;
  disk.loss = loss;
}

void VolatileDisk::fail_at(std::uint64_t operation, int code, bool lasting) {
  disk.failure = operation;
  disk.failure_code = code;
  disk.failure_lasts = lasting;
}

void VolatileDisk::heal() { disk.failure = 0; }

void VolatileDisk::power_on() {
  disk.files.clear();
  disk.operations = disk.power_loss = disk.failure = 0;
  disk.is_off = disk.has_failed = false;
}

std::uint64_t VolatileDisk::operations() const { return disk.operations; }

bool VolatileDisk::has_happened() const { return disk.is_off || disk.has_failed; }

}  // namespace kilograph::knowledge::tests
