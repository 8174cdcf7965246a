#include "knowledge/ontology.hpp"

#include <string>

#include "knowledge/embedded.hpp"
#include "knowledge/rdf/ntriples.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::string_view kGraphBase = "https://w3id.org/kilograph/ontology/";

struct ContextRow {
  std::string_view url, path;
};

constexpr ContextRow kContexts[] = {
    {"https://www.w3.org/2019/wot/td/v1", "contexts/td.jsonld"},
    {"https://www.w3.org/2022/wot/td/v1.1", "contexts/td.jsonld"},
    {"https://w3id.org/kilograph/context/v1", "contexts/kilograph.jsonld"},
    {"https://www.w3.org/2022/wot/discovery", "contexts/discovery.jsonld"},
    {"https://w3c.github.io/wot-discovery/context/discovery-context.jsonld", "contexts/discovery.jsonld"},
    {"http://www.w3.org/ns/sosa/", "contexts/ssn.jsonld"},
    {"http://www.w3.org/ns/ssn/", "contexts/ssn.jsonld"},
    {"http://www.w3.org/ns/ssn/systems/", "contexts/ssn.jsonld"},
    {"http://qudt.org/schema/qudt/", "contexts/qudt.jsonld"},
    {"http://schema.org", "contexts/schema.jsonld"},
    {"http://schema.org/", "contexts/schema.jsonld"},
    {"https://schema.org", "contexts/schema.jsonld"},
    {"https://schema.org/", "contexts/schema.jsonld"},
};

std::string_view embedded(std::string_view path) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path == path) return file.text;
  }
  return {};
}

bool is_ontology(std::string_view path) { return path.ends_with(".ttl") && path != "shapes.ttl"; }

// The text after `# key: ` in the header comment of a query.
std::string_view header(std::string_view text, std::string_view key) {
  const std::string mark = "# " + std::string(key) + ": ";
  const std::size_t start = text.find(mark);
  if (start == std::string_view::npos) return {};
  const std::string_view rest = text.substr(start + mark.size());
  return rest.substr(0, rest.find('\n'));
}

std::string_view stem_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

struct Parsed {
  std::vector<std::string> iris, texts;
  std::vector<OntologyGraph> graphs;
};

Result<Parsed> parse_ontologies() {
  Parsed parsed;
  for (const OntologyFile& file : ontology_files()) {
    const std::string iri = std::string(kGraphBase).append(file.name.substr(0, file.name.rfind('.')));
    rdf::ParseOptions options;
    options.base_iri = iri;
    options.skolem_prefix = iri + "#node-";
    auto graph = rdf::parse_triples(view_of(file.text), rdf::Syntax::turtle, options);
    if (!graph) {
      return fail(ErrorKind::internal, "a shipped ontology is broken: " + graph.error().to_text(),
                  std::string(file.name));
    }
    parsed.iris.push_back(iri);
    parsed.texts.push_back(rdf::to_ntriples(*graph));
  }
  for (std::size_t i = 0; i < parsed.iris.size(); ++i) parsed.graphs.push_back({parsed.iris[i], parsed.texts[i]});
  return parsed;
}

}  // namespace

Result<std::span<const OntologyGraph>> ontology_graphs() {
  static const Result<Parsed> parsed = parse_ontologies();
  if (!parsed) return fail(parsed.error());
  return std::span<const OntologyGraph>(parsed->graphs);
}

std::span<const OntologyFile> ontology_files() {
  static const auto files = [] {
    std::vector<OntologyFile> list;
    for (const EmbeddedFile& file : embedded_files()) {
      if (is_ontology(file.path)) list.push_back({file.path, file.text});
    }
    return list;
  }();
  return files;
}

std::span<const index::Prefix> known_prefixes() {
  static const std::vector<index::Prefix> prefixes = {
      {"nnet", "https://w3id.org/tinyml-schema/neural-network-schema#"},
      {"sosa_extend", "https://w3id.org/tinyml-schema/neural-network-schema/sosa_extend/"},
      {"ssn_extend", "https://w3id.org/tinyml-schema/neural-network-schema/ssn_extend/"},
      {"s3n_extend", "https://w3id.org/tinyml-schema/neural-network-schema/s3n_extend/"},
      {"kg", "https://w3id.org/kilograph/ns#"},
      {"id", "https://w3id.org/kilograph/id/"},
      {"s3n", "http://w3id.org/s3n/"},
      {"sosa", "http://www.w3.org/ns/sosa/"},
      {"ssn", "http://www.w3.org/ns/ssn/"},
      {"ssn-system", "http://www.w3.org/ns/ssn/systems/"},
      {"td", "https://www.w3.org/2019/wot/td#"},
      {"hctl", "https://www.w3.org/2019/wot/hypermedia#"},
      {"jsonschema", "https://www.w3.org/2019/wot/json-schema#"},
      {"wotsec", "https://www.w3.org/2019/wot/security#"},
      {"tm", "https://www.w3.org/2019/wot/tm#"},
      {"schema", "https://schema.org/"},
      {"mls", "http://www.w3.org/ns/mls#"},
      {"prov", "http://www.w3.org/ns/prov#"},
      {"dcat", "http://www.w3.org/ns/dcat#"},
      {"spdx", "http://spdx.org/rdf/terms#"},
      {"om", "http://www.ontology-of-units-of-measure.org/resource/om-2/"},
      {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
      {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
      {"owl", "http://www.w3.org/2002/07/owl#"},
      {"skos", "http://www.w3.org/2004/02/skos/core#"},
      {"xsd", "http://www.w3.org/2001/XMLSchema#"},
      {"dct", "http://purl.org/dc/terms/"},
  };
  return prefixes;
}

std::span<const QueryExample> query_examples() {
  static const auto examples = [] {
    std::vector<QueryExample> list;
    for (const EmbeddedFile& file : embedded_files()) {
      if (file.path.ends_with(".rq")) list.push_back({stem_of(file.path), header(file.text, "title"), file.text});
    }
    return list;
  }();
  return examples;
}

std::vector<rdf::Context> known_contexts() {
  std::vector<rdf::Context> contexts;
  for (const ContextRow& row : kContexts) contexts.push_back({std::string(row.url), view_of(embedded(row.path))});
  return contexts;
}

std::string_view earlier_terms_csv() { return embedded("earlier_terms.csv"); }

}  // namespace kilograph::knowledge
