#include "knowledge/link_relations.hpp"

#include <set>
#include <string>
#include <string_view>

#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::string_view kNamespace = graph::kg::board.substr(0, graph::kg::board.rfind('#') + 1);

void take_prefixes(const json::Value& context, std::set<std::string, std::less<>>& prefixes) {
  if (context.is_array()) {
    for (const json::Value& one : context.elements()) take_prefixes(one, prefixes);
  } else if (context.is_object()) {
    for (const json::Member& member : context.members()) {
      const json::Value iri = member.value().is_object() ? member.value().find("@id") : member.value();
      if (iri && iri.is_string() && iri.string() == kNamespace) prefixes.emplace(member.name());
    }
  }
}

// Where the first link with that relation has it; empty where it is not told.
std::string place_of(const json::Value& text, std::string_view relation) {
  const json::Value links = text.is_object() ? text.find("links") : json::Value();
  if (!links || !links.is_array()) return {};
  for (const json::Value& link : links.elements()) {
    const json::Value stated = link.is_object() ? link.find("rel") : json::Value();
    if (stated && stated.is_string() && stated.string() == relation) return json::pointer_of(stated);
  }
  return {};
}

}  // namespace

void settle_relations(const json::Value& text, rdf::Graph& triples, std::vector<LeftOut>& left_out) {
  std::set<std::string, std::less<>> prefixes;
  if (const json::Value context = text.is_object() ? text.find("@context") : json::Value()) {
    take_prefixes(context, prefixes);
  }
  std::set<std::string> told;
  for (rdf::Triple& triple : triples) {
    if (triple.predicate.value != graph::td::hasRelationType) continue;
    const std::string written = triple.object.value;
    const std::size_t colon = written.find(':');
    if (colon != std::string::npos && prefixes.contains(written.substr(0, colon))) {
      triple.object.value = std::string(kNamespace) + written.substr(colon + 1);
    }
    const std::string& relation = triple.object.value;
    if (!relation.starts_with(kNamespace) || relation == graph::kg::board || !told.insert(written).second) continue;
    left_out.push_back(
        {place_of(text, written), "\"" + written +
                                      "\" is no relation of this vocabulary, so that nothing of the link is taken; "
                                      "the nearest is <" +
                                      std::string(graph::kg::board) + ">. Correct it and add the file again."});
  }
}

}  // namespace kilograph::knowledge
