// help, completion and version.
#include <algorithm>
#include <iterator>

#include "domain/spelling.hpp"
#include "knowledge/ontology.hpp"
#include "reply/card_answers.hpp"
#include "reply/completion.hpp"
#include "reply/kept_text.hpp"
#include "reply/manual.hpp"
#include "reply/subject.hpp"
#include "reply/verb.hpp"
#include "reply/verb/functions.hpp"
#include "reply/vocabulary_context.hpp"
#include "reply/vocabulary_page.hpp"

namespace kilograph::reply {

namespace {

using domain::EntityKind;
using knowledge::Catalogue;

std::string lines_of(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + "\n";
  return text;
}

// Names of the catalogue; none where there is no catalogue, because a shell asks while somebody is writing.
Result<std::vector<std::string>> names_of(const Desk& desk, ValueSource source) {
  std::vector<std::string> names;
  const auto catalogue = open_catalogue(desk, Catalogue::Access::read);
  if (!catalogue) return names;
  if (source == ValueSource::groups) {
    for (const KeptText& text : KG_TRY(kept_texts(*catalogue, TextKind::group))) names.push_back(text.name);
    return names;
  }
  for (const knowledge::EntityRef& entity : KG_TRY(catalogue->entities())) {
    const bool is_wanted = source == ValueSource::entities ||
                           entity.kind == (source == ValueSource::models ? EntityKind::model : EntityKind::device);
    if (is_wanted && !entity.name.empty() && (names.empty() || names.back() != entity.name))
      names.push_back(entity.name);
  }
  return names;
}

Result<std::string> words(const Call& call, const Desk& desk) {
  std::vector<std::string> list;
  switch (const ValueSource source = source_named(call.text("of"))) {
    case ValueSource::verbs:
      for (const Verb& verb : verbs()) list.emplace_back(verb.name);
      break;
    case ValueSource::examples:
      for (const auto& example : knowledge::query_examples()) list.emplace_back(example.name);
      break;
    case ValueSource::answers:
      for (const CardTopic& topic : card_topics()) {
        if (topic.number == 0) list.push_back(topic.key + "=");
      }
      break;
    case ValueSource::terms:
      for (const VocabularyTerm& term : KG_TRY(vocabulary())) list.push_back(term.name);
      break;
    case ValueSource::models:
    case ValueSource::devices:
    case ValueSource::entities:
    case ValueSource::groups: list = KG_TRY(names_of(desk, source)); break;
    default:
      return fail(ErrorKind::usage, "`completion words` needs what to list", "OF",
                  "verbs, examples, models, devices, entities, groups, answers or terms");
  }
  return lines_of(list);
}

}  // namespace

Result<Answer> completion(const Call& call, Desk& desk) {
  const std::string shell = call.text("shell");
  if (shell == "words") return ReferenceAnswer{KG_TRY(words(call, desk))};
  if (call.has("of")) return fail(ErrorKind::usage, "only `completion words` takes a second argument");
  return ReferenceAnswer{completion_script(shell)};
}

Result<Answer> vocabulary_verb(const Call& call, Desk&) {
  std::vector<VocabularyTerm> terms = KG_TRY(vocabulary());
  if (call.has("term") && call.has("as")) return fail(ErrorKind::usage, "TERM and --as exclude each other");
  const std::string form = call.text("as");
  if (form == "html") return ReferenceAnswer{vocabulary_page(terms)};
  if (form == "jsonld" || form == "context") return ReferenceAnswer{vocabulary_context(terms)};
  if (form == "turtle" || form == "ttl") return ReferenceAnswer{vocabulary_turtle()};
  if (!call.has("term")) return VocabularyAnswer{std::move(terms)};
  std::ranges::move(KG_TRY(vocabulary_entities()), std::back_inserter(terms));
  const std::string wanted = call.text("term");
  std::vector<std::string> names;
  for (VocabularyTerm& term : terms) {
    const std::string local = local_name(term);
    if (term.name == wanted || term.iri == wanted || local == wanted) return VocabularyAnswer{{std::move(term)}};
    names.push_back(wanted.find(':') == std::string::npos ? local : term.name);
  }
  const auto near = domain::nearest(wanted, names, 1);
  return fail(ErrorKind::not_found, "there is no term '" + wanted + "'", "TERM", "",
              near.empty() ? "`kilograph vocabulary` lists all."
                           : "The nearest is '" + near.front() + "'; `kilograph vocabulary` lists all.");
}

Result<Answer> help(const Call& call, Desk& desk) {
  if (call.has("markdown")) return ReferenceAnswer{reference_markdown()};
  if (call.has("man") && !call.has("verb")) return ReferenceAnswer{manual()};
  if (!call.has("verb")) return HelpAnswer{nullptr, open_catalogue(desk, Catalogue::Access::read).has_value()};
  const Verb* verb = KG_TRY(find_verb(call.text("verb")));
  if (call.has("man")) return ReferenceAnswer{manual(*verb)};
  return HelpAnswer{verb};
}

Result<Answer> version(const Call&, Desk&) { return VersionAnswer{std::string(kVersion)}; }

}  // namespace kilograph::reply
