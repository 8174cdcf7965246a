// describe: asks what a model's file cannot hold, and writes its card.
#include <algorithm>
#include <optional>
#include <utility>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "base/listing.hpp"
#include "domain/model.hpp"
#include "domain/spelling.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/document.hpp"
#include "ingest/encoding.hpp"
#include "reply/card_composition.hpp"
#include "reply/card_draft.hpp"
#include "reply/card_subjects.hpp"
#include "reply/file_lock.hpp"
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

// Of the file as it stands; absent where there is none.
Result<std::optional<Digest>> digest_of_file(const fs::path& path, std::uint64_t most_bytes) {
  std::error_code error;
  if (!fs::exists(path, error)) return std::optional<Digest>();
  return std::optional<Digest>(sha256(KG_TRY(read_file(path, most_bytes))));
}

// README.md beside the model, unless that is another model's card.
Result<fs::path> card_path(const fs::path& model) {
  const fs::path usual = model.parent_path() / "README.md";
  const std::string text = KG_TRY(text_in(usual));
  if (!ingest::card::begins_with_front_matter(text)) return usual;
  const auto card = KG_TRY(of_file(usual, ingest::card::read_model_card(text)));
  const bool is_its_own =
      card.model_file.empty() ? models_beside(usual).size() < 2 : card.model_file == model.filename().string();
  return is_its_own ? usual : model.parent_path() / (model.stem().string() + ".card.md");
}

constexpr std::string_view kHelp =
    "Enter takes what stands in brackets, - leaves it unknown, Tab completes known words, Ctrl-C breaks off and keeps "
    "the answers. Any answer can be changed at the end.";

// What is wrong with an answer; empty: nothing.
struct Doubt {
  std::string text{};
  bool may_stay = true;     // whoever insists is taken at their word; the card is read with a warning then
  bool is_a_guess = false;  // it is near a known word, and may be one of its own all the same
};

class Description {
 public:
  Description(const Call& call, Desk& desk) : call_(call), desk_(desk) {}

  Result<Answer> run() {
    model_path_ = KG_TRY(model_file_of(call_.text("file")));
    const bool is_writing = !call_.has("print") && (desk_.ask || call_.has("set") || call_.has("answers"));
    if (is_writing) lock_ = KG_TRY(FileLock::take(model_path_));
    const Bytes bytes = KG_TRY(read_file(model_path_, kMostModelBytes));
    auto ingested = KG_TRY(of_file(model_path_, ingest::read(bytes, model_path_.filename().string(), {})));
    auto* model = std::get_if<domain::Model>(&ingested.content);
    if (!model) return fail(ErrorKind::usage, "the file is no model", model_path_.string(), "a .tflite file");
    model_ = std::move(*model);
    path_ = KG_TRY(card_path(model_path_));
    model_bytes_ = sha256(bytes);
    card_bytes_ = KG_TRY(digest_of_file(path_, ingest::card::kMostBytes));
    draft_ = CardDraft(model_path_, model_.sha256);
    existing_ = KG_TRY(text_in(path_));
    stated_ = KG_TRY(of_file(path_, stated_answers(existing_)));
    hold_digest();
    if (desk_.ask) KG_CHECK(take_draft());
    KG_CHECK(take_given());
    if (!desk_.ask && answers_.empty()) return unanswered();
    bool is_agreed = true;
    if (desk_.ask) {
      KG_CHECK(ask_all());
      is_agreed = KG_TRY(agree());
    }
    return is_agreed ? write() : declined();
  }

 private:
  // A digest of other bytes is an answer that is lacking.
  void hold_digest() {
    const auto stated = stated_.find("sha256");
    if (stated == stated_.end() || Digest::from_hex(stated->second) == model_.sha256) return;
    older_ = std::move(stated->second);
    stated_.erase(stated);
  }

  std::string answer_to(std::string_view key) const {
    for (const CardAnswers* answers : {&answers_, &stated_}) {
      if (const auto found = answers->find(key); found != answers->end()) return found->second;
    }
    return {};
  }

  // Answers of an earlier time; what would not be taken today is asked again.
  Result<void> take_draft() {
    note_ = kHelp;
    std::string broken;
    const CardAnswers draft = KG_TRY(draft_.read(broken));
    if (!broken.empty()) note_ += "\n" + broken;
    if (draft.empty()) return {};
    for (const CardTopic& topic : card_topics()) {
      const auto answer = draft.find(topic.key);
      if (answer == draft.end() || !is_wanted(topic)) continue;
      if (!answer->second.empty() && !says_something(topic)) continue;
      answers_[answer->first] = answer->second;
      if (!KG_TRY(doubt_on(topic)).text.empty()) answers_.erase(answer->first);
    }
    note_ += "\nGoing on from " + draft_.path().string() +
             ", answered: " + listed(answers_, [](const auto& answer) { return answer.first; });
    return {};
  }

