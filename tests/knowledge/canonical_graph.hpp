// Graphs that differ in the names of their skolem nodes alone have the same lines.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "knowledge/rdf/term.hpp"

namespace kilograph::tests {

// Each statement once, as a line. A skolem node is called by a digest of what is said below it, eight levels deep.
inline std::set<std::string> canonical(const knowledge::rdf::Graph& triples, std::string_view skolem_prefix) {
  using Kind = knowledge::rdf::Term::Kind;
  std::map<std::string, std::string> names;
  const auto label = [&](const knowledge::rdf::Term& term) {
    if (term.kind == Kind::literal) return "\"" + term.value + "\"^^" + term.datatype + "@" + term.language;
    if (!term.value.starts_with(skolem_prefix)) return "<" + term.value + ">";
    const auto name = names.find(term.value);
    return name == names.end() ? std::string("_:node") : name->second;
  };
  std::multiset<std::string> lines;
  for (int round = 0; round < 8; ++round) {
    std::map<std::string, std::multiset<std::string>> below;
    lines.clear();
    for (const auto& triple : triples) {
      const std::string about = triple.predicate.value + " " + label(triple.object);
      lines.insert(label(triple.subject) + " " + about);
      if (triple.subject.value.starts_with(skolem_prefix)) below[triple.subject.value].insert(about);
    }
    for (const auto& [node, said] : below) {
      std::string all;
      for (const auto& line : said) all += line + "\n";
      names[node] = "_:" + sha256(view_of(all)).hex();
    }
  }
  // Nodes of which the same is said are told apart by how many they are.
  std::set<std::string> numbered;
  std::map<std::string, int> times;
  for (const auto& line : lines) numbered.insert(line + " " + std::to_string(++times[line]));
  return numbered;
}

}  // namespace kilograph::tests
