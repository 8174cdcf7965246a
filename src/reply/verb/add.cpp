// Files into the catalogue. Models and descriptions are staged as they are read; the rows of sheets
// wait until all models of the call are known.
#include <algorithm>
#include <map>
#include <set>

#include "reply/file_reading.hpp"
#include "reply/row_matching.hpp"
#include "reply/source_files.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using knowledge::Catalogue;
using knowledge::Change;

constexpr std::string_view kWarning = "warning";

struct Sheet {
  std::string path;
  FileReading reading;
};

// What a source says of an entity under a further name is a document of its own: the IRI of the first
// is made of the bytes and the entity alone.
knowledge::Document under_further_name(const knowledge::Origin& origin, const std::string& entity,
                                       const domain::Facts& facts, const domain::Source& source,
                                       const std::string& name) {
  knowledge::Origin named = origin;
  named.file = sha256(view_of(origin.file.hex() + name));
  knowledge::Document document = knowledge::document_from(named, entity, facts, source);
  document.file = origin.file;
  return document;
}

// The id of a model whose bytes are known ends in their SHA-256; one derived from a graph has another.
bool is_of_known_bytes(const std::string& entity) {
  const std::size_t slash = entity.rfind('/');
  const auto digest = Digest::from_hex(std::string_view(entity).substr(slash + 1));
  return digest && entity == domain::model_iri(*digest);
}