  // The file of answers, then single ones.
  Result<void> take_given() {
    CardAnswers given;
    if (call_.has("answers")) given = KG_TRY(read_answers(call_.text("answers")));
    CardAnswers single;
    for (const std::string& text : call_.list("set")) {
      const std::size_t known = single.size();
      KG_CHECK(set_answer(single, text));
      if (single.size() == known) {
        return fail(ErrorKind::usage, "the same answer is given twice: " + text, "--set", "",
                    "Further sensors, inputs and outputs are sensor_2, input_2, output_2 and so on.");
      }
    }
    for (auto& [key, value] : single) given[key] = std::move(value);
    for (const auto& [key, value] : given) {
      if (stated_.contains(key) && !call_.has("replace")) {
        return fail(ErrorKind::usage, "the card states " + key + " already: " + stated_.at(key), path_.string(), "",
                    "--replace puts the new answer in its place.");
      }
      const CardTopic& topic = *card_topic(key);
      if (!is_about(topic, model_)) {
        return fail(ErrorKind::usage, "the model has no such " + topic.of + " as " + key + " is about",
                    model_path_.string());
      }
      answers_[key] = value;
    }
    if (!older_.empty() && !answers_.contains("sha256") && answer_to("revises") == older_)
      answers_["sha256"] = model_.sha256.hex();
    for (const CardTopic& topic : card_topics()) {
      const auto answer = given.find(topic.key);
      if (answer == given.end() || answer->second.empty() || says_something(topic)) continue;
      const bool is_none = answer_to(topic.after) == kNone;
      return fail(
          ErrorKind::usage,
          answer->first + " says nothing " + (is_none ? "where no sensor feeds the model" : "without " + topic.after),
          "", is_none ? "" : "an answer for " + topic.after + " too");
    }
    for (const auto& [key, value] : given) {
      const Doubt doubt = KG_TRY(doubt_on(*card_topic(key)));
      if (doubt.text.empty() || doubt.is_a_guess) continue;
      const bool has_form = doubt.text.find("(expected ") != std::string::npos;
      return fail(ErrorKind::bad_input, key + ": " + doubt.text, "", has_form ? "" : card_topic(key)->form);
    }
    return {};
  }

  // With nobody to ask and no answers there is nothing to write; the card as it stands can be looked at all the same.
  Result<Answer> unanswered() const {
    if (call_.has("print") || desk_.for_programs) return finish(false);
    std::vector<std::string> keys;
    for (const CardTopic& topic : card_topics()) {
      if (topic.number == 0 && is_wanted(topic)) keys.push_back(topic.key);
    }
    return fail(ErrorKind::usage, "there is nobody to ask, and no answer was given", path_.string(),
                "--set KEY=VALUE or --answers FILE",
                keys.empty() ? "The card states all that is asked."
                             : "To be answered: " + listed(keys) + ". --print shows the card so far.");
  }

  // What the card does not state yet. A list of sensors that it has is taken for all of them.
  bool is_wanted(const CardTopic& topic) const {
    if (!is_about(topic, model_) || stated_.contains(topic.key)) return false;
    if (topic.key == "sha256") return !older_.empty();
    return topic.of != "sensor" || topic.number == 0 || !stated_.contains("sensor");
  }

  bool is_to_ask(const CardTopic& topic) const {
    return is_wanted(topic) && !answers_.contains(topic.key) && says_something(topic);
  }

  // Whether that has an answer which an answer to this would be about.
  bool says_something(const CardTopic& topic) const {
    if (topic.after.empty()) return true;
    const std::string needed = answer_to(topic.after);
    return !needed.empty() && needed != kNone;
  }

  Result<void> ask_all() {
    for (const CardTopic& topic : card_topics()) {
      if (is_to_ask(topic)) KG_CHECK(ask_on(topic));
    }
    return {};
  }

  Question question_for(const CardTopic& topic) const {
    Question question = question_on(topic, model_, model_path_.filename().string(), answers_);
    if (topic.key == "sha256") {
      question.known =
          "the card says " + older_ + ", which are other bytes than those of " + model_path_.filename().string();
      question.otherwise = model_.sha256.hex();
      question.reason = "the file's today";
    } else if (topic.key == "revises" && Digest::from_hex(older_)) {
      question.otherwise = older_;
      question.reason = "what the card was about before";
    }
    if (const std::string now = answer_to(topic.key); !now.empty()) {
      question.otherwise = now;
      question.reason = "as it is now";
    }
    return question;
  }

