#include "reply/vocabulary_publication.hpp"

#include <vector>

#include "base/listing.hpp"
#include "domain/spelling.hpp"
#include "knowledge/ontology.hpp"
#include "reply/vocabulary.hpp"
#include "reply/vocabulary_context.hpp"
#include "reply/vocabulary_page.hpp"

namespace kilograph::reply {
namespace {

constexpr std::string_view kContexts = "https://w3id.org/kilograph/context/";

Result<VocabularyPublication> made() {
  const std::vector<VocabularyTerm> terms = KG_TRY(vocabulary());
  return VocabularyPublication{vocabulary_page(terms), vocabulary_turtle(), vocabulary_context(terms)};
}

std::string_view version_of(std::string_view turtle) {
  constexpr std::string_view kMark = "owl:versionInfo \"";
  const std::size_t at = turtle.find(kMark);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = turtle.substr(at + kMark.size());
  return rest.substr(0, rest.find('"'));
}

std::string_view stem_of(std::string_view name) { return name.substr(0, name.rfind('.')); }

}  // namespace

Result<const VocabularyPublication*> vocabulary_publication() {
  static const Result<VocabularyPublication> publication = made();
  if (!publication) return fail(publication.error());
  return &*publication;
}

Result<std::string_view> published_ontology(std::string_view path) {
  std::vector<std::string> names;
  for (const auto& file : knowledge::ontology_files()) {
    const std::string_view name = stem_of(file.name);
    if (path == name) return file.text;
    names.emplace_back(name);
    if (!path.starts_with(std::string(name) + "/")) continue;
    const std::string_view wanted = path.substr(name.size() + 1), version = version_of(file.text);
    if (wanted == version) return file.text;
    return fail(ErrorKind::not_found, "there is no version '" + std::string(wanted) + "' of this ontology here",
                std::string(path), std::string(version));
  }
  const auto near = domain::nearest(path, names, 1);
  return fail(ErrorKind::not_found, "there is no such ontology", std::string(path), listed(names),
              near.empty() ? "" : "The nearest is " + near.front() + ".");
}

Result<std::string_view> published_context(std::string_view version) {
  for (const auto& context : knowledge::known_contexts()) {
    if (context.url == std::string(kContexts) + std::string(version)) return text_of(context.document);
  }
  return fail(ErrorKind::not_found, "there is no such context", std::string(version), "v1");
}

}  // namespace kilograph::reply
