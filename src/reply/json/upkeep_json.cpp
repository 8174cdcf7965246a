#include "reply/answer/guide.hpp"
#include "reply/answer/results.hpp"
#include "reply/answer/upkeep.hpp"
#include "reply/json/parts.hpp"
#include "reply/verb.hpp"

namespace kilograph::reply {
namespace {

Json parameter_json(const Parameter& parameter) {
  constexpr const char* forms[] = {"positional", "option", "flag"};
  constexpr const char* kinds[] = {"text", "path", "number"};
  Json json{{"name", parameter.name},
            {"form", forms[static_cast<int>(parameter.form)]},
            {"kind", kinds[static_cast<int>(parameter.kind)]},
            {"required", parameter.required},
            {"repeatable", parameter.repeatable},
            {"help", parameter.help}};
  if (!parameter.choices.empty()) json["choices"] = parameter.choices;
  return json;
}

Json verb_json(const Verb& verb) {
  Json parameters = Json::array();
  for (const Parameter& parameter : verb.parameters) parameters.push_back(parameter_json(parameter));
  return {{"name", verb.name},       {"summary", verb.summary}, {"usage", usage_of(verb)},
          {"example", verb.example}, {"note", verb.note},       {"parameters", std::move(parameters)}};
}

}  // namespace

Json to_json(const VocabularyAnswer& answer) {
  constexpr const char* kinds[] = {"class", "property", "individual"};
  Json terms = Json::array();
  for (const VocabularyTerm& term : answer.terms) {
    Json matches = Json::array();
    for (const auto& [kind, name] : term.matches) matches.push_back({{"kind", kind}, {"term", name}});
    terms.push_back({{"iri", term.iri},
                     {"name", term.name},
                     {"kind", kinds[static_cast<int>(term.kind)]},
                     {"label", term.label},
                     {"comment", term.comment},
                     {"status", term.status},
                     {"source", term.source},
                     {"example", term.example},
                     {"types", term.types},
                     {"parents", term.parents},
                     {"from", term.from},
                     {"to", term.to},
                     {"matches", std::move(matches)}});
  }
  return {{"terms", std::move(terms)}};
}

Json to_json(const InitAnswer& answer) { return {{"catalog", answer.catalog}}; }

Json to_json(const TransferAnswer& answer) {
  Json json{{"path", answer.path},
            {"entities", answer.counts.entities},
            {"documents", answer.counts.documents},
            {"files", answer.counts.files}};
  if (answer.counts.remade > 0) json["remade"] = answer.counts.remade;
  return json;
}

Json to_json(const RemoveAnswer& answer) {
  return {{"removed", list_json(answer.removed, [](const knowledge::EntityRef& ref) {
             return Json{{"id", ref.id}, {"kind", domain::name_of(ref.kind)}, {"name", ref.name}};
           })}};
}

Json to_json(const knowledge::LogEntry& entry) {
  return {{"seq", entry.seq},
          {"time", entry.time},
          {"actor", entry.actor},
          {"action", entry.action},
          {"entity", entry.entity},
          {"document", or_null(entry.document)},
          {"digest", or_null(entry.digest)}};
}

Json to_json(const VerifyAnswer& answer) { return {{"clean", answer.problems.empty()}, {"problems", answer.problems}}; }

Json to_json(const ContextAnswer& answer) {
  Json json{{"contexts", list_json(answer.contexts, [](const ContextAnswer::Row& row) {
               return Json{{"url", row.url},
                           {"built_in", row.built_in},
                           {"source", or_null(row.place)},
                           {"sha256", or_null(row.sha256)}};
             })}};
  if (answer.action != ContextAnswer::Action::list) json["documents_changed"] = answer.documents_changed;
  if (!answer.warnings.empty()) json["warnings"] = answer.warnings;
  return json;
}

Json to_json(const ExampleList& list) {
  return {{"examples", list_json(list.examples, [](const Example& example) {
             return Json{{"name", example.name}, {"title", example.title}};
           })}};
}

Json to_json(const HelpAnswer& answer) {
  if (answer.verb) return verb_json(*answer.verb);
  Json list = Json::array();
  for (const Verb& verb : verbs()) list.push_back(verb_json(verb));
  return {{"verbs", std::move(list)}};
}

Json to_json(const VersionAnswer& answer) { return {{"version", answer.version}}; }

}  // namespace kilograph::reply
