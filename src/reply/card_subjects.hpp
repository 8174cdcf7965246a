// Which models a card is about: by digest, by the name of a file beside it, else all models beside it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "domain/model.hpp"
#include "ingest/document.hpp"

namespace kilograph::reply {

struct CardSubjects {
  std::vector<std::string> entities;  // IRIs; one of the card itself where no model is beside it
  std::vector<ingest::Warning> warnings;
  // The digest of today's bytes and the older model that they revise, where a card states the older digest for both.
  std::optional<Digest> revised_by{};
};

// `card_file`: digest of the card's own bytes. Errors: too_large and io, of a model beside it.
Result<CardSubjects> subjects_of(const ingest::ModelCard& card, const Digest& card_file,
                                 const std::filesystem::path& path, std::uint64_t max_bytes);

// That there are more or fewer labels than elements in the last dimension of the model's first output; none where the
// card has no labels or that dimension is not fixed. `file`: what the model's file is called.
std::optional<ingest::Warning> label_warning(const std::vector<std::string>& labels, const domain::Model& model,
                                             const std::string& file);

// The models (.tflite) in the folder of a card, in order of their names; at most 256 are looked at.
std::vector<std::filesystem::path> models_beside(const std::filesystem::path& card);

// Whether a folder holds a README.md that is a model card, as folders of models do elsewhere.
bool is_model_folder(const std::filesystem::path& folder);

}  // namespace kilograph::reply
