// What a Thing Description that the catalogue keeps says of a device, wherever in its file it stands.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "domain/entity.hpp"
#include "knowledge/catalogue.hpp"

namespace kilograph::reply {

// The objects of a JSON-LD text that are in its outermost list or object, or in an @graph or @included of these. Each
// has the @context that holds for it: what stands around it first, then its own; those without any are left out.
std::vector<nlohmann::ordered_json> things_in(std::string_view text);

// Of these the device's: by its id; else the one without an id, or with a relative or a compact one, that is the only
// one or the only one of the device's title. Null: none of them, or which is not told by that.
const nlohmann::ordered_json* thing_of(const std::vector<nlohmann::ordered_json>& things,
                                       const domain::DeviceEntity& device);

// Keeps what it read of files that describe many. The catalogue must outlive it.
class KeptThings {
 public:
  explicit KeptThings(const knowledge::Catalogue& catalogue) : catalogue_(catalogue) {}

  // Of the device's documents in JSON the first that has one; an empty object where none does.
  Result<nlohmann::ordered_json> of(const domain::DeviceEntity& device);

 private:
  using Things = std::shared_ptr<const std::vector<nlohmann::ordered_json>>;
  Result<Things> in_file(const Digest& file);
  // Where in things_in() the Thing of the document stands, of a file in which several nameless ones have one title.
  Result<std::optional<std::size_t>> place_of(const knowledge::Document& document);

  const knowledge::Catalogue& catalogue_;
  std::map<Digest, Things> files_;
  std::map<Digest, std::map<std::string, std::size_t>> places_;  // by entity
};

}  // namespace kilograph::reply
