#include "knowledge/context_document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/json/document.hpp"
#include "knowledge/graph/entity_graph.hpp"
#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/thing/iri_text.hpp"
#include "knowledge/thing/term_chain.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::size_t kMostDepth = 64;

Result<void> check_address(std::string_view url) {
  if (!thing::is_plain_iri(url)) {
    return fail(ErrorKind::usage, fmt::format("'{}' is no absolute IRI", url), {}, "https://example.org/context");
  }
  if (is_built_in_context(url)) return fail(ErrorKind::usage, fmt::format("the context <{}> is built in", url));
  return {};
}

Result<void> check_form(ByteView bytes) {
  const auto document = KG_TRY(json::parse(text_of(bytes), {.bytes = kMostContextBytes, .depth = kMostDepth}));
  const json::Value root = document.root();
  if (root.is_object() && root.find("@context")) return thing::check_term_chains(root);
  return fail(ErrorKind::bad_input, "the file has no @context", {}, R"({"@context": {…}})",
              "A context is the JSON-LD document that other documents name in their @context.");
}

// A processor reads a document that has nothing but this context.
Result<void> check_use(ByteView bytes, std::string_view url, const std::vector<GivenContext>& others,
                       std::vector<std::string>* unknown) {
  std::vector<std::string> found;
  rdf::ParseOptions options;
  options.base_iri = "https://example.org/";
  options.skolem_prefix = "urn:kilograph:node";
  options.contexts = known_contexts();
  for (rdf::Context& other : views_of(others)) {
    if (other.url != url) options.contexts.push_back(std::move(other));
  }
  options.contexts.push_back({std::string(url), bytes});
  options.unknown_contexts = unknown == nullptr ? &found : unknown;
  const std::string probe = fmt::format(R"({{"@context": "{}", "@id": "urn:kilograph:probe"}})", url);
  auto read = rdf::parse_triples(view_of(probe), rdf::Syntax::jsonld, options);
  if (read) return {};
  return fail(ErrorKind::bad_input, "a JSON-LD processor refuses the context: " + read.error().message, {}, {},
              "Contexts may use others, but not in a circle, and each term must stand for an IRI.");
}

}  // namespace

std::string context_entity(std::string_view url) {
  return std::string(domain::kIdBase) + "graph/" + sha256(view_of(fmt::format("context {}", url))).hex();
}

bool is_context(const Document& head) { return head.media_type == kContextMediaType; }

bool is_built_in_context(std::string_view url) {
  return std::ranges::any_of(known_contexts(), [&](const rdf::Context& known) { return known.url == url; });
}

std::vector<rdf::Context> views_of(const std::vector<GivenContext>& given) {
  std::vector<rdf::Context> views;
  for (const GivenContext& context : given) views.push_back({context.url, *context.file});
  return views;
}

Result<Document> document_from_context(std::string_view place, ByteView bytes, std::string_view url,
                                       const std::vector<GivenContext>& others, std::vector<std::string>* unknown) {
  KG_CHECK(check_address(url));
  KG_CHECK(check_form(bytes));
  KG_CHECK(check_use(bytes, url, others, unknown));
  Document document;
  document.entity = context_entity(url);
  document.file = sha256(bytes);
  document.iri = domain::document_iri(document.file, document.entity);
  document.kind = domain::EntityKind::graph;
  document.name = url;
  document.source = {domain::Basis::declared, std::string(place), document.iri, std::string(place)};
  document.source_key = "context";
  document.media_type = kContextMediaType;
  document.base = url;
  graph::Writer writer(document.iri);
  graph::write_provenance(writer, document.entity, document.iri, document.source);
  writer.text(document.entity, graph::schema::name, url);
  document.triples = std::move(writer).take();
  return document;
}

}  // namespace kilograph::knowledge
