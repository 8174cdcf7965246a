// The lines of an exported folder (docs/formats/export.md), to text and back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "knowledge/ledger/stored_document.hpp"
#include "knowledge/log_entry.hpp"

namespace kilograph::knowledge::exchange {

inline constexpr std::string_view kFormat = "kilograph-export";
inline constexpr std::uint32_t kVersion = 1;

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kDocumentsName = "documents.json";
inline constexpr std::string_view kQuadsName = "catalogue.nq";
inline constexpr std::string_view kLogName = "log.json";
inline constexpr std::string_view kFilesName = "files";

inline constexpr std::uint64_t kMaxManifestBytes = 64ull << 10;
inline constexpr std::uint64_t kMaxDocumentLineBytes = 64ull << 20;
inline constexpr std::uint64_t kMaxLogLineBytes = 1ull << 20;
inline constexpr std::uint64_t kMaxQuadLineBytes = 64ull << 20;

// What the folder holds, so that a copy that lacks a part is noticed.
struct Manifest {
  std::string format;
  std::uint32_t version = 0;
  std::uint64_t entities = 0, documents = 0, files = 0, log_entries = 0;
  Digest documents_sha256, quads_sha256, log_sha256;  // of the three files' bytes
};

// A line of documents.json.
struct DocumentLine {
  ledger::StoredDocument document;  // its triples are in catalogue.nq, so empty here
  std::string detail;               // the record's layers, as to_record writes them
  std::uint64_t triples = 0;        // lines that are its in catalogue.nq
};

// Each with its newline. A field that is empty is left out.
std::string to_line(const Manifest& manifest);
std::string to_line(const DocumentLine& line);
std::string to_line(const LogEntry& entry);

// Errors: bad_input, when the line is not one that to_line writes; too_large; unsupported, for a
// manifest of a newer version.
Result<Manifest> manifest_from(std::string_view line);
Result<DocumentLine> document_from(std::string_view line);
Result<LogEntry> log_entry_from(std::string_view line);

}  // namespace kilograph::knowledge::exchange
