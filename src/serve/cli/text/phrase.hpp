// Small phrases that several texts share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/device_facts.hpp"
#include "domain/model_facts.hpp"
#include "domain/verdict.hpp"
#include "reply/answer/contradiction.hpp"

namespace kilograph::serve::cli {

std::string counted(std::uint64_t count, std::string_view one, std::string_view many);  // "1 model", "2 models"
std::string with_further(const std::string& name, const std::vector<std::string>& also);  // "A (also B, C)"
std::string signed_bytes(std::int64_t bytes);                // "+32.1 KiB", "−512 B"
std::string words_of(domain::RequirementKind kind);          // "working memory"
std::string assumption_text(const std::string& what_if);  // "As if …; nothing is written.", a paragraph; "" for none
std::string value_text(const domain::Metric& metric);  // "93.2 %", "0.5", "unknown"
std::string author_of(const std::string& by);  // the study by its name
std::string source_text(const domain::Source& source);  // "declared by the published study (…), board.ttl"

// Which of several sources counts, and why: a heading, and two lines a fact; "" of none.
std::string contradictions_text(const std::vector<reply::Contradiction>& contradictions);

// Numbered sources: a mark where a value stands, the sources in a list below.
class Footnotes {
 public:
  std::string mark(const domain::Source& source);  // "[1]"; the same source has one number
  std::string mark(const std::optional<domain::Source>& source);  // "" for none
  std::string list(std::string_view indent) const;

 private:
  std::vector<domain::Source> sources_;
};

}  // namespace kilograph::serve::cli
