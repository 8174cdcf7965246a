// From a Thing Model to the Thing Description of one instance (W3C TD 1.1, section 10: Thing Model).
//
//   tm:extends   the parent's definitions come first, the child's are merged over them (RFC 7396)
//   tm:ref       is replaced by what it points to, and what stands beside it is merged over that
//   tm:optional  what it lists is left out, unless it is asked for
//   {{NAME}}     is replaced: alone in a text by a value of its own type, else by the value as text
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kilograph::ingest::thing_model {

inline constexpr unsigned kMostDepth = 16;            // of models that extend and of references, each
inline constexpr std::size_t kMostValues = 200'000;   // JSON values that references may unfold to
inline constexpr std::size_t kMostDocuments = 64;     // that one model names, all in all

// A document that another names. `place` tells it from others and is the base of its own relative names.
struct NamedDocument {
  std::string text, place;
};
// The document of that URL or id, as it is written in a document at `base`. Nothing is fetched.
using FindDocument = std::function<Result<NamedDocument>(const std::string& url, const std::string& base)>;

struct Order {
  std::string id;                              // IRI of the instance
  std::string model;                           // IRI or URL of its model, for the link `type`
  std::string title{};                         // empty: the model's
  std::string base{};                          // URL; then affordances without forms get KIND/NAME below it
  std::map<std::string, std::string> values{}; // of placeholders, by name
  std::vector<std::string> with{};             // optional ones that are wanted: "/actions/fade" or "fade"
  bool shares_hardware = false;                // what the model itself states of hardware stays with it, by the link
};

struct Instance {
  std::string text;                            // the TD, indented by two
  std::vector<std::string> warnings;           // what was assumed or left out, a sentence each
};

// Errors: bad_input where a document is no JSON or no Thing Model, a reference leads nowhere or in a circle, or
// placeholders have no value (all of them with their places), or forms or a title are missing; usage for a value or
// an optional name that the model does not have; too_large beyond a limit; those of `find`.
Result<Instance> instance_of(const NamedDocument& model, const Order& order, const FindDocument& find);

}  // namespace kilograph::ingest::thing_model
