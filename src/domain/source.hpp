// Where a statement comes from. Every number that a person sees carries one of these.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kilograph::domain {

// How a value came to be known.
//   measured   something ran and was observed
//   planned    worked out from the model file by stated rules, without running it
//   predicted  estimated from other measurements
//   declared   somebody says so
enum class Basis { measured, planned, predicted, declared };

std::string_view name_of(Basis basis);                       // "measured"
std::optional<Basis> basis_from(std::string_view name);

// Who says it, and in which document. `by` is a person's or program's name or IRI
// ("kilograph 0.1.0", "the published study"); `document` is the document's IRI, empty for a value
// that is not (yet) kept in a catalogue; `place` is what a person finds again: a path, a sheet's row.
struct Source {
  Basis basis = Basis::declared;
  std::string by;
  std::string document{};
  std::string place{};

  friend bool operator==(const Source&, const Source&) = default;
};

template <class T>
struct Sourced {
  T value{};
  Source source{};
};

// Attribution of the figures of arXiv 2202.09113: its sheet, its tool, its six boards.
inline constexpr std::string_view kPublishedStudy = "https://arxiv.org/abs/2202.09113";

}  // namespace kilograph::domain
