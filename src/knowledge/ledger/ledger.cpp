#include "knowledge/ledger/ledger.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "knowledge/ledger/schema.hpp"

namespace kilograph::knowledge::ledger {
namespace {

// Of every connection. Memory stays flat: 8 MiB of pages, and a write-ahead log that is emptied
// every 16 MiB and cut to that size again after a large transaction.
constexpr const char* kSettings = R"sql(
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -8192;
  PRAGMA wal_autocheckpoint = 2048;
  PRAGMA journal_size_limit = 16777216;
)sql";

tl::unexpected<Error> not_usable(const std::filesystem::path& file, Condition condition) {
  switch (condition) {
    case Condition::empty:
      return fail(ErrorKind::bad_input, "the ledger was never finished", file.string(), {},
                  "Run `kilograph init` again.");
    case Condition::newer:
      return fail(ErrorKind::bad_input, "the ledger was made by a newer version of Kilograph", file.string(), {},
                  "Use that version, or export with it and import here.");
    case Condition::older:
      return fail(ErrorKind::io, "the ledger was made by an older version and may only be read here", file.string(), {},
                  "Run one verb with permission to write, which brings it up to date.");
    default:
      return fail(ErrorKind::bad_input, "is an SQLite file, but no ledger of Kilograph", file.string(), {},
                  "Name the folder that `kilograph init` made.");
  }
}

// A new folder is only safe from a crash when its parent is on disk too.
void sync_folder(const std::filesystem::path& folder) {
  const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0) return;
  ::fsync(number);
  ::close(number);
}

LogEntry entry_of(const Document& head, std::string_view action, std::string_view actor, std::string_view time) {
  LogEntry entry;
  entry.time = time;
  entry.actor = actor;
  entry.action = action;
  entry.entity = head.entity;
  entry.document = head.iri;
  entry.digest = head.file.hex();
  return entry;
}

Document head_of(const Standing& standing) {
  Document head;
  head.iri = standing.iri;
  head.entity = standing.entity;
  head.file = standing.file;
  return head;
}

}  // namespace

Ledger::Ledger(std::unique_ptr<Connection> connection, DocumentTable document_table, EarlierTable earlier_table,
               FileTable file_table, LogTable log_table)
    : connection_(std::move(connection)),
      documents(std::move(document_table)),
      earlier(std::move(earlier_table)),
      files(std::move(file_table)),
      log(std::move(log_table)) {}

Result<Ledger> Ledger::prepare(Connection connection) {
  KG_CHECK(connection.execute(kSettings));
  DocumentTable documents = KG_TRY(DocumentTable::prepare(connection));
  EarlierTable earlier = KG_TRY(EarlierTable::prepare(connection));
  FileTable files = KG_TRY(FileTable::prepare(connection));
  LogTable log = KG_TRY(LogTable::prepare(connection));
  return Ledger(std::make_unique<Connection>(std::move(connection)), std::move(documents), std::move(earlier),
                std::move(files), std::move(log));
}

Result<Ledger> Ledger::create(const std::filesystem::path& folder, std::chrono::milliseconds wait) {
  std::error_code refused;
  std::filesystem::create_directories(folder, refused);
  if (refused) return fail(ErrorKind::io, "cannot make the folder: " + refused.message(), folder.string());
  sync_folder(std::filesystem::absolute(folder).parent_path());

  const std::filesystem::path file = folder / kFileName;
  const auto taken = [&] {
    return fail(ErrorKind::conflict, "there is a catalogue already", folder.string(), {},
                "Use it with --catalog, or choose another folder.");
  };
  Connection connection = KG_TRY(Connection::create(file, wait));
  const auto condition = condition_of(connection);
  if (!condition && condition.error().kind != ErrorKind::bad_input) return fail(condition.error());
  if (condition.value_or(Condition::foreign) != Condition::empty) return taken();
  KG_CHECK(connection.execute("PRAGMA journal_mode = WAL"));
  KG_CHECK(connection.execute(kSettings));
  {
    Transaction transaction = KG_TRY(Transaction::begin(connection, Access::write));
    if (KG_TRY(condition_of(connection)) != Condition::empty) return taken();
    KG_CHECK(migrate(connection, steps()));
    KG_CHECK(transaction.commit());
  }
  return prepare(std::move(connection));
}

