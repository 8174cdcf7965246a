// One file to documents: ingest, inspect and knowledge in a row.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "ingest/document.hpp"
#include "ingest/thing/validation/validation.hpp"
#include "knowledge/catalogue.hpp"
#include "knowledge/intake.hpp"

namespace kilograph::reply {

struct ReadingOptions {
  std::uint64_t max_bytes = 64ull << 20;
  std::uint64_t max_thing_bytes = ingest::thing::ValidationLimits{}.json.bytes;  // of Thing Descriptions, validated
  std::string base{};                    // for relative IRIs; empty: the file's own
  bool validates = false;                // holds Thing Descriptions to the Recommendation first
  std::vector<knowledge::GivenContext> contexts{};  // of JSON-LD, beside those that are built in
};

// What one file gave. Either documents, or the rows of a sheet, which are about models elsewhere.
struct FileReading {
  knowledge::KeptFile original;
  knowledge::Origin origin;
  std::vector<knowledge::Document> documents;
  ingest::ModelRows rows;
  bool is_sheet = false;
  std::optional<ingest::ModelCard> card{};  // its documents are there where its model could be looked for
  ingest::thing::Report validation;      // of a Thing Description, where that was asked for; with errors in it
                                         // nothing else was read
  std::vector<std::string> warnings;
  std::vector<knowledge::LeftOut> left_out;  // values that cannot be right
};

// Errors: those of reading, of the format, of computing the facts; `where` is the place in the file.
Result<FileReading> read_documents(const std::filesystem::path& path, const ReadingOptions& options);
// The same of bytes that were read before, under the name that their file had.
Result<FileReading> read_documents(knowledge::KeptFile original, const std::string& name,
                                   const ReadingOptions& options);

}  // namespace kilograph::reply
