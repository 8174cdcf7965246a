#include "ingest/thing/json_pointer.hpp"

#include <string>

namespace kilograph::ingest::thing {
namespace {

using json::Value;

Value child_of(const Value& value, std::string_view token) {
  Value found;
  if (value.is_object()) {
    for (const json::Member& member : value.members()) {
      if (json::pointer_token(member.name()) == token || member.name() == token) found = member.value();
    }
  } else if (value.is_array()) {
    std::size_t position = 0;
    for (const Value& element : value.elements()) {
      if (std::to_string(position++) == token) return element;
    }
  }
  return found;
}

}  // namespace

Reached reach(Value from, std::string_view pointer) {
  while (pointer.starts_with('/')) {
    const std::string_view token = pointer.substr(1, pointer.find('/', 1) - 1);
    const Value next = child_of(from, token);
    if (!next) break;
    from = next;
    pointer.remove_prefix(token.size() + 1);
  }
  return {from, pointer};
}

}  // namespace kilograph::ingest::thing
