// The answer to "does model M fit device D, and why": one line a requirement.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/source.hpp"

namespace kilograph::domain {

enum class Status { met, unmet, unknown };
enum class Answer { fits, does_not_fit, unknown };
std::string_view name_of(Status status);   // "met"
std::string_view name_of(Answer answer);   // "fits", "does-not-fit", "unknown"

// Time, energy and licence are judged where a limit is asked for.
enum class RequirementKind { sensor, working_memory, program_memory, operators, number_format, time, energy, licence };
std::string_view name_of(RequirementKind kind);  // "sensor", "working-memory", …

// One requirement held against one capability. Amounts are bytes for memory; words otherwise.
struct RequirementLine {
  RequirementKind kind = RequirementKind::sensor;
  std::string required{};                        // for people: "Camera", "114,308 B"
  std::string available{};                       // "none", "187,000 B free in SRAM"; "unknown"
  std::optional<std::uint64_t> required_bytes{}, available_bytes{};
  std::optional<std::uint64_t> required_least_bytes{};  // fewer surely do not do; absent: no fewer than required_bytes
  std::optional<std::int64_t> margin_bytes{};  // available - required
  Status status = Status::unknown;
  std::optional<Source> required_source{}, available_source{};
  std::string note{};  // what was assumed; the fact that would settle an unknown
};

// The smallest change of one kind that would help, in words, with its amount where it has one.
struct Remedy {
  std::string kind;  // "free-memory", "add-sensor", "other-runtime", "other-kernels", "other-device", "other-model"
  std::string text;  // "free 1,308 B of RAM in SRAM"
  std::optional<std::uint64_t> bytes{};
  bool enough = false;  // alone makes the pair fit
  std::string entity{};  // id of the device or model, or name of the runtime or sensor class, to take
};

struct Verdict {
  std::string model, device;  // ids
  std::string model_name, device_name;
  Answer answer = Answer::unknown;
  std::string runtime;  // judged with
  bool runtime_assumed = false;  // the device declares none
  std::vector<RequirementLine> lines;

  // The line that decides: an unmet one before an unknown before a met one, and among equals the one
  // with the least room (margin in parts of what is available). Null without lines.
  const RequirementLine* worst() const;
};

// fits: all met; does_not_fit: some unmet; unknown: none unmet, some unknown.
Answer answer_of(const std::vector<RequirementLine>& lines);

}  // namespace kilograph::domain
