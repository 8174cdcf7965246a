#include "reply/remaking.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "domain/spelling.hpp"
#include "knowledge/context_document.hpp"
#include "reply/file_reading.hpp"
#include "reply/firmware_document.hpp"
#include "reply/inventory_document.hpp"
#include "reply/kept_text.hpp"
#include "reply/source_documents.hpp"

namespace kilograph::reply {
namespace {

using knowledge::AliasesOf, knowledge::Document;

constexpr std::size_t kMostReadings = 64;
constexpr std::size_t kMostCommas = 16;  // in a file's and a row's name together

bool is_row(const Document& kept) {
  return kept.media_type == ingest::media_type_of(ingest::Format::workbook) ||
         kept.media_type == ingest::media_type_of(ingest::Format::figures_csv);
}

tl::unexpected<Error> absent(std::string message) { return fail(ErrorKind::bad_input, std::move(message)); }

// One reading of the file, with ways to find in it what a document may be made of.
class Reading {
 public:
  explicit Reading(FileReading reading) : reading_(std::move(reading)) {
    for (const Document& document : reading_.documents) {
      by_iri_.emplace(document.iri, &document);
      if (document.kind == domain::EntityKind::model) models_.emplace(document.entity, &document);
    }
    for (const ingest::ModelRow& row : reading_.rows.rows) {
      rows_.emplace(std::pair(row.name, row.sha256 ? domain::model_iri(*row.sha256) : ""), &row);
    }
  }

  Result<Document> document(const Document& kept, const AliasesOf& aliases_of) const {
    if (reading_.is_sheet) return row(kept, aliases_of);
    if (reading_.card) return card_document(reading_.origin, kept.entity, *reading_.card);
    if (const auto same = by_iri_.find(kept.iri); same != by_iri_.end()) return *same->second;
    if (const auto model = models_.find(kept.entity); model != models_.end()) {
      Document named = name_document(reading_.origin, *model->second);
      if (named.iri == kept.iri) return named;
    }
    return absent("it is about something else");
  }

 private:
  // The place of a row's document is "sheet.csv, name of the row".
  Result<Document> row(const Document& kept, const AliasesOf& aliases_of) const {
    const std::string& place = kept.source.place;
    std::size_t comma = place.find(", ");
    for (std::size_t i = 0; i < kMostCommas && comma != std::string::npos; ++i, comma = place.find(", ", comma + 1)) {
      const std::string name = place.substr(comma + 2);
      knowledge::Origin origin = reading_.origin;
      origin.place = place.substr(0, comma);
      const auto by_digest = rows_.find({name, kept.entity});
      if (by_digest != rows_.end()) return row(kept, origin, *by_digest->second);
      const auto by_name = rows_.find({name, ""});
      if (by_name == rows_.end()) continue;
      if (goes_by(name, KG_TRY(aliases_of(kept)))) return row(kept, origin, *by_name->second);
      return absent("its row is about another model");
    }
    return absent("it has no such row");
  }

  // A row that states no digest names its model by a name that it has from elsewhere, or by its file's.
  static bool goes_by(const std::string& name, const std::vector<std::string>& aliases) {
    const std::string wanted = domain::lower_case(name);
    return std::ranges::any_of(aliases, [&](const std::string& alias) {
      const std::string stem = std::filesystem::path(alias).stem().string();
      return domain::lower_case(alias) == wanted || domain::lower_case(stem) == wanted;
    });
  }

  static Document row(const Document& kept, const knowledge::Origin& origin, const ingest::ModelRow& row) {
    Document first = row_document(origin, kept.entity, row, true);
    return first.iri == kept.iri ? first : row_document(origin, kept.entity, row, false);
  }

  FileReading reading_;
  std::map<std::string_view, const Document*> by_iri_, models_;
  std::map<std::pair<std::string, std::string>, const ingest::ModelRow*> rows_;  // by name and model; the first counts
};

class Remaking {
 public:
  Remaking(knowledge::KeptFile original, const std::vector<knowledge::GivenContext>& contexts)
      : original_(std::move(original)), contexts_(contexts), inventory_(original_) {}

  Result<Document> remake(const Document& kept, const AliasesOf& aliases_of) {
    if (knowledge::is_context(kept)) {
      return knowledge::document_from_context(kept.source.place, *original_, kept.base, contexts_);
    }
    if (is_firmware(kept.media_type)) {
      return KG_TRY(read_firmware(*original_, kept.source.place, kept.entity, kept.base)).document;
    }
    if (is_kept_text(kept.media_type)) return remade_text(*original_, kept);
    if (kept.media_type == kInventoryMedia) return inventory_.remake(kept);
    // A sheet's own name says nothing of what is in it.
    const Result<Reading>* reading = reading_as(is_row(kept) ? "" : kept.source.place, kept.base);
    if (reading == nullptr) return absent("its documents state too many different names and bases");
    if (!*reading) return fail(reading->error());
    Document remade = KG_TRY((*reading)->document(kept, aliases_of));
    if (remade.iri != kept.iri) return absent("it gives no document of this IRI");
    return remade;
  }

 private:
  const Result<Reading>* reading_as(const std::string& name, const std::string& base) {
    const auto known = readings_.find({name, base});
    if (known != readings_.end()) return &known->second;
    if (readings_.size() >= kMostReadings) return nullptr;
    auto read = read_documents(original_, name, {.max_bytes = original_->size(), .base = base, .contexts = contexts_});
    Result<Reading> reading = read ? Result<Reading>(tl::in_place, std::move(*read)) : fail(std::move(read).error());
    return &readings_.emplace(std::pair(name, base), std::move(reading)).first->second;
  }

  knowledge::KeptFile original_;
  const std::vector<knowledge::GivenContext>& contexts_;
  InventoryRemaking inventory_;
  std::map<std::pair<std::string, std::string>, Result<Reading>> readings_;  // by file name and base
};

}  // namespace

knowledge::Remake remaking(const knowledge::Catalogue& catalogue) {
  using Contexts = std::optional<std::vector<knowledge::GivenContext>>;
  return [&catalogue, contexts = std::make_shared<Contexts>()](
             const knowledge::KeptFile& original, const std::vector<Document>& kept,
             const AliasesOf& aliases_of) -> Result<std::vector<Result<Document>>> {
    if (!*contexts) *contexts = KG_TRY(catalogue.contexts());
    Remaking remaking(original, **contexts);
    std::vector<Result<Document>> documents;
    documents.reserve(kept.size());
    for (const Document& head : kept) documents.push_back(remaking.remake(head, aliases_of));
    return documents;
  };
}

knowledge::Reread rereading(const knowledge::Catalogue& catalogue) {
  return [&catalogue](const knowledge::KeptFile& original, const Document& head) -> Result<std::vector<Document>> {
    const ReadingOptions options{
        .max_bytes = original->size(), .base = head.base, .contexts = KG_TRY(catalogue.contexts())};
    return KG_TRY(read_documents(original, head.source.place, options)).documents;
  };
}

}  // namespace kilograph::reply
