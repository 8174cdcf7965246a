// describe: asks what a model's file cannot hold, and writes its card.
#include <algorithm>
#include <utility>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "base/listing.hpp"
#include "domain/model.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/document.hpp"
#include "ingest/encoding.hpp"
#include "reply/card_composition.hpp"
#include "reply/card_subjects.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostModelBytes = 64ull << 20;

// The model that a path is about: itself, or the one beside a card or in a folder.
Result<fs::path> model_file_of(const fs::path& path) {
  std::error_code error;
  const bool is_folder = fs::is_directory(path, error);
  if (!is_folder && path.extension() != ".md") return path;
  const auto models = models_beside(is_folder ? path / "README.md" : path);
  if (models.size() == 1) return models.front();
  if (models.empty())
    return fail(ErrorKind::not_found, "there is no model to describe", path.string(), "a .tflite file");
  return fail(ErrorKind::ambiguous, "there are several models", path.string(),
              "one of " + listed(models, [](const fs::path& model) { return model.string(); }));
}

// What went wrong in a file says in which.
template <class T>
Result<T> of_file(const fs::path& path, Result<T> read) {
  if (read) return read;
  return fail(std::move(read).error().in(path.string()));
}

Result<std::string> text_in(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return std::string();
  const Bytes bytes = KG_TRY(read_file(path, ingest::card::kMostBytes));
  return std::string(KG_TRY(of_file(path, ingest::utf8_text(bytes))));
}

// Answers to the questions on these very bytes: another model of the folder, or another version, has another draft.
fs::path draft_path(const fs::path& model, const Digest& digest) {
  constexpr std::size_t kDigits = 12;
  return model.string() + "." + digest.hex().substr(0, kDigits) + ".draft";
}

// README.md beside the model, unless that is another model's card.
Result<fs::path> card_path(const fs::path& model) {
  const fs::path usual = model.parent_path() / "README.md";
  const std::string text = KG_TRY(text_in(usual));
  if (!ingest::card::is_model_card(text)) return usual;
  const auto card = KG_TRY(of_file(usual, ingest::card::read_model_card(text)));
  const bool is_its_own =
      card.model_file.empty() ? models_beside(usual).size() < 2 : card.model_file == model.filename().string();
  return is_its_own ? usual : model.parent_path() / (model.stem().string() + ".card.md");
}

class Description {
 public:
  Description(const Call& call, Desk& desk) : call_(call), desk_(desk) {}

  Result<Answer> run() {
    model_path_ = KG_TRY(model_file_of(call_.text("file")));
    const Bytes bytes = KG_TRY(read_file(model_path_, kMostModelBytes));
    auto ingested = KG_TRY(of_file(model_path_, ingest::read(bytes, model_path_.filename().string(), {})));
    auto* model = std::get_if<domain::Model>(&ingested.content);
    if (!model) return fail(ErrorKind::usage, "the file is no model", model_path_.string(), "a .tflite file");
    model_ = std::move(*model);
    path_ = KG_TRY(card_path(model_path_));
    draft_ = draft_path(model_path_, model_.sha256);
    existing_ = KG_TRY(text_in(path_));
    stated_ = KG_TRY(of_file(path_, stated_in(existing_)));
    if (desk_.ask) KG_CHECK(take_draft());
    KG_CHECK(take_given());
    bool is_agreed = true;
    if (!desk_.ask && answers_.empty()) return unanswered();
    if (desk_.ask) {
      KG_CHECK(ask_all());
      is_agreed = KG_TRY(agree());
    }
    return is_agreed ? write() : declined();
  }

 private:
  // Answers of an earlier time; what would not be taken today is asked again.
  Result<void> take_draft() {
    std::error_code error;
    if (!fs::exists(draft_, error)) return {};
    const CardAnswers draft = KG_TRY(read_answers(draft_));
    for (const CardTopic& topic : card_topics()) {
      const auto answer = draft.find(topic.key);
      if (answer == draft.end() || stated_.contains(topic.stated)) continue;
      if (!answer->second.empty() && !says_something(topic)) continue;
      answers_[answer->first] = answer->second;
      if (!KG_TRY(problem_with(topic)).empty()) answers_.erase(answer->first);
    }
    note_ = "Going on from " + draft_.string() +
            ", answered: " + listed(answers_, [](const auto& answer) { return answer.first; });
    return {};
  }