  Result<void> ask_on(const CardTopic& topic) {
    Question question = question_for(topic);
    std::string refused;
    while (true) {
      std::string answer = KG_TRY(ask(question));
      if (answer.empty()) answer = question.otherwise;
      if (answer == "-") answer.clear();
      if (answer.empty() && stated_.contains(topic.key)) return {};  // what is stated stays
      Doubt doubt;
      if (const auto line = check_line(topic.key, answer, ""); !line) {
        doubt = {line.error().message, false};
      } else {
        answers_[question.key] = answer;
        doubt = KG_TRY(doubt_on(topic));
        if (topic.key == "labels" && doubt.text.empty()) doubt.text = doubt_about(KG_TRY(card_of_answers()));
      }
      question.problem = doubt.text;
      if (doubt.text.empty() || (doubt.may_stay && answer == refused)) break;
      refused = answer;
      if (doubt.may_stay) question.problem += " (the same again keeps it)";
    }
    return draft_.write(answers_);
  }

  Result<std::string> ask(Question question) {
    question.note = std::exchange(note_, {});
    question.kept = draft_.exists() ? "The answers so far are in " + draft_.path().string() + "; `kilograph describe " +
                                          call_.text("file") + "` goes on there."
                                    : "Nothing was answered yet.";
    auto answer = desk_.ask(question);
    if (answer) return answer;
    Error error = answer.error();
    error.advice = question.kept;
    return fail(std::move(error));
  }

