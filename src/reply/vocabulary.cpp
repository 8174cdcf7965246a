#include "reply/vocabulary.hpp"

#include <algorithm>
#include <map>

#include "domain/spelling.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/rdf/parser.hpp"

namespace kilograph::reply {
namespace {

using Kind = VocabularyTerm::Kind;
using knowledge::rdf::Term;

constexpr std::string_view kRdfs = "http://www.w3.org/2000/01/rdf-schema#";
constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view kOntologies = "https://w3id.org/kilograph/ontology/";
constexpr std::string_view kEntities = "https://w3id.org/kilograph/id/";  // runtimes: no terms
// Where a misspelt word is surely ours.
constexpr std::string_view kOwnPrefixes[] = {"kg", "nnet", "sosa_extend", "ssn_extend", "s3n_extend"};

void take_type(VocabularyTerm& term, const std::string& type) {
  if (type.ends_with("#Class")) term.kind = Kind::klass;
  else if (type.ends_with("Property") && type.find("/ns#") == std::string::npos) term.kind = Kind::property;
  else if (!type.ends_with("#NamedIndividual")) term.types.push_back(term_name(type));
}

void take(VocabularyTerm& term, const std::string& predicate, const Term& object) {
  const std::string_view local = std::string_view(predicate).substr(predicate.find_last_of("#/") + 1);
  const std::string value = object.kind == Term::Kind::iri ? term_name(object.value) : object.value;
  if (local == "type") take_type(term, object.value);
  else if (predicate == std::string(kRdfs) + "label") term.label = value;
  else if (predicate == std::string(kRdfs) + "comment") term.comment = value;
  else if (local == "term_status") term.status = value;
  else if (local == "source") term.source = object.value;
  else if (local == "example") term.example = value;
  else if (local == "subClassOf" || local == "subPropertyOf") term.parents.push_back(value);
  else if (local == "domain" || local == "domainIncludes") term.from.push_back(value);
  else if (local == "range" || local == "rangeIncludes") term.to.push_back(value);
  else if (predicate.starts_with(kSkos)) term.matches.emplace_back(local, value);
}

void sort_once(std::vector<std::string>& words) {
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
}

// What is named in the ontologies and of which `is_wanted` holds.
Result<std::vector<VocabularyTerm>> gathered(bool (*is_wanted)(const std::string& iri)) {
  std::map<std::string, VocabularyTerm> by_iri;
  for (const knowledge::OntologyGraph& graph : KG_TRY(knowledge::ontology_graphs())) {
    const auto triples =
        KG_TRY(knowledge::rdf::parse_triples(view_of(graph.ntriples), knowledge::rdf::Syntax::ntriples, {}));
    for (const auto& triple : triples) {
      take(by_iri[triple.subject.value], triple.predicate.value, triple.object);
    }
  }
  std::vector<VocabularyTerm> terms;
  for (auto& [iri, term] : by_iri) {
    if (term.label.empty() || !is_wanted(iri)) continue;
    term.iri = iri;
    term.name = term_name(iri);
    for (auto* words : {&term.types, &term.parents, &term.from, &term.to}) sort_once(*words);
    terms.push_back(std::move(term));
  }
  std::ranges::sort(terms, {}, [](const VocabularyTerm& term) { return std::pair(term.kind, term.name); });
  return terms;
}

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

}  // namespace

std::string term_name(std::string_view iri) {
  for (const auto& prefix : knowledge::known_prefixes()) {
    if (!iri.starts_with(prefix.iri)) continue;
    const std::string_view rest = iri.substr(prefix.iri.size());
    if (!rest.empty() && rest.find_first_of("/#?") == std::string_view::npos)
      return prefix.name + ":" + std::string(rest);
  }
  return std::string(iri);
}

Result<std::vector<VocabularyTerm>> vocabulary() {
  return gathered([](const std::string& iri) { return !iri.starts_with(kOntologies) && !iri.starts_with(kEntities); });
}

Result<std::vector<VocabularyTerm>> vocabulary_entities() {
  return gathered([](const std::string& iri) { return iri.starts_with(kEntities); });
}

std::string vocabulary_turtle() {
  std::string text;
  for (const auto& file : knowledge::ontology_files()) text += std::string(file.text) + "\n";
  return text;
}

std::string local_name(const VocabularyTerm& term) {
  const bool has_prefix = term.name != term.iri;
  return term.name.substr((has_prefix ? term.name.find(':') : term.name.find_last_of("/#")) + 1);
}

std::vector<std::pair<std::string, std::string>> unknown_terms(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> unknown;
  const auto terms = vocabulary();
  if (!terms) return unknown;
  std::vector<std::string> names;
  for (const VocabularyTerm& term : *terms) names.push_back(term.name);
  // Every word that stands behind the mark, with the prefix before it.
  const auto look = [&](const std::string& mark, const std::string& prefix) {
    for (auto at = query.find(mark); at != std::string_view::npos; at = query.find(mark, at + 1)) {
      if (at > 0 && is_name_byte(query[at - 1])) continue;
      const std::size_t begin = at + mark.size();
      std::size_t end = begin;
      while (end < query.size() && is_name_byte(query[end])) ++end;
      const std::string word = prefix + ":" + std::string(query.substr(begin, end - begin));
      if (end == begin || std::ranges::find(names, word) != names.end()) continue;
      const auto near = domain::nearest(word, names, 1);
      unknown.emplace_back(word, near.empty() ? "" : near.front());
    }
  };
  for (const std::string_view own : kOwnPrefixes) look(std::string(own) + ":", std::string(own));
  for (const auto& prefix : knowledge::known_prefixes()) {
    const bool is_own = std::ranges::find(kOwnPrefixes, prefix.name) != std::end(kOwnPrefixes);
    if (is_own) look("<" + prefix.iri, prefix.name);
  }
  return unknown;
}

}  // namespace kilograph::reply
