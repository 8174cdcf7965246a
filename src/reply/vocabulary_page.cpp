#include "reply/vocabulary_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/version.hpp"
#include "reply/embedded.hpp"
#include "reply/vocabulary_drawing.hpp"

namespace kilograph::reply {
namespace {

using Kind = VocabularyTerm::Kind;
using Terms = std::span<const VocabularyTerm>;

struct Section {
  std::string_view id, title, text;
  bool (*holds)(const VocabularyTerm& term);
};

bool is_own(const VocabularyTerm& term) {
  return term.name.starts_with("kg:") || term.name.starts_with("nnet:") ||
         term.name.find("_extend:") != std::string::npos;
}

bool is_operator(const VocabularyTerm& term) { return term.name.starts_with("kg:operator-"); }

constexpr Section kSections[] = {
    {"classes", "Classes", "What there is: models and their parts, devices and their parts, and who says so.",
     [](const VocabularyTerm& term) { return is_own(term) && term.kind == Kind::klass; }},
    {"properties", "Properties", "What can be said of it.",
     [](const VocabularyTerm& term) { return is_own(term) && term.kind == Kind::property; }},
    {"choices", "Choices", "Terms that a property chooses among.",
     [](const VocabularyTerm& term) { return is_own(term) && term.kind == Kind::individual && !is_operator(term); }},
    {"operators", "Operators", "Layer types for operators of the TensorFlow Lite schema.", is_operator},
    {"borrowed", "Borrowed terms", "Terms of other vocabularies, and what they are used for here.",
     [](const VocabularyTerm& term) { return !is_own(term); }},
};

// A name as a link where the page has the term.
std::string linked(std::string_view name, const std::map<std::string_view, const VocabularyTerm*>& known) {
  if (!known.contains(name)) return "<code>" + escaped(name) + "</code>";
  return fmt::format(R"(<a href="#{}"><code>{}</code></a>)", escaped(anchor_of(name)), escaped(name));
}

std::string fact(std::string_view name, const std::string& value) {
  return value.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>", name, value);
}

using Known = std::map<std::string_view, const VocabularyTerm*>;

std::string list_of(const std::vector<std::string>& names, const Known& known) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + linked(name, known);
  return text;
}

std::string below(const VocabularyTerm& term, Terms terms, const Known& known) {
  std::vector<std::string> names;
  for (const VocabularyTerm& other : terms) {
    if (is_operator(other)) continue;
    const auto& above = term.kind == Kind::klass && other.kind == Kind::individual ? other.types : other.parents;
    if (std::ranges::find(above, term.name) != above.end()) names.push_back(other.name);
  }
  return list_of(names, known);
}

std::string matches_of(const VocabularyTerm& term, const Known& known) {
  std::string text;
  for (const auto& [kind, name] : term.matches)
    text += fmt::format("{}<i>{}</i> {}", text.empty() ? "" : ", ", kind, linked(name, known));
  return text;
}

std::string source_of(const VocabularyTerm& term) {
  if (!term.source.starts_with("http")) return escaped(term.source);
  return fmt::format(R"(<a href="{0}">{0}</a>)", escaped(term.source));
}

std::string article(const VocabularyTerm& term, Terms terms, const Known& known) {
  std::string text = fmt::format(
      R"(<article id="{}" data-text="{}"><h3>{} <code>{}</code> <span class="status {}">{}</span></h3><p>{}</p>)",
      escaped(anchor_of(term.name)), escaped(term.name + " " + term.label + " " + term.comment), escaped(term.label),
      escaped(term.name), escaped(term.status), escaped(term.status), escaped(term.comment));
  if (term.kind == Kind::klass) {
    if (const std::string drawing = drawing_of(term, terms); !drawing.empty())
      text += "<div class=\"drawing\">" + drawing + "</div>";
  }
  text += "<dl>" + fact("is a", list_of(term.types, known)) + fact("below", list_of(term.parents, known)) +
          fact("above", below(term, terms, known)) + fact("from", list_of(term.from, known)) +
          fact("to", list_of(term.to, known)) + fact("elsewhere", matches_of(term, known)) +
          fact("source", source_of(term)) + fact("IRI", "<code>" + escaped(term.iri) + "</code>") + "</dl>";
  if (!term.example.empty()) text += "<pre>" + escaped(term.example) + "</pre>";
  return text + "</article>\n";
}

void fill(std::string& text, std::string_view mark, std::string_view value) {
  if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), value);
}

}  // namespace

std::string vocabulary_page(Terms terms) {
  Known known;
  for (const VocabularyTerm& term : terms) known.emplace(term.name, &term);
  std::string navigation, body;
  for (const Section& section : kSections) {
    std::string articles;
    std::size_t count = 0;
    for (const VocabularyTerm& term : terms) {
      if (!section.holds(term)) continue;
      articles += article(term, terms, known);
      ++count;
    }
    navigation += fmt::format("<a href=\"#{}\">{} <b>{}</b></a>", section.id, section.title, count);
    body += fmt::format("<section id=\"{}\"><h2>{}</h2><p>{}</p>\n{}</section>\n", section.id, section.title,
                        section.text, articles);
  }
  const auto files = embedded_files();
  const auto file = std::ranges::find(files, "page/vocabulary.html", &EmbeddedFile::path);
  std::string page = file == files.end() ? "" : std::string(file->text);
  fill(page, "{{version}}", kVersion);
  fill(page, "{{count}}", std::to_string(terms.size()));
  fill(page, "{{navigation}}", navigation);
  fill(page, "{{map}}", drawing_of_all(terms));
  fill(page, "{{sections}}", body);
  return page;
}

}  // namespace kilograph::reply
