// thing_triples FOLDER FILE...: what Kilograph makes of JSON-LD files, as N-Quads with blank nodes, one file
// each in FOLDER: NAME.processor.nq, and NAME.tables.nq where the document is of the regular shape. Contexts
// that are not built in count as empty. A file that is no JSON-LD is left out. NAME.doubled is there where an
// object has a name twice, of which JavaScript keeps the last and an RDF parser both.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <regex>

#include "base/file.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/rdf/ntriples.hpp"
#include "knowledge/thing/mapper.hpp"

namespace {

using namespace kilograph;
namespace fs = std::filesystem;

const std::string kBase = "https://example.org/td/";
const std::string kSkolem = "https://example.org/td#n";

void write(const fs::path& path, const knowledge::rdf::Graph& graph) {
  static const std::regex kNode("<https://example\\.org/td#n([0-9]+)>");
  std::ofstream(path) << std::regex_replace(knowledge::rdf::to_ntriples(graph), kNode, "_:n$1");
}

bool has_doubled_names(const json::Value& value) {
  if (value.is_array()) return std::ranges::any_of(value.elements(), has_doubled_names);
  if (!value.is_object()) return false;
  const auto below = [](const json::Member& member) { return has_doubled_names(member.value()); };
  return !json::doubled_members(value).empty() || std::ranges::any_of(value.members(), below);
}

int convert(const fs::path& folder, const fs::path& file) {
  const auto bytes = read_file(file, 64 << 20);
  if (!bytes) {
    std::cerr << bytes.error().to_text() << "\n";
    return 1;
  }
  std::vector<std::string> unknown;
  knowledge::rdf::ParseOptions options;
  options.base_iri = kBase;
  options.skolem_prefix = kSkolem;
  options.contexts = knowledge::known_contexts();
  options.unknown_contexts = &unknown;
  const std::string name = file.parent_path().filename().string() + "-" + file.stem().string();
  const auto graph = knowledge::rdf::parse_triples(*bytes, knowledge::rdf::Syntax::jsonld, options);
  if (graph) write(folder / (name + ".processor.nq"), *graph);
  const auto text = json::parse(text_of(*bytes));
  const auto mapped = text ? knowledge::thing::mapped(text->root(), kBase, kSkolem) : std::nullopt;
  if (mapped) write(folder / (name + ".tables.nq"), *mapped);
  if (text && has_doubled_names(text->root())) std::ofstream(folder / (name + ".doubled"));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  for (int i = 2; i < count; ++i) {
    if (convert(arguments[1], arguments[i]) != 0) return 1;
  }
  return 0;
}
