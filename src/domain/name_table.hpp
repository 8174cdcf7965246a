// Names of enumerators: one table an enum, read both ways.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace kilograph::domain {

template <class E>
struct NameRow {
  E value;
  std::string_view name;
};

template <class E, std::size_t N>
constexpr std::string_view name_in(const NameRow<E> (&table)[N], E value) {
  for (const auto& row : table) {
    if (row.value == value) return row.name;
  }
  return "?";
}

template <class E, std::size_t N>
constexpr std::optional<E> value_in(const NameRow<E> (&table)[N], std::string_view name) {
  for (const auto& row : table) {
    if (row.name == name) return row.value;
  }
  return std::nullopt;
}

}  // namespace kilograph::domain
