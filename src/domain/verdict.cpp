#include "domain/verdict.hpp"

#include "domain/name_table.hpp"

namespace kilograph::domain {
namespace {

constexpr NameRow<Status> kStatuses[] = {
    {Status::met, "met"},
    {Status::unmet, "unmet"},
    {Status::unknown, "unknown"},
};

constexpr NameRow<Answer> kAnswers[] = {
    {Answer::fits, "fits"},
    {Answer::does_not_fit, "does-not-fit"},
    {Answer::unknown, "unknown"},
};

constexpr NameRow<RequirementKind> kKinds[] = {
    {RequirementKind::sensor, "sensor"},
    {RequirementKind::working_memory, "working-memory"},
    {RequirementKind::program_memory, "program-memory"},
    {RequirementKind::operators, "operators"},
    {RequirementKind::number_format, "number-format"},
    {RequirementKind::time, "time"},
    {RequirementKind::energy, "energy"},
    {RequirementKind::licence, "licence"},
};

int severity_of(Status status) {
  switch (status) {
    case Status::unmet: return 2;
    case Status::unknown: return 1;
    case Status::met: return 0;
  }
  return 0;
}

// Margin in parts of what is available; a line without bytes leaves the least room of all.
double room_of(const RequirementLine& line) {
  if (!line.margin_bytes || !line.available_bytes || *line.available_bytes == 0)
    return line.status == Status::met ? 2 : -2;
  return static_cast<double>(*line.margin_bytes) / static_cast<double>(*line.available_bytes);
}

}  // namespace

std::string_view name_of(Status status) { return name_in(kStatuses, status); }
std::string_view name_of(Answer answer) { return name_in(kAnswers, answer); }
std::string_view name_of(RequirementKind kind) { return name_in(kKinds, kind); }

const RequirementLine* Verdict::worst() const {
  const RequirementLine* worst = nullptr;
  for (const RequirementLine& line : lines) {
    if (!worst || severity_of(line.status) > severity_of(worst->status) ||
        (line.status == worst->status && room_of(line) < room_of(*worst))) {
      worst = &line;
    }
  }
  return worst;
}

Answer answer_of(const std::vector<RequirementLine>& lines) {
  bool some_unknown = false;
  for (const RequirementLine& line : lines) {
    if (line.status == Status::unmet) return Answer::does_not_fit;
    if (line.status == Status::unknown) some_unknown = true;
  }
  return some_unknown ? Answer::unknown : Answer::fits;
}

}  // namespace kilograph::domain
