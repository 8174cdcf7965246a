#include "reply/source_documents.hpp"

namespace kilograph::reply {

knowledge::Document under_further_name(const knowledge::Origin& origin, const std::string& entity,
                                       const domain::Facts& facts, const domain::Source& source,
                                       const std::string& name) {
  knowledge::Origin named = origin;
  named.file = sha256(view_of(origin.file.hex() + name));
  knowledge::Document document = knowledge::document_from(named, entity, facts, source);
  document.file = origin.file;
  return document;
}

knowledge::Document name_document(const knowledge::Origin& origin, const knowledge::Document& model) {
  domain::ModelFacts name_only;
  name_only.name = model.name;
  return under_further_name(origin, model.entity, name_only, model.source, model.name);
}

knowledge::Document row_document(const knowledge::Origin& origin, const std::string& entity,
                                 const ingest::ModelRow& row, bool is_first) {
  domain::Source source = row.source;
  source.place = origin.place + ", " + row.name;
  if (is_first) return knowledge::document_from(origin, entity, row.facts, source);
  return under_further_name(origin, entity, row.facts, source, row.name);
}

knowledge::Document card_document(const knowledge::Origin& origin, const std::string& entity,
                                  const ingest::ModelCard& card) {
  const domain::Source source{domain::Basis::declared, "its model card", {}, origin.place};
  return knowledge::document_from(origin, entity, card.facts, source);
}

}  // namespace kilograph::reply
