#include "serve/cli/text/phrase.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "serve/cli/table.hpp"

namespace kilograph::serve::cli {

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return grouped(count) + " " + std::string(count == 1 ? one : many);
}

std::string with_further(const std::string& name, const std::vector<std::string>& also) {
  std::string text;
  for (const std::string& one : also) text += (text.empty() ? " (also " : ", ") + one;
  return name + text + (text.empty() ? "" : ")");
}

std::string signed_bytes(std::int64_t bytes) {
  const auto amount = static_cast<std::uint64_t>(bytes < 0 ? -bytes : bytes);
  return (bytes < 0 ? "−" : "+") + human_bytes(amount);
}

std::string words_of(domain::RequirementKind kind) {
  std::string words(domain::name_of(kind));
  std::ranges::replace(words, '-', ' ');
  return words;
}

std::string assumption_text(const std::string& what_if) {
  return what_if.empty() ? "" : "As if " + printable(what_if) + "; nothing is written.\n\n";
}

std::string value_text(const domain::Metric& metric) {
  if (!metric.value) return "unknown";
  std::string text = std::to_string(*metric.value);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text + (metric.unit == "percent" ? " %" : "");
}

std::string author_of(const std::string& by) {
  return by == domain::kPublishedStudy ? "the published study (" + by + ")" : by;
}

std::string source_text(const domain::Source& source) {
  std::string text(domain::name_of(source.basis));
  if (!source.by.empty()) text += " by " + author_of(source.by);
  if (!source.place.empty() && source.place != source.by) text += ", " + source.place;
  return printable(text);
}

std::string contradictions_text(const std::vector<reply::Contradiction>& contradictions) {
  std::string text;
  for (const reply::Contradiction& one : contradictions) {
    text += text.empty() ? "\nSources differ\n" : "";
    text += "  " + one.fact + " of the " + one.of + ": " + printable(one.counted.value) + " counts, " +
            source_text(one.counted.source) + "\n";
    for (const auto& other : one.others)
      text += "    not " + printable(other.value) + ", " + source_text(other.source) + "\n";
    text += "    because " + one.rule + "\n";
  }
  return text;
}

std::string Footnotes::mark(const domain::Source& source) {
  const auto same =
      std::ranges::find_if(sources_, [&](const auto& known) { return source_text(known) == source_text(source); });
  const auto number = same - sources_.begin() + 1;
  if (same == sources_.end()) sources_.push_back(source);
  return "[" + std::to_string(number) + "]";
}

std::string Footnotes::mark(const std::optional<domain::Source>& source) { return source ? mark(*source) : ""; }

std::string Footnotes::list(std::string_view indent) const {
  std::string text;
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    text += std::string(indent) + "[" + std::to_string(i + 1) + "] " + source_text(sources_[i]) + "\n";
  }
  return text;
}

}  // namespace kilograph::serve::cli
