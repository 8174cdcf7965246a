// Small texts that the catalogue keeps by name: column mappings of inventories, groups of devices. Each is a
// document of kind `graph` of its own, made from the text as its file, so that export, import, log, remove and verify
// know nothing of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "knowledge/catalogue.hpp"

namespace kilograph::reply {

enum class TextKind { columns, group };
std::string_view name_of(TextKind kind);  // "columns"

struct KeptText {
  std::string name, text;
};

// In place of an earlier one of that name. Errors: usage (an empty name, one over 256 bytes), those of the ledger.
Result<knowledge::Change> keep_text(knowledge::Catalogue& catalogue, const std::string& actor, TextKind kind,
                                    const KeptText& text);
// Errors: not_found, naming the nearest names or how to make one.
Result<std::string> kept_text(const knowledge::Catalogue& catalogue, TextKind kind, const std::string& name);
Result<std::vector<KeptText>> kept_texts(const knowledge::Catalogue& catalogue, TextKind kind);  // by name
Result<void> drop_text(knowledge::Catalogue& catalogue, const std::string& actor, TextKind kind,
                       const std::string& name);  // errors: as kept_text

// For those that check what was kept.
bool is_kept_text(std::string_view media_type);
Result<knowledge::Document> remade_text(ByteView bytes, const knowledge::Document& kept);

}  // namespace kilograph::reply
