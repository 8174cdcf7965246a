// JSON as it was written: order, places and doubled names are kept (docs/decisions/0012-own-json-reader.md).
//
//   auto document = KG_TRY(json::parse(text));
//   for (const json::Member& member : document.root().members()) use(member.name(), member.value());
//
// A Document is a tape of 16-byte nodes in the order of the text. Values are light handles into it; names,
// strings and numbers are views into the text (a string with escapes: into the document). So the text must
// live as long as the document, and the document as long as its values; moving the document is fine.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/value.hpp"
#include "base/result.hpp"

namespace kilograph::json {

struct Limits {
  std::size_t bytes = 64u << 20;   // of text; at most 4 GiB - 1
  std::size_t depth = 100;         // objects and arrays within each other
  std::size_t values = 16u << 20;  // of all kinds, names of members included: 256 MiB of nodes
};

class Document {
 public:
  Value root() const { return {tape_.get(), 0}; }
  std::string_view text() const;

 private:
  friend Result<Document> parse(std::string_view text, const Limits& limits);
  explicit Document(std::unique_ptr<const Tape> tape) : tape_(std::move(tape)) {}
  std::unique_ptr<const Tape> tape_;
};

// Strictly RFC 8259 in UTF-8 without a byte order mark. Doubled names are no error here (`doubled_members`).
// Errors: bad_input at "line 3, column 14" with what was expected there: grammar, bytes that are not UTF-8,
// half a surrogate pair, a number beyond what a double holds; too_large beyond a limit.
Result<Document> parse(std::string_view text, const Limits& limits = {});

// Places for people. Lines and columns count from 1, columns in characters (Unicode code points).
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};
Position position_of(std::string_view text, std::size_t offset);
// The same for many offsets, in their order, by one pass over the text.
std::vector<Position> positions_of(std::string_view text, const std::vector<std::size_t>& offsets);
std::string to_text(const Position& position);              // "line 3, column 14"
std::optional<Position> position_in(std::string_view text);  // of a text that begins so

// One token of a JSON pointer (RFC 6901): "/" becomes "~1" and "~" becomes "~0".
std::string pointer_token(std::string_view name);
// The JSON pointer of a value of this document; empty for the root.
std::string pointer_of(const Value& value);

// The members of an object whose name an earlier member has too, in order. O(n log n).
std::vector<Member> doubled_members(const Value& object);

}  // namespace kilograph::json
