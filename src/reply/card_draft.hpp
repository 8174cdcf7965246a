// Answers of an interview that was broken off, kept beside the model until the card is written.
#pragma once

#include <filesystem>
#include <string>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "reply/card_answers.hpp"

namespace kilograph::reply {

class CardDraft {
 public:
  CardDraft() = default;
  // Of these very bytes: another model of the folder, or another version, has another draft.
  CardDraft(const std::filesystem::path& model, const Digest& digest);

  const std::filesystem::path& path() const { return path_; }
  bool exists() const;
  // No answers where there is no draft. One that cannot be read is put aside as PATH.broken, and `note` says so.
  // Errors: io, where it cannot be put aside.
  Result<CardAnswers> read(std::string& note) const;
  Result<void> write(const CardAnswers& answers) const;
  void remove() const;

 private:
  std::filesystem::path path_;
};

}  // namespace kilograph::reply
