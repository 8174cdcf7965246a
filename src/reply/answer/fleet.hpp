// What `group`, `fit` over a group and `diff` answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "domain/verdict.hpp"
#include "match/fit.hpp"
#include "reply/answer/fitting.hpp"

namespace kilograph::reply {

// A selection of devices: how many it takes, leaves, and cannot tell.
struct Selection {
  std::string group;            // its name; empty: none
  std::string where;            // the selector; empty: every device
  std::uint64_t in = 0, out = 0, unknown = 0;
  std::uint64_t kinds = 0;  // Thing Models and what others are based on, which are no devices: left out of all three
};

struct GroupAnswer {
  std::string action;  // "add", "list", "show", "remove"
  std::vector<Selection> groups;  // counts are filled in by `add` and `show`
  struct Kind {
    std::string name;
    std::uint64_t devices = 0;
  };
  std::vector<Kind> kinds;  // of `show`: devices in it, by what they are based on
};

// Devices that share all that a verdict depends on.
struct CapabilityClass {
  std::string id, name;  // of the kind that they are based on, else of the device
  std::uint64_t devices = 0;
};

struct FleetFitAnswer {
  Selection selection;
  std::vector<Named> models;
  std::vector<CapabilityClass> classes;
  std::vector<domain::Verdict> verdicts;  // of each model (outside) and class
  match::FactSet facts = match::FactSet::best;
  std::string csv;  // a row a device, where that was asked for

  const domain::Verdict& verdict(std::size_t model, std::size_t of) const {
    return verdicts[model * classes.size() + of];
  }
};

// One fact on both sides; empty: not known there.
struct DiffRow {
  std::string fact, left, right;
};

enum class Absent { neither, left, right };

struct DiffAnswer {
  std::string left, right;  // what is compared, in words
  std::vector<DiffRow> rows;  // facts that differ
  Absent absent = Absent::neither;  // the side on which there was no such entity
};

// Devices whose verdict changes.
struct FleetDiffAnswer {
  Selection selection;
  std::string left, right;  // "Person_Detection"; "export 2026-11-01"
  struct Change {
    std::string model, device, device_id, kind;
    std::optional<domain::Answer> before{}, after{};  // nothing: the device or the model was absent
  };
  std::vector<Change> changes;  // by model, then device
  std::uint64_t same = 0;  // pairs whose verdict stays
  std::uint64_t begin() const;  // pairs that fit now and did not, both being there then and now
  std::uint64_t cease() const;
  std::uint64_t came() const;  // pairs that are there now and were not
  std::uint64_t went() const;
};

nlohmann::ordered_json to_json(const GroupAnswer& answer);
nlohmann::ordered_json class_json(const FleetFitAnswer& answer, std::size_t model, std::size_t of);  // a line
nlohmann::ordered_json selection_json(const FleetFitAnswer& answer);  // the last line
nlohmann::ordered_json to_json(const DiffAnswer& answer);
nlohmann::ordered_json to_json(const FleetDiffAnswer& answer);

}  // namespace kilograph::reply
