// All models and devices of a catalogue as matching reads them, small enough to be read whole at the start of a
// question: the facts of equal entities once (bare_facts.hpp), and a row an entity. Made of entities alone: it can be
// thrown away and made anew at any time, and follows changes entity by entity.
//
// For one thread; const calls may share. Numbers of rows are small and dense, and stay while a row is there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "domain/entity.hpp"
#include "match/columns/shared_table.hpp"

namespace kilograph::match::projection {

using Number = std::uint32_t;
class FactReader;
class FactWriter;

// What is an entity's own alone.
struct Row {
  std::string id{}, name{};
  std::vector<std::string> same_as{};
  std::vector<std::string> titles{};                 // what its documents call it, each once, in their order
  std::vector<std::vector<domain::Label>> labels{};  // of its documents that have labels, in their order
  std::uint32_t facts = 0;                           // place in the table of shared facts

  friend bool operator==(const Row&, const Row&) = default;
};

// Rows of one kind by number, and the facts that they share.
template <class Entity>
class Table {
 public:
  Number put(Row row, std::string facts);  // as bare_bytes gives them; the row's place is set here
  void remove(std::string_view id);        // nothing, where it is not there
  std::optional<Number> find(std::string_view id) const;

  std::vector<Number> in_order() const;  // by name, then id
  const Row& operator[](Number number) const { return rows_[number]; }
  const Entity& bare(Number number) const { return facts_[rows_[number].facts]; }  // without id and name
  std::size_t size() const { return numbers_.size(); }
  const columns::SharedTable<Entity>& facts() const { return facts_; }

 private:
  friend class Projection;
  void write(FactWriter& to) const;
  bool read(FactReader& from);  // into an empty table; false where `write` did not write it
  bool read_facts(FactReader& from);
  bool read_row(FactReader& from);

  std::vector<Row> rows_{};  // one without id is free
  std::vector<Number> free_{};
  columns::SharedTable<Entity> facts_{};
  std::unordered_map<std::string, Number> numbers_{};
};

class Projection {
 public:
  using Models = Table<domain::ModelEntity>;
  using Devices = Table<domain::DeviceEntity>;

  // Takes the entity in, or its changed facts in place of those that it had. Layers are left out.
  Number put(const domain::ModelEntity& model);
  Number put(const domain::DeviceEntity& device);
  void remove(std::string_view id);  // of both kinds; nothing, where it is not there

  const Models& models() const { return models_; }
  const Devices& devices() const { return devices_; }

  // The entity as judge() and selects() need it: sources without document and place, no free text. Of one kind by
  // shared facts: bare().
  domain::ModelEntity model(Number number) const;
  domain::DeviceEntity device(Number number) const;
  // Ids of entities whose facts hang on this id: devices that are based on it, entities that go for it too.
  std::vector<std::string> dependents(const std::string& id);

  // --- as a file (docs/formats/projection.md)
  std::string to_bytes(std::string_view mark) const;
  struct Stored;
  // Errors: bad_input: no projection, another form or version, damaged; nothing of it is taken.
  static Result<Stored> from_bytes(ByteView bytes);

 private:
  void note_hanging();

  Models models_{};
  Devices devices_{};
  // Made by the first dependents() after a change: by id, places of devices' facts, and ids of rows.
  bool has_hanging_ = false;
  std::unordered_map<std::string, std::vector<std::uint32_t>> bases_{};
  std::unordered_map<std::string, std::vector<std::string>> united_{};
};

// `mark` is the writer's word for the state of the catalogue.
struct Projection::Stored {
  Projection projection;
  std::string mark;
};

}  // namespace kilograph::match::projection
