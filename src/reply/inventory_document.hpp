// What a row of an inventory says of its device, as a document. One function for `add` and for those that check what
// `add` kept.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "ingest/inventory/inventory.hpp"
#include "knowledge/catalogue.hpp"

namespace kilograph::reply {

inline constexpr std::string_view kInventoryMedia = "application/x-kilograph-inventory";

// Where rows come from, as each of their documents records it.
struct InventoryOrigin {
  Digest file;
  std::string source;   // "hawkbit", the mapping's name, or the file's name without its extension
  std::string columns;  // to_text() of the mapping
};

// An id that is an IRI, else urn:kilograph:device:SOURCE:ID, percent-encoded.
std::string device_iri(const std::string& source, const std::string& id);

// The document's IRI is made of the row alone, not of the file's bytes: of a changed file only the rows that changed
// are new versions. Its base holds the mapping and `model`, so that it can be made anew from the file.
knowledge::Document inventory_document(const InventoryOrigin& origin, const ingest::inventory::Row& row,
                                       const std::string& model);

// Reads the file as CSV, or as the export that it is.
Result<ingest::inventory::Inventory> read_inventory(ByteView bytes, const ingest::inventory::Columns& columns);

// Makes documents of kept files anew; each mapping reads the file once.
class InventoryRemaking {
 public:
  explicit InventoryRemaking(knowledge::KeptFile original) : original_(std::move(original)) {}
  Result<knowledge::Document> remake(const knowledge::Document& kept);

 private:
  struct Reading {
    ingest::inventory::Inventory inventory;
    std::map<std::string, const ingest::inventory::Row*> rows;  // by the device's IRI
  };
  Result<const Reading*> reading(const std::string& columns, const std::string& source);

  knowledge::KeptFile original_;
  std::map<std::pair<std::string, std::string>, Result<Reading>> readings_;
};

}  // namespace kilograph::reply
