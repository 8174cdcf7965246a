// What `validate` answers.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "ingest/thing/validation/report.hpp"

namespace kilograph::reply {

struct ValidatedFile {
  std::string source;  // the path as it was given
  ingest::thing::Report report;
  std::optional<ErrorKind> unread{};  // why it was not judged: it is not there, or the machine does not give it
};

struct ValidateAnswer {
  std::vector<ValidatedFile> files;
  std::filesystem::path folder{};  // the working one, which relative paths begin at
  bool strict = false;    // warnings count as errors
  bool as_sarif = false;  // SARIF 2.1.0 instead of text

  bool is_valid() const;
  // 0 valid, 1 invalid; where files were not judged, what that is (4, 5).
  int exit_code() const;
};

// "error" or "warning", as the call counts it.
std::string_view severity_of(const ValidateAnswer& answer, const ingest::thing::Finding& finding);

nlohmann::ordered_json to_json(const ValidateAnswer& answer);
// A log of the Static Analysis Results Interchange Format, OASIS, version 2.1.0.
nlohmann::ordered_json to_sarif(const ValidateAnswer& answer);

}  // namespace kilograph::reply
