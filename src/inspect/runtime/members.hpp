// Members of a JSON object, read by kind. The first thing that is wrong is kept, with its place; from
// then on every read gives an empty value, so that only the end of a reading has to look.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.hpp"

namespace kilograph::inspect::runtime_detail {

using Json = nlohmann::json;

class Member {
 public:
  // `first_error` outlives this member and all below it.
  Member(const Json* json, std::string path, std::optional<Error>& first_error)
      : json_(json), path_(std::move(path)), first_error_(&first_error) {}

  bool is_there() const { return json_ != nullptr; }

  void wrong(std::string message, std::string expected = {}) const {
    if (!*first_error_) *first_error_ = Error{ErrorKind::internal, std::move(message), path_, std::move(expected), {}};
  }

  // A member that need not be there, and one that must.
  Member maybe(const std::string& key) const {
    const bool has = is_object() && json_->contains(key);
    return {has ? &(*json_)[key] : nullptr, below(key), *first_error_};
  }
  Member at(const std::string& key) const {
    Member member = maybe(key);
    if (!member.is_there()) member.wrong("it is missing");
    return member;
  }

  void only(std::initializer_list<std::string_view> known) const {
    if (!is_object()) return wrong("it is no object");
    for (const auto& [key, value] : json_->items()) {
      if (std::ranges::find(known, key) == known.end()) wrong("its member \"" + key + "\" is not known");
    }
  }

  std::string text() const {
    if (json_ && json_->is_string()) return json_->get<std::string>();
    wrong("it is no text");
    return {};
  }
  bool truth() const {
    if (json_ && json_->is_boolean()) return json_->get<bool>();
    wrong("it is neither true nor false");
    return false;
  }
  template <std::integral Number>
  Number number() const {
    if (json_ && json_->is_number_integer()) {
      const auto value = json_->get<std::int64_t>();
      if (std::in_range<Number>(value)) return static_cast<Number>(value);
    }
    wrong("it is no whole number in its range");
    return 0;
  }

  // f(key, Member) for each member of an object, in the order of their names.
  template <class F>
  void each(F f) const {
    if (!is_object()) return wrong("it is no object");
    for (const auto& [key, value] : json_->items()) f(key, Member(&value, below(key), *first_error_));
  }
  // f(Member) for each element of a list.
  template <class F>
  void elements(F f) const {
    if (!json_ || !json_->is_array()) return wrong("it is no list");
    for (std::size_t i = 0; i < json_->size(); ++i) f(Member(&(*json_)[i], below(std::to_string(i)), *first_error_));
  }

 private:
  bool is_object() const { return json_ && json_->is_object(); }
  std::string below(const std::string& key) const { return path_.empty() ? key : path_ + " / " + key; }

  const Json* json_;
  std::string path_;
  std::optional<Error>* first_error_;
};

}  // namespace kilograph::inspect::runtime_detail
