// Small indexes for tests.
#pragma once

#include <cstdlib>
#include <string>

#include "knowledge/index/sparql_index.hpp"

namespace kilograph::knowledge::index::samples {

// `count` triples <http://e/sN> <http://e/pM> "N"^^xsd:integer with M = N % 7.
inline std::string numbered_triples(int count, const std::string& subject = "http://e/s") {
  std::string text;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    text += "<" + subject + number + "> <http://e/p" + std::to_string(i % 7) + "> \"" + number +
            "\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n";
  }
  return text;
}

inline SparqlIndex numbered_index(int count) {
  SparqlIndex index = SparqlIndex::create().value();
  if (!index.replace_graph("http://e/g", numbered_triples(count))) std::abort();
  return index;
}

// The text of the first cell of the first row.
inline std::string single(const SparqlIndex& index, std::string_view query) {
  const auto answer = index.query(query);
  if (!answer) return answer.error().to_text();
  return answer->rows.empty() || !answer->rows[0][0] ? "" : answer->rows[0][0]->value;
}

}  // namespace kilograph::knowledge::index::samples
