#include "reply/card_draft.hpp"

namespace kilograph::reply {
namespace fs = std::filesystem;

CardDraft::CardDraft(const fs::path& model, const Digest& digest) {
  constexpr std::size_t kDigits = 12;
  path_ = model.string() + "." + digest.hex().substr(0, kDigits) + ".draft";
}

bool CardDraft::exists() const {
  std::error_code error;
  return fs::exists(path_, error);
}

Result<CardAnswers> CardDraft::read(std::string& note) const {
  if (!exists()) return CardAnswers();
  auto answers = read_answers(path_);
  if (answers) return answers;
  const fs::path aside = path_.string() + ".broken";
  std::error_code error;
  fs::rename(path_, aside, error);
  if (error) return fail(ErrorKind::io, "a broken draft cannot be put aside: " + error.message(), path_.string());
  note = "The draft of earlier answers cannot be read and is put aside as " + aside.string() + ": " +
         answers.error().to_text() + "\nThe questions begin anew.";
  return CardAnswers();
}

Result<void> CardDraft::write(const CardAnswers& answers) const { return write_answers(path_, answers); }

void CardDraft::remove() const {
  std::error_code error;
  fs::remove(path_, error);
}

}  // namespace kilograph::reply
