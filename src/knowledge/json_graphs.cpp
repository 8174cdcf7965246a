#include "knowledge/json_graphs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/json/doubled_names.hpp"
#include "knowledge/thing/mapper.hpp"
#include "knowledge/thing/term_chain.hpp"

namespace kilograph::knowledge {
namespace {

using json::Value;

NamedGraphs one_graph(rdf::Graph triples) {
  NamedGraphs graphs{std::move(triples), {}};
  graphs.of.resize(graphs.triples.size());
  return graphs;
}

// One of several descriptions, as a text of its own.
struct Part {
  std::string pointer, text;
};

// The member with the context of all around it; its own is processed after that.
std::string with_context(const Value& shared, const Value& member) {
  std::string contexts(shared.text()), members;
  for (const json::Member& one : member.members()) {
    if (one.name() == "@context") {
      contexts = "[" + contexts + "," + std::string(one.value().text()) + "]";
    } else {
      members.append(",").append(one.name_value().text()).append(":").append(one.value().text());
    }
  }
  return "{\"@context\":" + contexts + members + "}";
}

// The members of a list, or of an object that is nothing but @graph and the context of all; nothing where there are
// none, or their texts would be larger than `most_bytes`. What is no object says nothing in JSON-LD.
std::vector<Part> parts_of(const Value& root, std::uint64_t most_bytes) {
  const bool is_graph = root.is_object() && std::ranges::all_of(root.members(), [](const json::Member& member) {
                          return member.name() == "@context" || member.name() == "@graph";
                        });
  const Value list = is_graph ? root.find("@graph") : root;
  const Value shared = is_graph ? root.find("@context") : Value();
  std::vector<Part> parts;
  if (!list || !list.is_array()) return parts;
  std::uint64_t bytes = 0;
  std::size_t position = 0;
  for (const Value& member : list.elements()) {
    const std::string pointer = (is_graph ? "/@graph/" : "/") + std::to_string(position++);
    if (!member.is_object()) continue;
    bytes += member.text().size() + (shared ? shared.text().size() : 0);
    if (bytes > most_bytes) return {};
    parts.push_back({pointer, shared ? with_context(shared, member) : std::string(member.text())});
  }
  return parts;
}

void append(NamedGraphs& all, NamedGraphs graphs) {
  std::vector<std::uint32_t> places{0};
  for (std::string& name : graphs.names) {
    const auto known = std::ranges::find(all.names, name);
    places.push_back(static_cast<std::uint32_t>(known - all.names.begin()) + 1);
    if (known == all.names.end()) all.names.push_back(std::move(name));
  }
  for (std::size_t i = 0; i < graphs.triples.size(); ++i) {
    all.triples.push_back(std::move(graphs.triples[i]));
    all.of.push_back(places[graphs.of[i]]);
  }
}

// Nodes without an IRI are named "…n3.1": of the third member the first.
Result<NamedGraphs> graphs_of(const std::vector<Part>& parts, const rdf::ParseOptions& options,
                              std::vector<LeftOut>& left_out) {
  NamedGraphs all;
  rdf::ParseOptions own = options;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    own.skolem_prefix = options.skolem_prefix + std::to_string(i + 1) + ".";
    const auto document = KG_TRY(json::parse(parts[i].text, {.bytes = parts[i].text.size(), .depth = own.max_depth}));
    const std::size_t known = left_out.size();
    auto graphs = graphs_in(view_of(parts[i].text), rdf::Syntax::jsonld, &document, own, left_out);
    if (!graphs) {
      Error error = std::move(graphs).error();
      error.where = parts[i].pointer + (error.where.starts_with('/') ? error.where : "");
      return fail(std::move(error));
    }
    for (std::size_t k = known; k < left_out.size(); ++k) left_out[k].place.insert(0, parts[i].pointer);
    append(all, std::move(*graphs));
    if (all.triples.size() > options.max_quads) {
      return fail(ErrorKind::too_large, fmt::format("the document has more than {} statements", options.max_quads));
    }
  }
  return all;
}

}  // namespace

Result<NamedGraphs> graphs_in(ByteView bytes, rdf::Syntax syntax, const json::Document* text,
                              const rdf::ParseOptions& options, std::vector<LeftOut>& left_out) {
  auto mapped = text ? thing::mapped(text->root(), options.base_iri, options.skolem_prefix) : std::nullopt;
  if (mapped) return one_graph(std::move(*mapped));
  const auto plain = text ? json::without_doubled_names(*text) : std::nullopt;
  if (plain) {
    const auto again = KG_TRY(json::parse(*plain, {.bytes = plain->size(), .depth = options.max_depth}));
    return graphs_in(view_of(*plain), syntax, &again, options, left_out);
  }
  if (text) KG_CHECK(thing::check_term_chains(text->root()));
  auto parsed = parse_graphs(bytes, syntax, options);
  if (parsed || !text || parsed.error().kind != ErrorKind::bad_input) return parsed;
  const std::vector<Part> parts = parts_of(text->root(), options.max_bytes);
  if (!parts.empty()) return graphs_of(parts, options, left_out);
  std::vector<json::Value> values;
  mapped = thing::mapped(text->root(), options.base_iri, options.skolem_prefix, &values);
  if (!mapped) return parsed;
  for (const json::Value& value : values) {
    left_out.push_back({json::pointer_of(value), fmt::format("{} stands where JSON-LD takes objects alone; expected an "
                                                             "object. It is left out; the rest is kept",
                                                             value.text())});
  }
  return one_graph(std::move(*mapped));
}

}  // namespace kilograph::knowledge
