// Entities and documents. A document is what one source says of one entity; an entity is the
// union of its current documents. Sources that disagree stand side by side; `counted` states
// which one counts.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/device_facts.hpp"
#include "domain/model_facts.hpp"

namespace kilograph::domain {

// graph: RDF kept as it came, of no single entity; statement: that two entities are the same.
enum class EntityKind { model, device, graph, statement };
std::string_view name_of(EntityKind kind);
std::optional<EntityKind> entity_kind_from(std::string_view name);

// That two models, or two devices, are one; for people to review. It holds until it is removed.
struct SameStatement {
  enum class Status { proposed, accepted };  // by agreeing facts; by proof or by a person
  EntityKind of = EntityKind::model;
  std::string preferred, other;              // IRIs; the entity goes by the preferred one
  Status status = Status::proposed;
  std::vector<std::string> evidence{};       // a sentence each

  friend bool operator==(const SameStatement&, const SameStatement&) = default;
};
std::string_view name_of(SameStatement::Status status);  // "proposed"

// monostate: the document has no typed facts (a graph kept as it came).
using Facts = std::variant<std::monostate, ModelFacts, DeviceFacts, SameStatement>;

// https://w3id.org/kilograph/id/
inline constexpr std::string_view kIdBase = "https://w3id.org/kilograph/id/";
std::string model_iri(const Digest& sha256);         // …/id/model/<64 hex digits>
std::string statement_iri(std::string_view one, std::string_view other);  // …/id/same/<64 hex digits>, in either order
std::string document_iri(const Digest& bytes, std::string_view entity);  // stable for the same bytes and entity

template <class F>
struct DocumentFacts {
  Source source;
  F facts;
};

// An entity's current documents of one kind, best first: the order in which facts count. What none of them states
// holds as its bases state it: a device's Thing Model, its board. Bases are shared by all that are based on them.
template <class F>
struct Entity {
  std::string id;
  std::string name;
  std::vector<DocumentFacts<F>> documents;
  std::vector<std::string> same_as{};  // ids stated to be this entity too; their documents are among these
  std::vector<std::shared_ptr<const Entity<F>>> bases{};  // the nearest first, each once, without bases of their own
  std::vector<std::string> missing_bases{};  // ids that it or a base is based on and that are not kept

  // Its own documents, then those of its bases.
  std::size_t document_count() const {
    std::size_t count = documents.size();
    for (const auto& base : bases) count += base->documents.size();
    return count;
  }
  const DocumentFacts<F>& document(std::size_t index) const {
    if (index < documents.size()) return documents[index];
    index -= documents.size();
    std::size_t base = 0;
    for (; index >= bases[base]->documents.size(); ++base) index -= bases[base]->documents.size();
    return bases[base]->documents[index];
  }
  // A copy in which the documents of its bases are its own, for whoever changes them.
  Entity with_bases() const {
    Entity whole = *this;
    whole.bases.clear();
    for (const auto& base : bases) {
      whole.documents.insert(whole.documents.end(), base->documents.begin(), base->documents.end());
    }
    return whole;
  }

  // The value that counts: of the first document that has it (non-empty string, engaged
  // optional, non-empty vector), with that document's source.
  template <class T>
  std::optional<Sourced<T>> counted(T F::* field) const {
    if (auto own = stated(field)) return own;
    for (const auto& base : bases) {
      if (auto inherited = base->stated(field)) return inherited;
    }
    return std::nullopt;
  }

  // Likewise, of its own documents alone.
  template <class T>
  std::optional<Sourced<T>> stated(T F::* field) const {
    for (const auto& document : documents) {
      if (is_known(document.facts.*field)) return Sourced<T>{document.facts.*field, document.source};
    }
    return std::nullopt;
  }

  // Every document's value, in the same order.
  template <class T>
  std::vector<Sourced<T>> all(T F::* field) const {
    std::vector<Sourced<T>> values;
    for (std::size_t i = 0; i < document_count(); ++i) {
      const auto& [source, facts] = document(i);
      if (is_known(facts.*field)) values.push_back({facts.*field, source});
    }
    return values;
  }

 private:
  static bool is_known(const std::string& value) { return !value.empty(); }
  static bool is_known(unsigned value) { return value != 0; }
  template <class T>
  static bool is_known(const std::optional<T>& value) {
    return value.has_value();
  }
  template <class T>
  static bool is_known(const std::vector<T>& value) {
    return !value.empty();
  }
};

using ModelEntity = Entity<ModelFacts>;
using DeviceEntity = Entity<DeviceFacts>;

// The order in which documents count, smallest first: measured, planned (which is what is read from
// the model's own file), predicted, declared; the newest first among equals.
int rank_of(const Source& source);

}  // namespace kilograph::domain
