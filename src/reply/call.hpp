// One call of a verb: the values of its parameters by name, as a surface received them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kilograph::reply {

class Call {
 public:
  // `name` as in the table: "path", "max-bytes". A flag that is set has one empty value.
  void give(std::string name, std::string value = "") { values_[std::move(name)].push_back(std::move(value)); }

  bool has(std::string_view name) const { return values_.contains(name); }
  // The last value given; empty when there is none.
  std::string text(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? "" : found->second.back();
  }
  std::vector<std::string> list(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
  }
  // Of a value that check() has found to be a number.
  std::uint64_t number(std::string_view name, std::uint64_t otherwise) const {
    return has(name) ? std::stoull(text(name)) : otherwise;
  }
  const std::map<std::string, std::vector<std::string>, std::less<>>& values() const { return values_; }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

}  // namespace kilograph::reply