  // What the card's reader says of this one answer.
  Result<Doubt> doubt_on(const CardTopic& topic) const {
    const std::string& answer = answers_.at(topic.key);
    if (answer.empty() || answer == kNone) return Doubt();
    if (topic.key == "sha256" && Digest::from_hex(answer) != model_.sha256) {
      return Doubt{
          "that is not the SHA-256 of " + model_path_.filename().string() + "; the nearest is " + model_.sha256.hex(),
          false};
    }
    if (topic.of == "range" && answer.find("..") == std::string::npos)
      return Doubt{"'" + answer + "' is no range (expected " + topic.form + ")", false};
    const auto card = card_of_answers();
    if (!card) {
      if (card.error().kind != ErrorKind::unsupported) return fail(card.error());
      return Doubt{card.error().message + ". " + card.error().advice, false};
    }
    for (const ingest::Warning& warning : card->warnings) {
      if (!warning.place.starts_with(topic.places.front())) continue;
      return Doubt{.text = warning.message + (topic.key == "revises" ? KG_TRY(digest_of(answer)) : std::string()),
                   .is_a_guess = topic.key == "task" || topic.key == "metric"};
    }
    return Doubt();
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

  // yes, no, or what is to be changed first.
  Result<bool> agree() {
    Question question{.key = "write"};
    while (true) {
      const std::string whole = KG_TRY(text());
      question.text = std::string(ingest::card::parts_of(whole).front) + "---\nWrite this card to " + path_.string() +
                      "? (yes, no, or the name of an answer to change it first: " + listed(changeable()) + ")";
      question.otherwise = "yes";
      question.words = changeable();
      question.words.insert(question.words.begin(), {"yes", "no"});
      const std::string answer = domain::lower_case(KG_TRY(ask(question)));
      if (answer.empty() || answer == "y" || answer == "yes") return true;
      if (answer == "n" || answer == "no") return false;
      const CardTopic* topic = card_topic(answer);
      question.problem.clear();
      if (topic && is_about(*topic, model_)) {
        KG_CHECK(ask_on(*topic));
        KG_CHECK(ask_all());
        continue;
      }
      const Error unknown = unknown_key(answer, "");
      question.problem = unknown.message + (unknown.advice.empty() ? "" : ". " + unknown.advice);
    }
  }

  std::vector<std::string> changeable() const {
    std::vector<std::string> keys;
    for (const CardTopic& topic : card_topics()) {
      if (answers_.contains(topic.key) || stated_.contains(topic.key)) keys.push_back(topic.key);
    }
    return keys;
  }

  Result<Answer> declined() const {
    auto answer = finish(false);
    auto* card = answer ? std::get_if<CardAnswer>(&*answer) : nullptr;
    if (!card) return answer;
    card->card.warnings.push_back(
        {path_.string(),
         "nothing was written" + (draft_.exists() ? "; the answers are kept in " + draft_.path().string() +
                                                        ": the next call goes on there, or begins anew when that "
                                                        "file is deleted"
                                                  : std::string())});
    return answer;
  }

  Result<Answer> write() {
    const std::string whole = KG_TRY(text());
    if (call_.has("print")) return finish(false);
    KG_CHECK(check_unchanged());
    KG_CHECK(write_file(path_, view_of(whole)));
    if (desk_.ask) draft_.remove();
    const std::string left = desk_.ask ? std::string() : KG_TRY(left_in_draft(whole));
    auto answer = finish(true);
    auto* card = answer ? std::get_if<CardAnswer>(&*answer) : nullptr;
    if (card && !left.empty()) card->card.warnings.push_back({draft_.path().string(), left});
    return answer;
  }

  // A card from what was read at the start would undo what others wrote while questions were asked.
  Result<void> check_unchanged() const {
    const bool is_model_same = KG_TRY(digest_of_file(model_path_, kMostModelBytes)) == model_bytes_;
    if (is_model_same && KG_TRY(digest_of_file(path_, ingest::card::kMostBytes)) == card_bytes_) return {};
    std::string advice = "Call it again: it begins with what stands there now.";
    if (desk_.ask) {
      KG_CHECK(draft_.write(answers_));
      const std::string again = "`kilograph describe " + call_.text("file");
      advice = "The answers are kept in " + draft_.path().string() + "; " + again +
               (is_model_same ? "` goes on there, with the card as it is now."
                              : " --answers " + draft_.path().string() + "` gives them to the file as it is now.");
    }
    return fail(ErrorKind::conflict, "it was changed by another program meanwhile, and nothing was written",
                (is_model_same ? path_ : model_path_).string(), "", std::move(advice));
  }

  // Of an interview that was broken off, what the card does not state now; where that is nothing the draft goes.
  Result<std::string> left_in_draft(const std::string& card) const {
    std::string note;
    CardAnswers left = KG_TRY(draft_.read(note));
    const CardAnswers stated = KG_TRY(stated_answers(card));
    std::erase_if(left, [&](const auto& answer) { return answer.second.empty() || stated.contains(answer.first); });
    if (!note.empty()) return note;
    if (left.empty()) {
      draft_.remove();
      return std::string();
    }
    KG_CHECK(draft_.write(left));
    return "answers of an interview that was broken off are not in the card: " +
           listed(left, [](const auto& answer) { return answer.first; }) +
           "; the next call at a terminal goes on with them, or delete that file";
  }

  Result<Answer> finish(bool is_written) const {
    CardAnswer answer{.path = path_.string(), .is_written = is_written, .text = KG_TRY(text())};
    answer.card = KG_TRY(ingest::card::read_model_card(answer.text));
    auto& warnings = answer.card.warnings;
    if (std::string doubt = doubt_about(answer.card); !doubt.empty())
      warnings.push_back({"kilograph.labels", std::move(doubt)});
    if (!older_.empty() && answer.card.facts.sha256 != model_.sha256) {
      warnings.push_back({"kilograph.sha256", "the card is about " + older_ + ", other bytes than those of " +
                                                  model_path_.filename().string() +
                                                  "; --set sha256=" + model_.sha256.hex() +
                                                  " says that it is about these, --set revises=" + older_ +
                                                  " that they revise the older ones too"});
    }
    if (const auto lacking = lacking_of_result(answers_, stated_); !lacking.empty()) {
      warnings.push_back({"model-index",
                          "the metric is not written: a result without value and data set makes other readers refuse "
                          "the whole card (expected " +
                              listed(lacking) + " too)"});
    }
    for (const CardTopic& topic : card_topics()) {
      if (is_wanted(topic) && answer_to(topic.key).empty() && is_lacking(topic)) answer.unknown.push_back(topic.key);
    }
    return Answer{std::move(answer)};
  }

  // Nothing is lacking that a sensor which is not needed, or a further one, would have.
  bool is_lacking(const CardTopic& topic) const {
    if (topic.number > 0 && topic.of != "input" && topic.of != "output")
      return topic.of != "sensor" && says_something(topic);
    return topic.after.empty() || answer_to(topic.after) != kNone;
  }

  const Call& call_;
  Desk& desk_;
  fs::path model_path_, path_;
  FileLock lock_;
  CardDraft draft_;
  Digest model_bytes_;                // of the files as they were read
  std::optional<Digest> card_bytes_;  // absent where there was none
  std::string existing_;
  std::string note_;   // said before the next question
  std::string older_;  // the digest that the card states, where the model has other bytes today
  domain::Model model_;
  CardAnswers answers_, stated_;
};

}  // namespace

Result<Answer> describe(const Call& call, Desk& desk) { return Description(call, desk).run(); }

}  // namespace kilograph::reply