Result<Ledger> Ledger::open(const std::filesystem::path& folder, Access access, std::chrono::milliseconds wait) {
  const std::filesystem::path file = folder / kFileName;
  std::error_code refused;
  const bool found = std::filesystem::exists(file, refused);
  if (refused) {
    return fail(ErrorKind::io, "the catalogue cannot be read: " + refused.message(), folder.string(), {},
                "Check the permissions of the folder, or name another with --catalog.");
  }
  if (!found) {
    return fail(ErrorKind::not_found, "there is no catalogue", folder.string(), {},
                "Make one with `kilograph init`, or name another with --catalog.");
  }
  Connection connection = KG_TRY(Connection::open(file, access, wait));
  Condition condition = KG_TRY(condition_of(connection));
  if (condition == Condition::older && access == Access::write) {
    KG_CHECK(connection.execute(kSettings));
    Transaction transaction = KG_TRY(Transaction::begin(connection, Access::write));
    KG_CHECK(migrate(connection, steps()));
    KG_CHECK(transaction.commit());
    condition = Condition::current;
  }
  if (condition != Condition::current) return not_usable(file, condition);
  return prepare(std::move(connection));
}

Result<bool> Ledger::is_same(const StoredDocument& document) {
  const auto kept = KG_TRY(documents.find(document.head.iri));
  if (!kept || kept->facts != document.facts) return false;
  const auto equal = [&](const Packed& a, const Packed& b) -> Result<bool> {
    if (a.unpacked_bytes != b.unpacked_bytes) return false;
    if (a.bytes == b.bytes) return true;
    const Bytes plain = KG_TRY(packer.unpack(a.bytes, a.unpacked_bytes));
    return plain == KG_TRY(packer.unpack(b.bytes, b.unpacked_bytes));
  };
  return KG_TRY(equal(kept->triples, document.triples)) && KG_TRY(equal(kept->detail, document.detail));
}

Result<Change> Ledger::put(StoredDocument document, ByteView original, std::string_view actor, std::string_view time) {
  const Document& head = document.head;
  const std::vector<Standing> gone = KG_TRY(documents.displaced_by(head));
  const auto is_other = [&](const Standing& standing) { return standing.iri != head.iri; };
  if (!std::ranges::all_of(gone, is_other) && KG_TRY(is_same(document))) return Change::unchanged;

  const Change change = gone.empty() ? Change::added : Change::changed;
  LogEntry entry = entry_of(head, change == Change::added ? "add" : "change", actor, time);
  std::vector<const Standing*> replaced;
  for (const Standing& standing : gone) {
    if (is_other(standing) && !entry.replaced.empty()) {
      const std::int64_t removal = KG_TRY(log.append(entry_of(head_of(standing), "remove", actor, time)));
      KG_CHECK(earlier.keep(standing, removal));
      continue;
    }
    if (is_other(standing)) entry.replaced = standing.iri;
    replaced.push_back(&standing);
  }
  document.seq = KG_TRY(log.append(entry));
  for (const Standing* standing : replaced) KG_CHECK(earlier.keep(*standing, document.seq));

  if (!KG_TRY(files.has(head.file))) {
    if (original.data() == nullptr) {
      return fail(ErrorKind::internal, "a document came without its file", head.source.place);
    }
    KG_CHECK(files.insert(head.file, packer.pack(original)));
  }
  for (const Standing& standing : gone) KG_CHECK(documents.erase(standing));
  KG_CHECK(documents.insert(document));
  for (const Standing& standing : gone) KG_CHECK(files.drop_if_unused(standing.file));
  return change;
}

Result<std::int64_t> Ledger::drop(const Standing& standing, std::string_view actor, std::string_view time) {
  const std::int64_t seq = KG_TRY(log.append(entry_of(head_of(standing), "remove", actor, time)));
  KG_CHECK(earlier.keep(standing, seq));
  KG_CHECK(documents.erase(standing));
  KG_CHECK(files.drop_if_unused(standing.file));
  return seq;
}

Result<void> Ledger::note_import(std::string_view actor, std::string_view time, const Digest& manifest) {
  Statement insert = KG_TRY(connection_->prepare("INSERT INTO imports (time, actor, manifest) VALUES (?, ?, ?)"));
  return insert.run(time, actor, manifest);
}

}  // namespace kilograph::knowledge::ledger
