// Files into the catalogue. Models and descriptions are staged as they are read; the rows of sheets
// wait until all models of the call are kept. What must be remembered of each entity goes into a
// notebook, so that memory is flat unless the answer shall list them.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/file.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/encoding.hpp"
#include "ingest/recognition.hpp"
#include "knowledge/notebook.hpp"
#include "reply/card_subjects.hpp"
#include "reply/file_reading.hpp"
#include "reply/projection.hpp"
#include "reply/row_matching.hpp"
#include "reply/source_documents.hpp"
#include "reply/source_files.hpp"
#include "reply/subject.hpp"
#include "reply/verb/add_inventory.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using knowledge::Catalogue;
using knowledge::Change;

constexpr std::string_view kWarning = "warning";
constexpr std::string_view kSelfTests = "selftest.json";  // inputs of a model and the outputs that must come of them

struct Sheet {
  std::string path;
  FileReading reading;
};

// Pages of the notebook.
constexpr std::string_view kChange = "change";        // entity: what came of it, its place in the answer, its source
constexpr std::string_view kFirstName = "first name"; // document: what its bytes were called first
constexpr std::string_view kRead = "read";            // model: the file that it was read from in this call
constexpr std::string_view kStem = "stem";            // model: what its file is called
constexpr std::string_view kRow = "row";              // model that a row is about: nothing
constexpr std::string_view kDescribed = "described";  // device and source key: the document that tells of it, its file
constexpr std::string_view kImplements = "implements";  // model that a device is said to run: the device's file

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
  Addition(Catalogue& catalogue, knowledge::Notebook notebook, const Call& call, Desk& desk)
      : catalogue_(catalogue),
        notebook_(std::move(notebook)),
        desk_(desk),
        options_{.max_bytes = call.number("max-bytes", ReadingOptions{}.max_bytes),
                 .max_thing_bytes = call.number("max-bytes", ReadingOptions{}.max_thing_bytes),
                 .base = call.text("base"),
                 .validates = true} {
    answer_.streamed = call.has("stream");
  }

  Result<AddAnswer> run(std::vector<std::string> paths) {
    const std::uint64_t total = files_in(paths);
    const std::int64_t before = KG_TRY(catalogue_.last_change());
    options_.contexts = KG_TRY(catalogue_.contexts());
    named_.insert(paths.begin(), paths.end());
    SourceFiles files(std::move(paths));
    Catalogue::Batch batch = KG_TRY(catalogue_.begin(desk_.actor, [this](const auto& ack) {
      if (noted_) noted_ = acknowledge(ack);
    }));
    std::vector<Problem> problems;
    for (std::uint64_t done = 0;; ++done) {
      const auto file = files.next(problems);
      for (Problem& problem : std::exchange(problems, {})) report(std::move(problem));
      if (!file) break;
      if (desk_.progress) desk_.progress({done, total, file->string()});
      KG_CHECK(take_file(batch, *file));
      KG_CHECK(noted_);
    }
    KG_CHECK(take_sheets(batch));
    KG_CHECK(batch.commit());
    KG_CHECK(state_sameness(batch, before));
    KG_CHECK(noted_);
    KG_CHECK(report_absent_models());
    if (passed_over_ > 0) {
      answer_.notes.push_back(
          grouped(passed_over_) +
          (passed_over_ == 1 ? " file is no model and no description" : " files are no models and no descriptions") +
          ": passed over");
    }
    return std::move(answer_);
  }

 private:
  // Known before the walk only where no path is a folder.
  static std::uint64_t files_in(const std::vector<std::string>& paths) {
    std::error_code error;
    const auto is_folder = [&](const std::string& path) { return fs::is_directory(path, error); };
    return std::ranges::any_of(paths, is_folder) ? 0 : paths.size();
  }

  // The place within the file, without the file's own name before it.
  static std::string within(const std::string& source, std::string where) {
    const std::string name = fs::path(source).filename().string();
    for (const std::string& own : {source, name}) {
      if (!where.starts_with(own)) continue;
      where.erase(0, own.size());
      return where.erase(0, std::min(where.find_first_not_of(" ,:"), where.size()));
    }
    return where;
  }

  void report(Problem problem) {
    if (problem.kind != kWarning) ++answer_.failed;
    tell(std::move(problem));
  }

  void tell(Problem problem) {
    if (answer_.streamed && desk_.reported) return desk_.reported(problem);
    answer_.problems.push_back(std::move(problem));
  }

  void warn(std::string source, std::string where, std::string message) {
    where = within(source, std::move(where));
    report({std::move(source), std::move(where), std::string(kWarning), std::move(message)});
  }

  void refuse(const std::string& path, const Error& error) {
    report({path, within(path, error.where), std::string(error_kind_row(error.kind).name), in_words(error)});
  }

  // A description that breaks the Recommendation is refused once, and each breach of it told.
  bool is_sound(const std::string& path, const ingest::thing::Report& report) {
    if (!report.is_valid(false)) ++answer_.failed;
    const std::string_view refusal = error_kind_row(ErrorKind::bad_input).name;
    for (const ingest::thing::Finding& finding : report.findings) {
      const bool is_error = finding.level == ingest::thing::Level::error;
      tell({path, finding.where, std::string(is_error ? refusal : kWarning),
            finding.message + " (" + json::to_text(finding.position) + "; " + finding.rule + ")"});
    }
    return report.is_valid(false);
  }

  // Markdown that means to be a card: what is wrong with it has to be told.
  bool is_meant_as_card(const fs::path& file) const {
    if (file.extension() != ".md") return false;
    const auto bytes = read_file(file, options_.max_bytes);
    if (!bytes) return false;
    const auto text = ingest::utf8_text(*bytes);
    const bool is_wide = !text && text.error().kind == ErrorKind::unsupported && !text.error().expected.empty();
    return is_wide || ingest::card::begins_with_front_matter(text_of(*bytes));
  }

  // A model's folder, as people share it, holds scripts, pictures and settings beside model and card; any folder may
  // hold pages to read.
  bool is_passed_over(const fs::path& file, const Error& error) {
    const bool is_unread = error.kind == ErrorKind::unsupported ||
                           (error.kind == ErrorKind::bad_input && !ingest::has_known_extension(file.string()));
    if (!is_unread || named_.contains(file.string()) || is_meant_as_card(file)) return false;
    const auto [known, is_new] = model_folders_.try_emplace(file.parent_path().string(), false);
    if (is_new) known->second = is_model_folder(file.parent_path());
    if (known->second && file.filename() == kSelfTests) return true;
    if (!known->second && file.extension() != ".md") return false;
    ++passed_over_;
    return true;
  }

  Result<void> take_file(Catalogue::Batch& batch, const fs::path& file) {
    auto reading = read_documents(file, options_);
    if (!reading && is_passed_over(file, reading.error())) return {};
    if (!reading) {
      refuse(file.string(), reading.error());
      return {};
    }
    if (!is_sound(file.string(), reading->validation)) return {};
    for (std::string& warning : reading->warnings) warn(file.string(), "", std::move(warning));
    for (knowledge::LeftOut& value : reading->left_out) warn(file.string(), value.place, std::move(value.message));
    if (reading->is_sheet) {
      sheets_.push_back({file.string(), std::move(*reading)});
      return {};
    }
    KG_CHECK(leave_out_repeated(file.string(), reading->documents));
    for (knowledge::Document& document : reading->documents) {
      if (const auto* device = std::get_if<domain::DeviceFacts>(&document.facts)) {
        for (const std::string& model : device->implements) {
          KG_CHECK(notebook_.put(kImplements, model, file.string()));
        }
      }
      if (document.kind != domain::EntityKind::model || reading->card) continue;
      if (reading->documents.size() == 1) KG_CHECK(notebook_.put(kStem, document.entity, file.stem().string()));
      if (!KG_TRY(notebook_.find(kRead, document.entity))) {
        KG_CHECK(notebook_.put(kRead, document.entity, file.string()));
      }
      KG_CHECK(keep_first_name(reading->origin, document, file.string()));
    }
    return stage(batch, file.string(), reading->original, std::move(reading->documents));
  }

  // Of files of one call that describe one Thing the first is kept, so that the same call again changes nothing.
  Result<void> leave_out_repeated(const std::string& path, std::vector<knowledge::Document>& documents) {
    std::vector<knowledge::Document> kept;
    for (knowledge::Document& document : documents) {
      if (document.kind == domain::EntityKind::device && !document.source_key.empty()) {
        const std::string key = document.entity + " " + document.source_key;
        const auto noted = KG_TRY(notebook_.find(kDescribed, key));
        if (!noted) KG_CHECK(notebook_.put(kDescribed, key, document.iri + " " + path));
        if (noted && !noted->starts_with(document.iri + " ")) {
          warn(path, "/id",
               "<" + document.entity + "> is described by " + noted->substr(noted->find(' ') + 1) +
                   " too, which is kept; this is not. Give each Thing an id of its own, or add this one alone as its "
                   "newer version");
          continue;
        }
      }
      kept.push_back(std::move(document));
    }
    documents = std::move(kept);
    return {};
  }

  Result<void> stage(Catalogue::Batch& batch, const std::string& path, const knowledge::KeptFile& original,
                     std::vector<knowledge::Document> documents) {
    std::vector<std::string> staged_iris;
    for (const knowledge::Document& document : documents) staged_iris.push_back(document.iri);
    for (const std::string& iri : staged_iris) paths_[iri] = path;
    auto staged = batch.add(original, std::move(documents));
    if (staged) return {};
    if (is_ours(staged.error())) return fail(std::move(staged).error());
    for (const std::string& iri : staged_iris) paths_.erase(iri);
    refuse(path, staged.error());
    return {};
  }

  Result<void> keep_first_name(const knowledge::Origin& origin, knowledge::Document& document,
                               const std::string& path) {
    auto first = KG_TRY(notebook_.find(kFirstName, document.iri));
    if (!first) {
      first = KG_TRY(catalogue_.name_in(document.iri)).value_or(document.name);
      KG_CHECK(notebook_.put(kFirstName, document.iri, *first));
    }
    if (*first == document.name) return {};
    warn(path, "", "these are the bytes of the model '" + *first + "': one model with two names");
    document = name_document(origin, document);
    return {};
  }

  // Rows want every name that a model goes by, so that all are in memory while there is a sheet.
  Result<void> take_sheets(Catalogue::Batch& batch) {
    if (sheets_.empty()) return {};
    KG_CHECK(batch.commit());
    KG_CHECK(catalogue_.each_name([this](const knowledge::EntityName& named) {
      if (named.kind != domain::EntityKind::model || named.name.empty()) return;
      names_.add(named.entity, named.name, is_of_known_bytes(named.entity));
    }));
    KG_CHECK(notebook_.each(kStem, [this](std::string_view model, std::string_view stem) -> Result<void> {
      names_.add(std::string(model), stem, is_of_known_bytes(std::string(model)));
      return {};
    }));
    for (Sheet& sheet : sheets_) KG_CHECK(take_sheet(batch, sheet));
    return report_models_without_row();
  }

  // Entities of this call that are one with others are not made one silently: a statement says so, which
  // can be shown and removed.
  Result<void> state_sameness(Catalogue::Batch& batch, std::int64_t before) {
    knowledge::SameProposals proposals = KG_TRY(catalogue_.same_proposals(before));
    for (std::string& warning : proposals.warnings) warn("sameness", "", std::move(warning));
    for (auto& proposed : proposals.statements) {
      answer_.stated.push_back(proposed.document.name);
      const std::string name = proposed.document.name;
      KG_CHECK(stage(batch, name, proposed.original, {std::move(proposed.document)}));
    }
    return batch.commit();
  }

  Result<void> take_sheet(Catalogue::Batch& batch, Sheet& sheet) {
    std::vector<knowledge::Document> documents;
    std::map<std::string, std::set<std::string>> described;  // entity: the names of its rows
    std::vector<const ingest::ModelRow*> unmatched;
    for (const ingest::ModelRow& row : sheet.reading.rows.rows) {
      const auto entity = names_.entity_of(row);
      if (!entity && entity.error().kind == ErrorKind::not_found && entity.error().advice.empty()) {
        unmatched.push_back(&row);
      } else if (!entity) {
        warn(sheet.path, row.place,
             in_words(entity.error()) + " Its facts are not taken; add the file again when that is mended.");
      } else if (!KG_TRY(catalogue_.has(*entity))) {
        warn(sheet.path, row.place, "the model of this digest is not in the catalogue");
      } else if (!described[*entity].insert(row.name).second) {
        warn(sheet.path, row.place, "a second row about the model '" + row.name + "' is not taken");
      } else {
        documents.push_back(row_document(sheet.reading.origin, *entity, row, described[*entity].size() == 1));
        KG_CHECK(notebook_.put(kRow, *entity, ""));
      }
    }
    if (!unmatched.empty()) {
      const ingest::Warning warning = unmatched_warning(unmatched);
      warn(sheet.path, warning.place, warning.message);
    }
    for (const ingest::Warning& warning : gathered(sheet.reading.rows.warnings)) {
      warn(sheet.path, warning.place, warning.message);
    }
    return documents.empty() ? Result<void>{} : stage(batch, sheet.path, sheet.reading.original, std::move(documents));
  }

  Result<void> report_models_without_row() {
    return notebook_.each(kRead, [this](std::string_view model, std::string_view path) -> Result<void> {
      if (!KG_TRY(notebook_.find(kRow, model))) {
        warn(std::string(path), "", "no row of the sheet is about this model");
      }
      return {};
    });
  }

  Result<void> report_absent_models() {
    return notebook_.each(kImplements, [this](std::string_view model, std::string_view path) -> Result<void> {
      if (KG_TRY(catalogue_.has(std::string(model)))) return {};
      warn(std::string(path), "",
           "a model that it implements, <" + std::string(model) +
               ">, is not in the catalogue: add it, or correct its IRI");
      return {};
    });
  }

  // The ledger counts documents; a person counts entities, each once in a call.
  Result<void> acknowledge(const knowledge::Acknowledgement& ack) {
    const std::string added(knowledge::name_of(Change::added)), unchanged(knowledge::name_of(Change::unchanged));
    const auto first = KG_TRY(notebook_.find(kChange, ack.entity));
    std::string change(knowledge::name_of(ack.change));
    const bool was_added_now = first && first->starts_with(added);
    if (change == added && !ack.entity_is_new && !was_added_now) change = knowledge::name_of(Change::changed);
    std::string source = ack.place;
    if (const auto path = paths_.find(ack.document); path != paths_.end()) {
      source = std::move(path->second);
      paths_.erase(path);
    }
    AddedEntity entity{ack.entity, std::string(domain::name_of(ack.kind)), ack.name, std::move(source), change};
    if (answer_.streamed && desk_.acknowledged) desk_.acknowledged(entity);
    if (!first) return count(std::move(entity));
    if (!first->starts_with(unchanged) || change == unchanged) return {};
    return recount(entity.id, std::stoull(first->substr(unchanged.size())), entity.source);
  }

  bool lists_entities() const { return desk_.wants_entities && !answer_.streamed; }

  Result<void> count(AddedEntity entity) {
    const std::string noted = entity.change + " " + std::to_string(answer_.entities.size()) + " " + entity.source;
    KG_CHECK(notebook_.put(kChange, entity.id, noted));
    ++count_of(entity.change);
    ++answer_.kinds[entity.kind];
    if (lists_entities()) answer_.entities.push_back(std::move(entity));
    return {};
  }

  // What was unchanged by a first document is changed by a later one.
  Result<void> recount(const std::string& id, std::size_t position, const std::string& source) {
    const std::string changed(knowledge::name_of(Change::changed));
    KG_CHECK(notebook_.put(kChange, id, changed + " " + std::to_string(position) + " " + source));
    --answer_.unchanged;
    ++answer_.changed;
    if (lists_entities()) answer_.entities[position].change = changed;
    return {};
  }

  std::uint64_t& count_of(std::string_view change) {
    if (change == knowledge::name_of(Change::added)) return answer_.added;
    return change == knowledge::name_of(Change::changed) ? answer_.changed : answer_.unchanged;
  }

  Catalogue& catalogue_;
  knowledge::Notebook notebook_;  // of what grows with the files
  std::uint64_t passed_over_ = 0;  // files of no known kind in models' folders, and plain Markdown
  Desk& desk_;
  ReadingOptions options_;
  AddAnswer answer_;
  std::vector<Sheet> sheets_;
  std::set<std::string> named_;  // paths of the call
  std::map<std::string, bool> model_folders_;  // that were asked for
  ModelNames names_;
  std::map<std::string, std::string> paths_;  // of documents not acknowledged yet
  Result<void> noted_;  // of acknowledging, which happens inside the batch
};

}  // namespace

Result<Answer> add(const Call& call, Desk& desk) {
  if (call.has("firmware") || call.has("device")) return add_firmware(call, desk);
  if (KG_TRY(is_inventory_call(call))) return add_inventory(call, desk);
  if (!call.has("path")) {
    return fail(ErrorKind::usage, "`add` needs PATH", "", "files, or folders with all files below",
                "For example: `kilograph add models/ sheet.xlsx boards/*.ttl`");
  }
  Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::write));
  knowledge::Notebook notebook = KG_TRY(knowledge::Notebook::open());
  AddAnswer answer = KG_TRY(Addition(catalogue, std::move(notebook), call, desk).run(call.list("path")));
  keep_projection(desk, answer.added + answer.changed);
  return answer;
}

}  // namespace kilograph::reply
