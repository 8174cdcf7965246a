// Everything out: a folder that says the same as the ledger, in standard forms.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/file.hpp"
#include "knowledge/catalogue/exchange.hpp"
#include "knowledge/catalogue/state.hpp"
#include "knowledge/ledger/nquads.hpp"

namespace kilograph::knowledge {
namespace {

tl::unexpected<Error> disk_failure(const std::filesystem::path& path) {
  return fail(ErrorKind::io, std::string("cannot write: ") + std::strerror(errno), path.string(), {},
              "Free some space or choose another folder; what was written has been removed.");
}

// A file written from front to end, and digested on the way.
class Output {
 public:
  static Result<Output> create(const std::filesystem::path& path) {
    const int number = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (number < 0) return disk_failure(path);
    return Output(path, number);
  }
  Output(Output&& other) noexcept
      : path_(std::move(other.path_)), number_(std::exchange(other.number_, -1)), digest_(std::move(other.digest_)) {}
  Output& operator=(Output&&) = delete;
  ~Output() {
    if (number_ >= 0) ::close(number_);
  }

  Result<void> add(ByteView bytes) {
    digest_.add(bytes);
    while (!bytes.empty()) {
      const ssize_t put = ::write(number_, bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return disk_failure(path_);
      bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    return {};
  }

  Digest finish() { return digest_.finish(); }

 private:
  Output(std::filesystem::path path, int number) : path_(std::move(path)), number_(number) {}

  std::filesystem::path path_;
  int number_;
  RunningDigest digest_{};
};

Result<void> prepare_folder(const std::filesystem::path& folder) {
  std::error_code refused;
  if (std::filesystem::exists(folder, refused)) {
    if (!std::filesystem::is_directory(folder, refused) || !std::filesystem::is_empty(folder, refused) || refused) {
      return fail(ErrorKind::conflict, "the folder to export to is not empty", folder.string(), "a new or empty folder",
                  "Choose another folder, or empty this one.");
    }
  }
  std::filesystem::create_directories(folder / exchange::kFilesName, refused);
  if (refused) return fail(ErrorKind::io, "cannot make the folder: " + refused.message(), folder.string());
  return {};
}

Result<void> write_documents(ledger::Ledger& ledger, const std::filesystem::path& folder,
                             exchange::Manifest& manifest) {
  Output lines = KG_TRY(Output::create(folder / exchange::kDocumentsName));
  Output quads = KG_TRY(Output::create(folder / exchange::kQuadsName));
  std::string quad_lines;
  const auto write = [&](ledger::StoredDocument stored) -> Result<void> {
    const std::string triples = KG_TRY(ledger::triples_of(ledger.packer, stored));
    const Bytes detail = KG_TRY(ledger.packer.unpack(stored.detail.bytes, stored.detail.unpacked_bytes));
    quad_lines.clear();
    ledger::append_quads(quad_lines, triples, stored.head.iri);
    const auto count = static_cast<std::uint64_t>(std::count(triples.begin(), triples.end(), '\n'));
    ++manifest.documents;
    const exchange::DocumentLine line{std::move(stored), std::string(text_of(detail)), count};
    KG_CHECK(lines.add(view_of(exchange::to_line(line))));
    return quads.add(view_of(quad_lines));
  };
  KG_CHECK(ledger.documents.each(write));
  manifest.documents_sha256 = lines.finish();
  manifest.quads_sha256 = quads.finish();
  return {};
}

Result<void> write_log(ledger::Ledger& ledger, const std::filesystem::path& folder, exchange::Manifest& manifest) {
  Output lines = KG_TRY(Output::create(folder / exchange::kLogName));
  KG_CHECK(ledger.log.each(0, [&](const LogEntry& entry) {
    ++manifest.log_entries;
    return lines.add(view_of(exchange::to_line(entry)));
  }));
  manifest.log_sha256 = lines.finish();
  return {};
}

Result<void> write_files(ledger::Ledger& ledger, const std::filesystem::path& folder, exchange::Manifest& manifest) {
  const auto write = [&](const Digest& digest, const ledger::Packed& packed) -> Result<void> {
    const Bytes bytes = KG_TRY(ledger.packer.unpack(packed.bytes, packed.unpacked_bytes));
    Output file = KG_TRY(Output::create(folder / exchange::kFilesName / digest.hex()));
    KG_CHECK(file.add(bytes));
    ++manifest.files;
    if (file.finish() == digest) return {};
    return fail(ErrorKind::bad_input, "the ledger is damaged: a file has another digest", digest.hex(), {},
                "Look at `kilograph verify`.");
  };
  return ledger.files.each(write);
}

// On disk before the manifest, which says that the rest is there.
void sync_all(const std::filesystem::path& folder) {
  const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0) return;
  ::syncfs(number);
  ::close(number);
}

Result<exchange::Manifest> write_all(ledger::Ledger& ledger, const std::filesystem::path& folder) {
  const auto snapshot = KG_TRY(ledger::Transaction::begin(ledger.connection(), ledger::Access::read));
  exchange::Manifest manifest;
  manifest.format = exchange::kFormat;
  manifest.version = exchange::kVersion;
  manifest.entities = KG_TRY(ledger.documents.count_entities());
  KG_CHECK(write_documents(ledger, folder, manifest));
  KG_CHECK(write_log(ledger, folder, manifest));
  KG_CHECK(write_files(ledger, folder, manifest));
  sync_all(folder);
  KG_CHECK(write_file(folder / exchange::kManifestName, view_of(exchange::to_line(manifest))));
  return manifest;
}

}  // namespace

Result<TransferCounts> Catalogue::export_to(const std::filesystem::path& folder) const {
  KG_CHECK(prepare_folder(folder));
  const auto manifest = write_all(state_->ledger, folder);
  if (!manifest) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
      std::filesystem::remove_all(entry.path(), ignored);
    }
    return fail(manifest.error());
  }
  return TransferCounts{manifest->entities, manifest->documents, manifest->files};
}

}  // namespace kilograph::knowledge
