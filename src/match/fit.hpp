// Does model M fit device D? Three-valued, with one line a requirement (docs: the meaning of fit).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/entity.hpp"
#include "domain/runtime.hpp"
#include "domain/verdict.hpp"

namespace kilograph::match {

// Which figures judge.
//   best       the requirement for the device's runtime and pointer width
//   published  the study's own: its tool's arena and the file's size against the boards' free kB
// Figures stated by kAsker count in both.
enum class FactSet { best, published };

// The `by` of a need or an offer that the person asking states by hand.
inline constexpr std::string_view kAsker = "the asker";

// What is asked for beside what the model needs: a line each. For one answer: the slowest, the dearest.
struct Limits {
  std::vector<std::string> licences{};  // identifiers of SPDX that are allowed; empty: all are
  std::vector<std::string> known_licences{};  // all of SPDX's: any other text does not say what is allowed
  std::optional<double> seconds{}, joules{};
  // Sorted. Columns tell devices apart by these ids alone: it must hold every device that an observation of one of
  // their models names. judge() does not read it.
  std::vector<std::string> observed_on{};
};

struct Judge {
  std::vector<domain::Runtime> runtimes;  // known ones; the first is assumed where a device declares none
  FactSet facts = FactSet::best;
  // The requirements that are judged; empty: all. A need stated by hand has only those it names.
  std::vector<domain::RequirementKind> kinds{};
  // Known as well, for devices that declare them; never assumed and never proposed.
  std::vector<domain::Runtime> further_runtimes{};
  Limits limits{};
};

// One line a requirement, in the order sensors, working memory, program memory, operators,
// number formats; then those of the limits: time, energy, licence.
// Where a device declares several runtimes, the best answer stands, with its runtime named.
domain::Verdict judge(const domain::ModelEntity& model, const domain::DeviceEntity& device, const Judge& with);

// The counter-question: what would make the pair fit. Each remedy marked `enough` was checked by
// judging again with the change made. `models` and `devices` are searched for replacements.
std::vector<domain::Remedy> remedies(const domain::ModelEntity& model, const domain::DeviceEntity& device,
                                     const Judge& with, const std::vector<domain::ModelEntity>& models,
                                     const std::vector<domain::DeviceEntity>& devices);

// Whether the bytes of a program-memory line hold the runtime's code beside the model's.
bool counts_code(const domain::RequirementLine& line, const domain::Runtime& runtime, FactSet facts);

}  // namespace kilograph::match
