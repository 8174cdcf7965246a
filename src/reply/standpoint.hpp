// From where a comparison looks: a catalogue now, or as it was after a change of its log, or an export's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "knowledge/catalogue.hpp"

namespace kilograph::reply {

// The catalogue must outlive it.
class Standpoint {
 public:
  // `words` say what it is: "now", "export 2026-11-01". `change` as Catalogue::models_after.
  Standpoint(const knowledge::Catalogue& catalogue, std::string words,
             std::optional<std::int64_t> change = std::nullopt)
      : catalogue_(catalogue), words_(std::move(words)), change_(change) {}

  const std::string& words() const { return words_; }
  Result<std::vector<domain::ModelEntity>> models() const;
  Result<std::vector<domain::DeviceEntity>> devices() const;
  // Nothing where it is absent.
  Result<std::optional<domain::ModelEntity>> model(std::string_view id) const;
  Result<std::optional<domain::DeviceEntity>> device(std::string_view id) const;

 private:
  const knowledge::Catalogue& catalogue_;
  std::string words_;
  std::optional<std::int64_t> change_;
};

}  // namespace kilograph::reply
