#include "knowledge/index/answer_sink.hpp"

#include <new>
#include <utility>

#include "engine/error.hpp"

namespace kilograph::knowledge::index {
namespace {

std::optional<rdf::Term> term_of(const KgTerm& term) {
  std::string value = engine::string(term.value);
  switch (term.kind) {
    case KG_TERM_UNBOUND: return std::nullopt;
    case KG_TERM_IRI: return rdf::iri(std::move(value));
    case KG_TERM_BLANK: return rdf::iri("_:" + value);
    case KG_TERM_LITERAL: break;
  }
  return rdf::Term{rdf::Term::Kind::literal, std::move(value), engine::string(term.datatype),
                   engine::string(term.language)};
}

int take_columns(void* answer, const KgText* names, std::size_t count) {
  return engine::kept([&] {
    for (std::size_t i = 0; i < count; ++i) {
      static_cast<QueryAnswer*>(answer)->columns.push_back(engine::string(names[i]));
    }
  });
}

int take_row(void* answer, const KgTerm* terms, std::size_t count) {
  return engine::kept([&] {
    QueryAnswer::Row row;
    row.reserve(count);
    for (std::size_t i = 0; i < count; ++i) row.push_back(term_of(terms[i]));
    static_cast<QueryAnswer*>(answer)->rows.push_back(std::move(row));
  });
}

int take_body(void* answer, KgText piece) {
  return engine::kept([&] { static_cast<QueryAnswer*>(answer)->body += engine::view(piece); });
}

}  // namespace

KgSink sink_into(QueryAnswer& answer) { return {&answer, take_columns, take_row, take_body}; }

}  // namespace kilograph::knowledge::index