  // The file of answers, then single ones.
  Result<void> take_given() {
    CardAnswers given;
    if (call_.has("answers")) given = KG_TRY(read_answers(call_.text("answers")));
    for (const std::string& text : call_.list("set")) KG_CHECK(set_answer(given, text));
    for (const auto& [key, value] : given) {
      if (const CardTopic& topic = topic_of(key); stated_.contains(topic.stated)) {
        return fail(ErrorKind::usage, "the card states " + std::string(topic.stated) + " already", path_.string(), "",
                    "What a card states is changed in the card itself.");
      }
      if (!is_about(topic_of(key), model_)) {
        return fail(ErrorKind::usage, "the model has no such " + topic_of(key).of + " as " + key + " is about",
                    model_path_.string());
      }
      answers_[key] = value;
    }
    for (const CardTopic& topic : card_topics()) {
      const auto answer = given.find(topic.key);
      if (answer == given.end() || answer->second.empty() || says_something(topic)) continue;
      const bool is_none = given.contains(topic.after) && given[topic.after] == kNone;
      return fail(
          ErrorKind::usage,
          answer->first + " says nothing " + (is_none ? "where no sensor feeds the model" : "without " + topic.after),
          "", is_none ? "" : "an answer for " + topic.after + " too");
    }
    for (const auto& [key, value] : given) {
      const std::string problem = KG_TRY(problem_with(topic_of(key)));
      if (!problem.empty()) return fail(ErrorKind::bad_input, key + ": " + problem);
    }
    return {};
  }

  // With nobody to ask and no answers there is nothing to write; the card as it stands can be looked at all the same.
  Result<Answer> unanswered() const {
    if (call_.has("print") || desk_.for_programs) return finish(false);
    std::vector<std::string> keys;
    for (const CardTopic& topic : card_topics()) {
      if (topic.number == 0 && !stated_.contains(topic.stated)) keys.push_back(topic.key);
    }
    return fail(ErrorKind::usage, "there is nobody to ask, and no answer was given", path_.string(),
                "--set KEY=VALUE or --answers FILE",
                keys.empty() ? "The card states all that is asked."
                             : "To be answered: " + listed(keys) + ". --print shows the card so far.");
  }

  static const CardTopic& topic_of(std::string_view key) {
    return *std::ranges::find(card_topics(), key, &CardTopic::key);
  }

  bool is_to_ask(const CardTopic& topic) const {
    return is_about(topic, model_) && !stated_.contains(topic.stated) && !answers_.contains(topic.key) &&
           says_something(topic);
  }

  // Whether that has an answer which an answer to this would be about.
  bool says_something(const CardTopic& topic) const {
    if (topic.after.empty()) return true;
    const auto needed = answers_.find(topic.after);
    return needed != answers_.end() && !needed->second.empty() && needed->second != kNone;
  }

  Result<void> ask_all() {
    for (const CardTopic& topic : card_topics()) {
      if (!is_to_ask(topic)) continue;
      Question question = question_on(topic, model_, model_path_.filename().string(), answers_);
      std::string refused;
      while (true) {
        std::string answer = KG_TRY(ask(question));
        if (answer.empty()) answer = question.otherwise;
        if (answer == "-") answer.clear();
        answers_[question.key] = answer;
        question.problem = KG_TRY(problem_with(topic));
        if (question.problem.empty() && topic.key == "labels")
          question.problem = doubt_about(KG_TRY(card_of_answers()));
        // Whoever insists is taken at their word; the card is read with a warning then.
        if (question.problem.empty() || answer == refused) break;
        refused = answer;
        question.problem += " (the same again keeps it)";
      }
      KG_CHECK(write_answers(draft_, answers_));
    }
    return {};
  }

  Result<std::string> ask(Question question) {
    question.note = std::exchange(note_, {});
    auto answer = desk_.ask(question);
    if (answer) return answer;
    Error error = answer.error();
    std::error_code none;
    if (fs::exists(draft_, none))
      error.advice = "The answers so far are in " + draft_.string() + "; the next call goes on there.";
    return fail(std::move(error));
  }

  // What the card's reader says of this one answer; empty: nothing.
  Result<std::string> problem_with(const CardTopic& topic) const {
    if (topic.where.empty() || answers_.at(topic.key).empty()) return std::string();
    if (answers_.at(topic.key) == kNone) return std::string();
    const auto card = KG_TRY(card_of_answers());
    for (const ingest::Warning& warning : card.warnings) {
      const std::string place = warning.place.substr(0, warning.place.find(','));
      if (place.find(topic.where) == std::string::npos) continue;
      return warning.message + (topic.key == "revises" ? KG_TRY(digest_of(answers_.at(topic.key))) : std::string());
    }
    return std::string();
  }