// "row 7, column date" and its like with the same words become one line, with the rows counted.
std::vector<ingest::Warning> gathered(const std::vector<ingest::Warning>& warnings) {
  std::vector<ingest::Warning> lines;
  std::vector<std::size_t> counts;
  std::map<std::pair<std::string, std::string>, std::size_t> known;  // column and words: the line
  for (const ingest::Warning& warning : warnings) {
    const std::size_t column = warning.place.find(", column ");
    const std::string key = column == std::string::npos ? warning.place : warning.place.substr(column);
    const auto [line, is_new] = known.try_emplace({key, warning.message}, lines.size());
    if (is_new) {
      lines.push_back(warning);
      counts.push_back(1);
    } else {
      ++counts[line->second];
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (counts[i] > 1) lines[i].place += " and " + std::to_string(counts[i] - 1) + " more rows";
  }
  return lines;
}

// A failure of the ledger or the machine ends the call; one of a file does not.
bool is_ours(const Error& error) { return error.kind == ErrorKind::io || error.kind == ErrorKind::internal; }

std::string in_words(const Error& error) {
  Error without_place = error;
  without_place.where.clear();
  return without_place.to_text();
}

class Addition {
 public:
  Addition(Catalogue& catalogue, const Call& call, Desk& desk)
      : catalogue_(catalogue),
        desk_(desk),
        options_{.max_bytes = call.number("max-bytes", ReadingOptions{}.max_bytes), .base = call.text("base")} {
    answer_.streamed = call.has("stream");
  }

  Result<AddAnswer> run(const std::vector<std::string>& paths) {
    KG_CHECK(learn_kept_entities());
    SourceFiles found = files_below(paths);
    for (Problem& problem : found.problems) refuse(std::move(problem));
    Catalogue::Batch batch = KG_TRY(catalogue_.begin(desk_.actor, [this](const auto& ack) { acknowledge(ack); }));
    std::uint64_t done = 0;
    for (const fs::path& file : found.files) {
      if (desk_.progress) desk_.progress({done++, found.files.size(), file.string()});
      KG_CHECK(take_file(batch, file));
    }
    for (Sheet& sheet : sheets_) KG_CHECK(take_sheet(batch, sheet));
    if (!sheets_.empty()) report_models_without_row();
    KG_CHECK(batch.commit());
    if (desk_.progress) desk_.progress({found.files.size(), found.files.size(), ""});
    return std::move(answer_);
  }

 private:
  // The place within the file, without the file's own name before it.
  static std::string within(const std::string& source, std::string where) {
    const std::string name = fs::path(source).filename().string();
    if (!where.starts_with(name)) return where;
    where.erase(0, name.size());
    return where.erase(0, std::min(where.find_first_not_of(" ,:"), where.size()));
  }

  void warn(std::string source, std::string where, std::string message) {
    where = within(source, std::move(where));
    answer_.problems.push_back({std::move(source), std::move(where), std::string(kWarning), std::move(message)});
  }

  void refuse(Problem problem) {
    ++answer_.failed;
    answer_.problems.push_back(std::move(problem));
  }

  void refuse(const std::string& path, const Error& error) {
    refuse({path, within(path, error.where), std::string(error_kind_row(error.kind).name), in_words(error)});
  }

  Result<void> take_file(Catalogue::Batch& batch, const fs::path& file) {
    auto reading = read_documents(file, options_);
    if (!reading) {
      refuse(file.string(), reading.error());
      return {};
    }
    for (std::string& warning : reading->warnings) warn(file.string(), "", std::move(warning));
    if (reading->is_sheet) {
      sheets_.push_back({file.string(), std::move(*reading)});
      return {};
    }
    for (knowledge::Document& document : reading->documents) {
      if (document.kind != domain::EntityKind::model) continue;
      const bool preferred = is_of_known_bytes(document.entity);
      names_.add(document.entity, document.name, preferred);
      if (reading->documents.size() == 1) names_.add(document.entity, file.stem().string(), preferred);
      models_.try_emplace(document.entity, file.string());
      KG_CHECK(keep_first_name(reading->origin, document, file.string()));
    }
    return stage(batch, file.string(), reading->original, std::move(reading->documents));
  }

  Result<void> stage(Catalogue::Batch& batch, const std::string& path, const knowledge::KeptFile& original,
                     std::vector<knowledge::Document> documents) {
    for (const knowledge::Document& document : documents) paths_[document.iri] = path;
    auto staged = batch.add(original, std::move(documents));
    if (staged) return {};
    if (is_ours(staged.error())) return fail(std::move(staged).error());
    refuse(path, staged.error());
    return {};
  }

  // The same bytes under another name are the same model: of the second file only the name is new.
  Result<void> keep_first_name(const knowledge::Origin& origin, knowledge::Document& document,
                               const std::string& path) {
    auto [first, is_first] = first_names_.try_emplace(document.iri, document.name);
    if (is_first && kept_.contains(document.entity)) {
      for (const knowledge::Document& kept : KG_TRY(catalogue_.documents(document.entity))) {
        if (kept.iri == document.iri) first->second = kept.name;
      }
    }
    if (first->second == document.name) return {};
    warn(path, "", "these are the bytes of the model '" + first->second + "': one model with two names");
    domain::ModelFacts name_only;
    name_only.name = document.name;
    document = under_further_name(origin, document.entity, name_only, document.source, document.name);
    return {};
  }

  Result<void> learn_kept_entities() {
    for (const knowledge::EntityRef& ref : KG_TRY(catalogue_.entities())) kept_.insert(ref.id);
    for (const domain::ModelEntity& model : KG_TRY(catalogue_.models())) {
      const bool preferred = is_of_known_bytes(model.id);
      names_.add(model.id, model.name, preferred);
      for (const auto& name : model.all(&domain::ModelFacts::name)) names_.add(model.id, name.value, preferred);
    }
    return {};
  }

  Result<void> take_sheet(Catalogue::Batch& batch, Sheet& sheet) {
    std::vector<knowledge::Document> documents;
    std::map<std::string, std::set<std::string>> described;  // entity: the names of its rows
    for (const ingest::ModelRow& row : sheet.reading.rows.rows) {
      const auto entity = names_.entity_of(row);
      if (!entity) {
        warn(sheet.path, row.place,
             in_words(entity.error()) + " Its facts are not taken; add the file again when that is mended.");
      } else if (!models_.contains(*entity) && !kept_.contains(*entity)) {
        warn(sheet.path, row.place, "the model of this digest is not in the catalogue");
      } else if (!described[*entity].insert(row.name).second) {
        warn(sheet.path, row.place, "a second row about the model '" + row.name + "' is not taken");
      } else {
        documents.push_back(row_document(sheet.reading.origin, *entity, row, described[*entity].size() == 1));
        with_row_.insert(*entity);
      }
    }
    for (const ingest::Warning& warning : gathered(sheet.reading.rows.warnings)) {
      warn(sheet.path, warning.place, warning.message);
    }
    return documents.empty() ? Result<void>{} : stage(batch, sheet.path, sheet.reading.original, std::move(documents));
  }

  // Rows move when a sheet is edited; the name they are about does not.
  static knowledge::Document row_document(const knowledge::Origin& origin, const std::string& entity,
                                          const ingest::ModelRow& row, bool is_first) {
    domain::Source source = row.source;
    source.place = origin.place + ", " + row.name;
    if (is_first) return knowledge::document_from(origin, entity, row.facts, source);
    return under_further_name(origin, entity, row.facts, source, row.name);
  }

  void report_models_without_row() {
    for (const auto& [entity, path] : models_) {
      if (!with_row_.contains(entity)) warn(path, "", "no row of the sheet is about this model");
    }
  }

  void acknowledge(const knowledge::Acknowledgement& ack) {
    // The ledger counts documents; a person counts entities, each once in a call.
    const Change change = ack.change == Change::added && kept_.contains(ack.entity) ? Change::changed : ack.change;
    std::string source = ack.place;
    if (const auto path = paths_.find(ack.document); path != paths_.end()) {
      source = path->second;
      paths_.erase(path);
    }
    AddedEntity entity{ack.entity, std::string(domain::name_of(ack.kind)), ack.name, std::move(source),
                       std::string(knowledge::name_of(change))};
    if (answer_.streamed && desk_.acknowledged) desk_.acknowledged(entity);
    const auto [first, is_first] = changes_.try_emplace(ack.entity, change, answer_.entities.size());
    if (is_first) {
      ++count_of(change);
      if (!answer_.streamed) answer_.entities.push_back(std::move(entity));
    } else if (first->second.first == Change::unchanged && change != Change::unchanged) {
      --count_of(Change::unchanged);
      ++count_of(first->second.first = Change::changed);
      if (!answer_.streamed) answer_.entities[first->second.second].change = knowledge::name_of(Change::changed);
    }
  }

  std::uint64_t& count_of(Change change) {
    switch (change) {
      case Change::added: return answer_.added;
      case Change::changed: return answer_.changed;
      case Change::unchanged: return answer_.unchanged;
    }
    return answer_.unchanged;
  }

  Catalogue& catalogue_;
  Desk& desk_;
  ReadingOptions options_;
  AddAnswer answer_;
  std::vector<Sheet> sheets_;
  ModelNames names_;
  std::map<std::string, std::string> first_names_;  // by document IRI: what its bytes were called first
  std::map<std::string, std::string> models_;  // read in this call: entity to path
  std::set<std::string> kept_, with_row_;
  std::map<std::string, std::string> paths_;   // of documents not acknowledged yet
  std::map<std::string, std::pair<Change, std::size_t>> changes_;  // by entity: its change, its place in the answer
};

}  // namespace

Result<Answer> add(const Call& call, Desk& desk) {
  Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::write));
  return Answer{KG_TRY(Addition(catalogue, call, desk).run(call.list("path")))};
}

}  // namespace kilograph::reply
