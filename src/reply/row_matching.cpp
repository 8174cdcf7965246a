#include "reply/row_matching.hpp"

#include <algorithm>

#include "domain/entity.hpp"
#include "domain/spelling.hpp"

namespace kilograph::reply {

void ModelNames::add(const std::string& entity, std::string_view name, bool preferred) {
  Name& entry = names_[domain::lower_case(name)];
  if (entry.as_written.empty()) entry.as_written = name;
  auto& bearers = entry.bearers;
  const auto same = std::ranges::find(bearers, entity, &Bearer::entity);
  if (same == bearers.end()) {
    bearers.push_back({entity, preferred});
  } else {
    same->preferred = same->preferred || preferred;
  }
}

Result<std::string> ModelNames::entity_of(const ingest::ModelRow& row) const {
  if (row.sha256) return domain::model_iri(*row.sha256);
  const auto found = names_.find(domain::lower_case(row.name));
  if (found == names_.end()) {
    std::vector<std::string> names;
    for (const auto& [key, name] : names_) names.push_back(name.as_written);
    const auto near = domain::nearest(row.name, names, 1);
    return fail(ErrorKind::not_found, "no model is named '" + row.name + "'", row.place, "the name of a model",
                near.empty() ? "" : "The nearest is '" + near.front() + "'.");
  }
  const std::vector<Bearer>& all = found->second.bearers;
  if (all.size() == 1) return all.front().entity;
  const auto preferred = std::ranges::find(all, true, &Bearer::preferred);
  if (std::ranges::count(all, true, &Bearer::preferred) == 1) return preferred->entity;
  return fail(ErrorKind::ambiguous, std::to_string(all.size()) + " models are named '" + row.name + "'", row.place,
              "one model", "State the model's SHA-256 in the sheet.");
}

ingest::Warning unmatched_warning(const std::vector<const ingest::ModelRow*>& rows) {
  constexpr std::size_t kMostNames = 3;
  const std::size_t shown = std::min(rows.size(), kMostNames);
  std::string names;
  for (std::size_t i = 0; i < shown; ++i) names += (i > 0 ? ", '" : "'") + rows[i]->name + "'";
  if (rows.size() > shown) names += " and " + std::to_string(rows.size() - shown) + " more";
  const bool one = rows.size() == 1;
  return {rows.front()->place + (one ? "" : " and " + std::to_string(rows.size() - 1) + " more rows"),
          (one ? "no model is named " : "no models are named ") + names + " (expected the name of a model). " +
              (one ? "Its" : "Their") + " facts are not taken; add the models, then this file again."};
}

}  // namespace kilograph::reply
