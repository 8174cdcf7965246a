// Words in a row, for messages: "int8, int16".
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace kilograph {

// The items' texts, a comma and a blank between them; "" of none. `text_of` gives a text or a view of one.
template <class Range, class TextOf = std::identity>
std::string listed(const Range& items, TextOf text_of = {}) {
  std::string text;
  bool is_first = true;
  for (const auto& item : items) {
    if (!is_first) text += ", ";
    text += std::invoke(text_of, item);
    is_first = false;
  }
  return text;
}

}  // namespace kilograph
