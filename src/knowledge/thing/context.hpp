// JSON-LD contexts made into tables: what each name stands for, ready to be looked up.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/json/document.hpp"

namespace kilograph::knowledge::thing {

// A row of the table.
struct Definition {
  enum class Values { plain, iri, word, typed };  // @type: none, @id, @vocab, a datatype

  std::string iri;                        // "@id" and "@type" for aliases of them
  bool is_prefix = false;                 // it may stand before a colon
  Values values = Values::plain;
  std::string datatype{};                 // of Values::typed
  std::optional<std::string> language{};  // of plain text, in place of the context's; empty: of none
  bool is_index_map = false;              // @container: @index
  bool is_language_map = false;           // @container: @language
  std::string index{};                    // the property that takes an index map's names; empty: they are dropped
  json::Value scope{};                    // the context that holds below this name, if it has one
};

// The context in force at some place of a document. It stays where it is, and what is below it with it.
class Context {
 public:
  // `local`, the value of an @context, over `outer`. Strings name built-in contexts. Null: it uses what the
  // tables do not know (other addresses, and rarer parts of JSON-LD than those of Definition).
  static std::unique_ptr<Context> make(const Context* outer, const json::Value& local);

  const Definition* find(std::string_view term) const;  // null where the context does not define it
  // The context within a name that has a scope; made once. Null as above.
  const Context* within(const Definition& definition) const;

  // As JSON-LD expands a name (`is_term`: a property or a type) or an address. Nothing: it would have to be
  // resolved against the document's base.
  std::optional<std::string> expanded(std::string_view name, bool is_term) const;

  const std::string& language() const { return language_; }  // of text without one; empty: none

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  friend class Definer;

  std::string vocabulary_, language_;
  std::unordered_map<std::string, Definition, Hash, std::equal_to<>> terms_;
  mutable std::map<std::pair<const json::Tape*, std::uint32_t>, std::unique_ptr<Context>> within_;
};

}  // namespace kilograph::knowledge::thing
