#include "reply/vocabulary_context.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include <nlohmann/json.hpp>

#include "knowledge/ontology.hpp"

namespace kilograph::reply {
namespace {

using Json = nlohmann::ordered_json;
using Kind = VocabularyTerm::Kind;
using Names = std::set<std::string, std::less<>>;

std::string prefix_of(std::string_view name) { return std::string(name.substr(0, name.find(':'))); }
std::string local_of(std::string_view name) { return std::string(name.substr(name.find(':') + 1)); }

bool is_datatype(std::string_view name) { return name.starts_with("xsd:") || name == "rdfs:Literal"; }
// Text needs no datatype, and what may be text as well can have none.
bool is_free(std::string_view name) {
  return name == "xsd:string" || name == "rdfs:Literal" || name == "rdfs:Resource" || name == "rdf:List";
}

// What a name in JSON stands for: the term alone, or with how its values are written.
Json meaning_of(const VocabularyTerm& term, const Names& chosen_from) {
  if (term.kind != Kind::property) return term.name;
  const auto is_all = [&](auto holds) { return !term.to.empty() && std::ranges::all_of(term.to, holds); };
  const auto is_choice = [&](const std::string& name) { return chosen_from.contains(name); };
  Json meaning{{"@id", term.name}};
  if (is_all([](const std::string& name) { return name == "rdf:List"; })) meaning["@container"] = "@list";
  else if (is_all(is_choice)) meaning["@type"] = "@vocab";
  else if (term.to.size() == 1 && is_datatype(term.to.front()) && !is_free(term.to.front()))
    meaning["@type"] = term.to.front();
  else if (is_all([](const std::string& name) { return !is_datatype(name) && !is_free(name); }))
    meaning["@type"] = "@id";
  else return term.name;
  return meaning;
}

std::vector<std::string> in_order_of_claim() {
  std::vector<std::string> order{"kg"};
  for (const auto& prefix : knowledge::known_prefixes()) {
    if (prefix.name != "kg" && prefix.name != "id") order.push_back(prefix.name);
  }
  return order;
}

}  // namespace

std::string vocabulary_context(std::span<const VocabularyTerm> terms) {
  Json context{{"@version", 1.1}};
  for (const auto& prefix : knowledge::known_prefixes()) {
    // Explicitly, because in JSON-LD 1.1 not every namespace may be one otherwise.
    context[prefix.name] = {{"@id", prefix.iri}, {"@prefix", true}};
  }
  Names chosen_from;  // classes that the vocabulary has individuals of
  for (const VocabularyTerm& term : terms) {
    if (term.kind == Kind::individual) chosen_from.insert(term.types.begin(), term.types.end());
  }
  for (const std::string& prefix : in_order_of_claim()) {
    for (const VocabularyTerm& term : terms) {
      if (prefix_of(term.name) != prefix) continue;
      const std::string local = local_of(term.name);
      if (!context.contains(local)) context[local] = meaning_of(term, chosen_from);
    }
  }
  return Json{{"@context", std::move(context)}}.dump(2) + "\n";
}

}  // namespace kilograph::reply
