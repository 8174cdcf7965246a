#include "knowledge/catalogue/exchange.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "knowledge/ledger/json_fields.hpp"
#include "knowledge/ledger/limits.hpp"
#include "knowledge/ledger/timestamp.hpp"
#include "knowledge/record.hpp"

namespace kilograph::knowledge::exchange {
namespace {

constexpr unsigned kMaxDepth = 20;  // facts nest five deep, inside a line

// The flat part of a DocumentLine.
struct DocumentFields {
  std::string iri, entity;
  domain::EntityKind kind = domain::EntityKind::graph;
  std::string name;
  domain::Basis basis = domain::Basis::declared;
  std::string by, place;
  Digest file;
  std::string media_type, base, derived_from;
  std::int64_t seq = 0;
  std::uint64_t triples = 0;
  std::string source_key{};
};

}  // namespace
}  // namespace kilograph::knowledge::exchange

namespace kilograph::knowledge::ledger {

using exchange::DocumentFields, exchange::Manifest;

template <>
struct EnumText<domain::EntityKind> {
  static std::string_view of(domain::EntityKind value) { return domain::name_of(value); }
  static auto from(std::string_view name) { return domain::entity_kind_from(name); }
};
template <>
struct EnumText<domain::Basis> {
  static std::string_view of(domain::Basis value) { return domain::name_of(value); }
  static auto from(std::string_view name) { return domain::basis_from(name); }
};

template <>
inline constexpr auto kFields<DocumentFields> = std::tuple{field("iri", &DocumentFields::iri),
                                                           field("entity", &DocumentFields::entity),
                                                           field("kind", &DocumentFields::kind),
                                                           field("name", &DocumentFields::name),
                                                           field("basis", &DocumentFields::basis),
                                                           field("by", &DocumentFields::by),
                                                           field("place", &DocumentFields::place),
                                                           field("file", &DocumentFields::file),
                                                           field("media_type", &DocumentFields::media_type),
                                                           field("base", &DocumentFields::base),
                                                           field("derived_from", &DocumentFields::derived_from),
                                                           field("seq", &DocumentFields::seq),
                                                           field("triples", &DocumentFields::triples),
                                                           field("source_key", &DocumentFields::source_key)};

template <>
inline constexpr auto kFields<LogEntry> = std::tuple{
    field("seq", &LogEntry::seq),       field("time", &LogEntry::time),        field("actor", &LogEntry::actor),
    field("action", &LogEntry::action), field("entity", &LogEntry::entity),    field("document", &LogEntry::document),
    field("digest", &LogEntry::digest), field("replaced", &LogEntry::replaced)};

template <>
inline constexpr auto kFields<Manifest> = std::tuple{field("format", &Manifest::format),
                                                     field("version", &Manifest::version),
                                                     field("entities", &Manifest::entities),
                                                     field("documents", &Manifest::documents),
                                                     field("files", &Manifest::files),
                                                     field("log_entries", &Manifest::log_entries),
                                                     field("documents_sha256", &Manifest::documents_sha256),
                                                     field("quads_sha256", &Manifest::quads_sha256),
                                                     field("log_sha256", &Manifest::log_sha256)};

}  // namespace kilograph::knowledge::ledger

namespace kilograph::knowledge::exchange {
namespace {

// The line came from outside, so what does not decode is its fault, not ours.
Error blame_input(Error error) {
  if (error.kind == ErrorKind::internal) error.kind = ErrorKind::bad_input;
  if (error.message == "the typed record does not decode") error.message = "the line does not decode";
  return error;
}

template <class T>
Result<void> read_fields(const nlohmann::json& json, T& fields) {
  auto read = ledger::read_value(json, fields);
  if (!read) return fail(blame_input(std::move(read).error()));
  return {};
}

// Takes the member out of the object, as text; empty where it is absent.
std::string taken(nlohmann::json& object, std::string_view key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  std::string text = found->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  object.erase(found);
  return text;
}

tl::unexpected<Error> wrong(std::string_view message, std::string_view expected) {
  return fail(ErrorKind::bad_input, std::string(message), {}, std::string(expected));
}

}  // namespace

std::string to_line(const Manifest& manifest) {
  std::string line;
  ledger::append_value(line, manifest);
  return line += '\n';
}

std::string to_line(const LogEntry& entry) {
  std::string line;
  ledger::append_value(line, entry);
  return line += '\n';
}

std::string to_line(const DocumentLine& line) {
  const Document& head = line.document.head;
  std::string text;
  ledger::append_value(text, DocumentFields{head.iri, head.entity, head.kind, head.name, head.source.basis,
                                            head.source.by, head.source.place, head.file, head.media_type, head.base,
                                            head.derived_from, line.document.seq, line.triples, head.source_key});
  text.pop_back();
  if (!line.document.facts.empty()) text.append(",\"facts\":").append(line.document.facts);
  if (!line.detail.empty()) text.append(",\"detail\":").append(line.detail);
  return text += "}\n";
}

Result<Manifest> manifest_from(std::string_view line) {
  const auto json = KG_TRY(ledger::parse_json(line, 1));
  if (!json.is_object() || json.value("format", nlohmann::json()) != kFormat) {
    return wrong("is no manifest of an export", "\"format\":\"kilograph-export\"");
  }
  if (const auto version = json.find("version"); version != json.end() && *version != kVersion) {
    return fail(ErrorKind::unsupported, "the export has another version", {}, "version 1", "Use a newer Kilograph.");
  }
  Manifest manifest;
  KG_CHECK(read_fields(json, manifest));
  return manifest;
}

Result<LogEntry> log_entry_from(std::string_view line) {
  constexpr std::array<std::string_view, 3> actions{"add", "change", "remove"};
  const auto json = KG_TRY(ledger::parse_json(line, 1));
  LogEntry entry;
  KG_CHECK(read_fields(json, entry));
  if (entry.seq < 1) return wrong("the sequence number is not positive", "1 or more");
  if (!ledger::is_timestamp(entry.time)) return wrong("the time is no time", "2026-11-21T10:15:30.123Z");
  if (std::find(actions.begin(), actions.end(), entry.action) == actions.end()) {
    return wrong("the action is unknown", "add, change or remove");
  }
  const auto digest = Digest::from_hex(entry.digest);
  if (!digest || digest->hex() != entry.digest) return wrong("the digest is no SHA-256", "64 lower-case digits");
  return entry;
}

Result<DocumentLine> document_from(std::string_view line) {
  auto json = KG_TRY(ledger::parse_json(line, kMaxDepth));
  if (!json.is_object()) return wrong("is no document", "an object");
  const std::string facts_text = taken(json, "facts");
  const std::string detail_text = taken(json, "detail");
  DocumentFields fields;
  KG_CHECK(read_fields(json, fields));
  if (fields.triples > ledger::kMaxTriplesBytes) return wrong("states more triples than a document may have", "fewer");

  auto facts = from_record(fields.kind, facts_text, detail_text);
  if (!facts) return fail(blame_input(std::move(facts).error()));
  Record record = to_record(*facts);  // anew, so that the ledger keeps it as we write it

  DocumentLine read;
  read.document.head = {fields.iri,
                        fields.entity,
                        fields.kind,
                        fields.name,
                        {fields.basis, fields.by, fields.iri, fields.place},
                        fields.file,
                        fields.media_type,
                        fields.base,
                        fields.derived_from,
                        {},
                        std::move(*facts),
                        fields.source_key};
  read.document.seq = fields.seq;
  read.document.facts = std::move(record.facts);
  read.detail = std::move(record.detail);
  read.triples = fields.triples;
  return read;
}

}  // namespace kilograph::knowledge::exchange
