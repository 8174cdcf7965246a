// An inventory into the catalogue: each row a device based on a kind of device that the catalogue knows.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reply/answer/addition.hpp"
#include "reply/desk.hpp"
#include "reply/inventory_document.hpp"

namespace kilograph::reply {

// What an inventory calls a kind of device, and the device of the catalogue that is meant: by IRI, by name letter for
// letter, else by name ignoring case. Of several that are called so and are stated to be one, the preferred; of others
// the only Thing Model, because a kind is meant. Reads the catalogue's names once; the catalogue must outlive it.
class ModelNamesOfDevices {
 public:
  static Result<ModelNamesOfDevices> read(const knowledge::Catalogue& catalogue);

  // Errors: not_found naming the nearest, ambiguous naming the ids.
  Result<std::string> model_of(const std::string& name);
  bool is_other_kind(const std::string& id) const { return others_.contains(id); }  // a model, a graph, a statement
  bool is_device(const std::string& id) const { return ids_.contains(id); }

 private:
  explicit ModelNamesOfDevices(const knowledge::Catalogue& catalogue) : catalogue_(catalogue) {}
  Result<std::string> found(const std::string& name);
  Result<std::vector<std::string>> meant_by(const std::vector<std::string>& called_so) const;

  const knowledge::Catalogue& catalogue_;
  std::unordered_set<std::string> ids_, others_;
  std::map<std::string, std::vector<std::string>> by_name_, by_lower_case_;
  std::unordered_map<std::string, Result<std::string>> answers_;
  std::size_t suggestions_ = 0;  // made so far; each costs time
};

struct InventoryWish {
  std::string path;
  ingest::inventory::Columns columns;
  std::string source;
  bool prune = false;  // devices that the inventory had and has no more are removed
};

// Stages and commits in groups of 4,096 rows; what was committed stays when a later group fails, and adding the file
// again goes on from there. Bad rows and vanished devices are told in `answer`.
Result<void> take_inventory(knowledge::Catalogue& catalogue, const InventoryWish& wish,
                            const knowledge::KeptFile& original, Desk& desk, AddAnswer& answer);

}  // namespace kilograph::reply
