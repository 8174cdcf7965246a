#include "domain/entity.hpp"

#include <algorithm>

#include "domain/name_table.hpp"

namespace kilograph::domain {
namespace {

constexpr NameRow<EntityKind> kKinds[] = {
    {EntityKind::model, "model"},
    {EntityKind::device, "device"},
    {EntityKind::graph, "graph"},
    {EntityKind::statement, "statement"},
};

constexpr NameRow<SameStatement::Status> kStatuses[] = {
    {SameStatement::Status::proposed, "proposed"},
    {SameStatement::Status::accepted, "accepted"},
};

}  // namespace

std::string_view name_of(EntityKind kind) { return name_in(kKinds, kind); }
std::optional<EntityKind> entity_kind_from(std::string_view name) { return value_in(kKinds, name); }

std::string model_iri(const Digest& sha256) { return std::string(kIdBase) + "model/" + sha256.hex(); }

std::string_view name_of(SameStatement::Status status) { return name_in(kStatuses, status); }

std::string statement_iri(std::string_view one, std::string_view other) {
  const std::string pair = std::string(std::min(one, other)) + "\n" + std::string(std::max(one, other));
  return std::string(kIdBase) + "same/" + sha256(view_of(pair)).hex();
}

std::string document_iri(const Digest& bytes, std::string_view entity) {
  std::string seed(entity);
  seed.append(reinterpret_cast<const char*>(bytes.bytes.data()), bytes.bytes.size());
  return std::string(kIdBase) + "document/" + sha256(view_of(seed)).hex();
}

int rank_of(const Source& source) { return static_cast<int>(source.basis); }

}  // namespace kilograph::domain