  // Of a file beside the model its digest, which is what says which model it is.
  Result<std::string> digest_of(const std::string& name) const {
    for (const fs::path& other : models_beside(model_path_)) {
      if (other.filename() != name && other.stem() != name) continue;
      return "; the nearest is " + sha256(KG_TRY(read_file(other, kMostModelBytes))).hex();
    }
    return std::string();
  }

  // Of a card as a whole, held against its model; empty: none.
  std::string doubt_about(const ingest::ModelCard& card) const {
    const auto warning = label_warning(card.facts.labels, model_, model_path_.filename().string());
    return warning ? warning->message : std::string();
  }

  Result<std::string> text(Extent extent = Extent::as_written) const {
    return of_file(path_, composed(existing_, model_path_.filename().string(), model_.sha256, answers_, extent));
  }

  Result<ingest::ModelCard> card_of_answers() const {
    const std::string whole = KG_TRY(text(Extent::so_far));
    return ingest::card::read_model_card(whole);
  }

  Result<bool> agree() {
    const std::string whole = KG_TRY(text());
    Question question{.key = "write"};
    question.text =
        std::string(ingest::card::parts_of(whole).front) + "---\nWrite this card to " + path_.string() + "?";
    question.otherwise = "yes";
    question.words = {"yes", "no"};
    std::string answer = KG_TRY(ask(question));
    return answer.empty() || answer.starts_with('y') || answer.starts_with('Y');
  }

  Result<Answer> declined() const {
    auto answer = finish(false);
    auto* card = answer ? std::get_if<CardAnswer>(&*answer) : nullptr;
    if (!card) return answer;
    std::error_code error;
    card->card.warnings.push_back(
        {path_.string(), "nothing was written" + (fs::exists(draft_, error)
                                                      ? "; the answers are kept in " + draft_.string() +
                                                            ": the next call goes on there, or begins anew when that "
                                                            "file is deleted"
                                                      : std::string())});
    return answer;
  }

  Result<Answer> write() {
    const std::string whole = KG_TRY(text());
    if (!call_.has("print")) {
      KG_CHECK(write_file(path_, view_of(whole)));
      std::error_code error;
      if (desk_.ask) fs::remove(draft_, error);
    }
    return finish(!call_.has("print"));
  }

  Result<Answer> finish(bool is_written) const {
    CardAnswer answer{.path = path_.string(), .is_written = is_written, .text = KG_TRY(text())};
    answer.card = KG_TRY(ingest::card::read_model_card(answer.text));
    if (std::string doubt = doubt_about(answer.card); !doubt.empty()) {
      answer.card.warnings.push_back({"kilograph.labels", std::move(doubt)});
    }
    if (const auto lacking = lacking_of_result(answers_); !lacking.empty()) {
      answer.card.warnings.push_back(
          {"model-index",
           "the metric is not written: a result without value and data set makes other readers refuse "
           "the whole card (expected " +
               listed(lacking) + " too)"});
    }
    for (const CardTopic& topic : card_topics()) {
      const auto given = answers_.find(topic.key);
      const bool is_answered = given != answers_.end() && !given->second.empty();
      if (!is_answered && !stated_.contains(topic.stated) && is_wanted(topic)) answer.unknown.push_back(topic.key);
    }
    return Answer{std::move(answer)};
  }

  // Nothing is lacking that a sensor which is not needed, or a further one, would have.
  bool is_wanted(const CardTopic& topic) const {
    if (!is_about(topic, model_)) return false;
    if (topic.number > 0 && topic.of != "input" && topic.of != "output")
      return topic.of != "sensor" && says_something(topic);
    const auto sensor = answers_.find(topic.after);
    return sensor == answers_.end() || sensor->second != kNone;
  }

  const Call& call_;
  Desk& desk_;
  fs::path model_path_, path_, draft_;
  std::string existing_;
  std::string note_;  // said before the next question
  std::set<std::string, std::less<>> stated_;
  domain::Model model_;
  CardAnswers answers_;
};

}  // namespace

Result<Answer> describe(const Call& call, Desk& desk) { return Description(call, desk).run(); }

}  // namespace kilograph::reply
