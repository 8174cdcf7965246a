#include "reply/card_subjects.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "base/listing.hpp"
#include "domain/entity.hpp"
#include "domain/spelling.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/encoding.hpp"
#include "ingest/lfs_pointer.hpp"
#include "ingest/tflite/model_reader.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostModels = 256;

std::string name_of(const fs::path& path) { return path.filename().string(); }

std::string model_in(const Digest& digest) { return domain::model_iri(digest); }

// A model that cannot be read is refused by itself.
void hold_labels(CardSubjects& subjects, const ingest::ModelCard& card, ByteView bytes, const fs::path& file) {
  if (card.facts.labels.empty()) return;
  const auto model = ingest::read_model(bytes, file.stem().string(), {bytes.size()});
  if (!model) return;
  auto warning = label_warning(card.facts.labels, *model, name_of(file));
  if (warning) subjects.warnings.push_back(std::move(*warning));
}

// Of what a pointer of Git LFS stands for, where that is there in its place.
Digest digest_of(ByteView bytes) { return ingest::digest_in_lfs_pointer(bytes).value_or(sha256(bytes)); }

// The file that the card names, or the one model beside a card that states a digest alone.
fs::path file_of(const ingest::ModelCard& card, const fs::path& path) {
  if (!card.model_file.empty()) return path.parent_path() / card.model_file;
  const auto models = models_beside(path);
  return models.size() == 1 ? models.front() : fs::path();
}

void hold_digest(CardSubjects& subjects, const ingest::ModelCard& card, const Digest& digest, const fs::path& file) {
  const Digest& stated = *card.facts.sha256;
  const std::string mended = "`kilograph describe " + name_of(file) + " --set sha256=" + digest.hex() + "`";
  if (card.revises_itself) {
    subjects.revised_by = digest;
    subjects.entities = {model_in(digest)};
    subjects.warnings.push_back({"kilograph.sha256",
                                 "the card states the digest of the older bytes that it revises; "
                                 "it is taken to be about those of " +
                                     name_of(file) + ", and " + mended + " says so"});
    return;
  }
  subjects.warnings.push_back(
      {"kilograph.sha256", "the card is about other bytes than those of " + name_of(file) + "; the nearest is " +
                               digest.hex() + ". If it was written before they changed, " + mended +
                               " makes it about these, and --set revises=" + stated.hex() + " says what they revise"});
}

// Of the file that the card names. A card that states a digest is about those bytes, wherever they are.
Result<CardSubjects> named_subject(const ingest::ModelCard& card, const fs::path& path, std::uint64_t max_bytes) {
  CardSubjects subjects;
  const fs::path file = file_of(card, path);
  const auto& stated = card.facts.sha256;
  std::error_code error;
  if (!file.empty() && fs::is_regular_file(file, error)) {
    const Bytes bytes = KG_TRY(read_file(file, max_bytes));
    const Digest digest = digest_of(bytes);
    if (!stated || digest == *stated) hold_labels(subjects, card, bytes, file);
    subjects.entities = {model_in(stated ? *stated : digest)};
    if (stated && digest != *stated) hold_digest(subjects, card, digest, file);
  } else if (stated) {
    subjects.entities = {model_in(*stated)};
  } else {
    std::vector<std::string> names;
    for (const fs::path& model : models_beside(path)) names.push_back(name_of(model));
    const auto near = domain::nearest(card.model_file, names, 1);
    subjects.warnings.push_back({"kilograph.model", "there is no file '" + card.model_file + "' beside the card" +
                                                        (near.empty() ? "" : "; the nearest is " + near.front())});
  }
  return subjects;
}

}  // namespace

std::optional<ingest::Warning> label_warning(const std::vector<std::string>& labels, const domain::Model& model,
                                             const std::string& file) {
  if (labels.empty() || model.subgraphs.empty() || model.subgraphs.front().outputs.empty()) return std::nullopt;
  const domain::Subgraph& graph = model.subgraphs.front();
  const auto output = static_cast<std::size_t>(graph.outputs.front());
  if (output >= graph.tensors.size() || graph.tensors[output].spec.shape.empty()) return std::nullopt;
  const auto elements = graph.tensors[output].spec.shape.back();
  if (elements <= 0 || static_cast<std::size_t>(elements) == labels.size()) return std::nullopt;
  return ingest::Warning{"kilograph.labels", std::to_string(labels.size()) +
                                                 (labels.size() == 1 ? " label" : " labels") + " for the " +
                                                 domain::to_text(graph.tensors[output].spec.shape) + " output of " +
                                                 file + " (expected " + std::to_string(elements) + ")"};
}

std::vector<fs::path> models_beside(const fs::path& card) {
  std::vector<fs::path> models;
  std::error_code error;
  const fs::path folder = card.has_parent_path() ? card.parent_path() : fs::path(".");
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->path().extension() != ".tflite" || !entry->is_regular_file(ignored)) continue;
    models.push_back(entry->path());
    if (models.size() == kMostModels) break;
  }
  std::ranges::sort(models);
  return models;
}

bool is_model_folder(const fs::path& folder) {
  const fs::path page = folder / "README.md";
  const auto bytes = read_file(page, ingest::card::kMostBytes);
  if (!bytes) return false;
  const std::string_view text = ingest::without_byte_order_mark(text_of(*bytes));
  return ingest::card::is_model_card(text) ||
         (ingest::card::begins_with_front_matter(text) && !models_beside(page).empty());
}

Result<CardSubjects> subjects_of(const ingest::ModelCard& card, const Digest& card_file, const fs::path& path,
                                 std::uint64_t max_bytes) {
  CardSubjects subjects;
  if (card.facts.sha256 || !card.model_file.empty()) {
    subjects = KG_TRY(named_subject(card, path, max_bytes));
  } else {
    const auto models = models_beside(path);
    for (const fs::path& model : models) {
      const Bytes bytes = KG_TRY(read_file(model, max_bytes));
      subjects.entities.push_back(model_in(digest_of(bytes)));
      hold_labels(subjects, card, bytes, model);
    }
    if (models.size() > 1) {
      subjects.warnings.push_back({"kilograph.model",
                                   "the card does not say which model it is of and counts for each "
                                   "beside it: " +
                                       listed(models, name_of)});
    }
  }
  if (subjects.entities.empty()) {
    subjects.entities.push_back(std::string(domain::kIdBase) + "model/card/" + card_file.hex());
  }
  return subjects;
}

}  // namespace kilograph::reply
