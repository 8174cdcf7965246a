#include <map>

#include <nlohmann/json.hpp>

#include "reply/sparql/query_desk.hpp"

namespace kilograph::reply::sparql {
namespace {

using Json = nlohmann::ordered_json;
using knowledge::rdf::Term;

constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

Json value_of(const Term& term) {
  if (term.kind == Term::Kind::iri) return {{"@id", term.value}};
  Json value{{"@value", term.value}};
  if (!term.language.empty()) {
    value["@language"] = term.language;
  } else if (!term.datatype.empty()) {
    value["@type"] = term.datatype;
  }
  return value;
}

}  // namespace

std::string expanded_json_ld(const knowledge::index::QueryAnswer& graph) {
  Json nodes = Json::array();
  std::map<std::string, std::size_t> places;
  for (const auto& row : graph.rows) {
    if (row.size() != 3 || !row[0] || !row[1] || !row[2]) continue;
    const auto [place, is_new] = places.try_emplace(row[0]->value, nodes.size());
    if (is_new) nodes.push_back({{"@id", row[0]->value}});
    Json& node = nodes[place->second];
    if (row[1]->value == kType && row[2]->kind == Term::Kind::iri) {
      node["@type"].push_back(row[2]->value);
    } else {
      node[row[1]->value].push_back(value_of(*row[2]));
    }
  }
  return nodes.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kilograph::reply::sparql
