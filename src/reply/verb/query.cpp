#include <algorithm>

#include "domain/spelling.hpp"
#include "knowledge/ontology.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"
#include "reply/vocabulary.hpp"

namespace kilograph::reply {
namespace {

using knowledge::Catalogue;
using knowledge::index::Format;
using knowledge::index::QueryAnswer;
using knowledge::index::QueryOptions;

constexpr std::uint64_t kMostSeconds = 365ull * 24 * 3600;

struct FormatRow {
  std::string_view name;
  Format format;
};
constexpr FormatRow kFormats[] = {{"table", Format::table}, {"json", Format::json}, {"csv", Format::csv},
                                  {"tsv", Format::tsv},     {"xml", Format::xml},   {"ttl", Format::turtle},
                                  {"nt", Format::ntriples}};

Format format_in(const Call& call, const Desk& desk) {
  if (!call.has("format")) return desk.for_programs ? Format::json : Format::table;
  for (const FormatRow& row : kFormats) {
    if (row.name == call.text("format")) return row.format;
  }
  return Format::table;
}

// A limit of nothing would refuse every query.
Result<void> check_limits(const Call& call) {
  for (const char* name : {"timeout", "max-rows", "max-memory"}) {
    if (!call.has(name) || call.number(name, 0) > 0) continue;
    return fail(ErrorKind::usage, "a limit of 0 leaves nothing to answer", "--" + std::string(name), "1 or more",
                "Leave the option out for the usual limit.");
  }
  return {};
}

QueryOptions options_of(const Call& call, const Desk& desk) {
  QueryOptions options;
  options.format = format_in(call, desk);
  options.time_ms = std::min(call.number("timeout", options.time_ms / 1'000), kMostSeconds) * 1'000;
  options.max_rows = call.number("max-rows", options.max_rows);
  options.max_bytes = call.number("max-memory", options.max_bytes);
  const auto prefixes = knowledge::known_prefixes();
  options.prefixes.assign(prefixes.begin(), prefixes.end());
  return options;
}

// "nnet:NeuralNetwork" where the rest of the IRI is a plain local name, else "<…>".
std::string short_iri(const std::string& iri) {
  for (const auto& prefix : knowledge::known_prefixes()) {
    if (!iri.starts_with(prefix.iri)) continue;
    const std::string rest = iri.substr(prefix.iri.size());
    if (rest.find_first_of("/#?") == std::string::npos) return prefix.name + ":" + rest;
  }
  return "<" + iri + ">";
}

std::string shown(const std::optional<knowledge::rdf::Term>& term) {
  if (!term) return "";
  if (term->kind == knowledge::rdf::Term::Kind::literal) return term->value;
  return term->value.starts_with("_:") ? term->value : short_iri(term->value);
}

QueryResults results_of(QueryAnswer answer, Format format) {
  QueryResults results;
  results.body = std::move(answer.body);
  results.is_table = format == Format::table;
  results.columns = std::move(answer.columns);
  results.row_count = answer.row_count;
  results.is_ask = answer.kind == QueryAnswer::Kind::ask;
  results.yes = answer.yes;
  results.truncated = answer.truncated;
  for (const auto& row : answer.rows) {
    auto& cells = results.rows.emplace_back();
    for (const auto& term : row) cells.push_back(shown(term));
  }
  return results;
}

ExampleList all_examples() {
  ExampleList list;
  for (const auto& example : knowledge::query_examples()) {
    list.examples.push_back({std::string(example.name), std::string(example.title)});
  }
  return list;
}

Result<const knowledge::QueryExample*> find_example(const std::string& name) {
  std::vector<std::string> names, beginnings;
  for (const auto& example : knowledge::query_examples()) {
    if (example.name == name) return &example;
    names.emplace_back(example.name);
    beginnings.emplace_back(example.name.substr(0, name.size() + 1));
  }
  auto near = domain::nearest(name, names, 1);
  if (near.empty()) {  // a beginning of one, misspelt
    near = domain::nearest(name, beginnings, 1);
    if (!near.empty())
      near = {names[static_cast<std::size_t>(std::ranges::find(beginnings, near.front()) - beginnings.begin())]};
  }
  return fail(ErrorKind::not_found, "there is no example '" + name + "'", "--example", "",
              near.empty() ? "`kilograph query --example` lists all."
                           : "The nearest is '" + near.front() + "'; `kilograph query --example` lists all.");
}

constexpr std::uint64_t kMostQueryBytes = 1u << 20;

Result<std::string> text_in(const Call& call, const Desk& desk) {
  if (!call.has("query")) {
    return fail(ErrorKind::usage, "no query is given", "", "QUERY, - for standard input, or --example NAME",
                "`kilograph query --example` lists worked queries.");
  }
  if (call.text("query") != "-") return call.text("query");
  if (!desk.read_input) return fail(ErrorKind::usage, "there is no standard input to read the query from");
  return desk.read_input(kMostQueryBytes);
}

// What a worked query needs in a catalogue that the starter catalogue has not.
struct NeedRow {
  std::string_view example, need;
};
constexpr NeedRow kNeeds[] = {
    {"what-a-thing-exposes",
     "no property of a Thing here feeds a model or shows its answer: `kilograph add` a Thing Description that says so, "
     "as tests/shacl/every_fact.td.json does with feeds and exposes"},
    {"what-runs-now",
     "no device here is known to run a model: `kilograph add --firmware FILE --device NAME` takes it from a linked "
     "program, and a Thing Description says it with implements below its MicroController"},
};

std::string hint_of_example(std::string_view name) {
  const auto* need = std::ranges::find(kNeeds, name, &NeedRow::example);
  if (need != std::end(kNeeds)) return std::string(need->need);
  if (!name.ends_with("-published")) return {};
  return "this example asks in the published graph's terms, and the catalogue holds nothing in them: `kilograph add` "
         "the published graph, or ask --example " +
         std::string(name.substr(0, name.rfind('-')));
}

// A word of our namespaces that is no term is the likeliest reason for no rows.
std::string hint_of_terms(std::string_view text) {
  std::string hint;
  for (const auto& [word, near] : unknown_terms(text)) {
    hint += (hint.empty() ? "" : "; ") + word + " is no term of the vocabulary" +
            (near.empty() ? std::string() : ", the nearest is " + near);
  }
  return hint.empty() ? hint : hint + ": `kilograph vocabulary` lists all";
}

Result<QueryAnswer> answer_of(const Desk& desk, std::string_view text, const QueryOptions& options) {
  if (desk.ask_index) return desk.ask_index(text, options);
  Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  return catalogue.query(text, options);
}

Result<QueryResults> ask(const Desk& desk, std::string_view text, const QueryOptions& options) {
  QueryResults results = results_of(KG_TRY(answer_of(desk, text, options)), options.format);
  if (!results.is_ask && results.row_count == 0) results.hint = hint_of_terms(text);
  return results;
}

}  // namespace

Result<Answer> query(const Call& call, Desk& desk) {
  KG_CHECK(check_limits(call));
  const QueryOptions options = options_of(call, desk);
  if (!call.has("example")) return ask(desk, KG_TRY(text_in(call, desk)), options);
  if (call.has("query")) return fail(ErrorKind::usage, "QUERY and --example exclude each other");
  if (call.text("example").empty()) return all_examples();
  const knowledge::QueryExample* example = KG_TRY(find_example(call.text("example")));
  QueryResults results = KG_TRY(ask(desk, example->text, options));
  results.title = example->title;
  results.text = example->text;
  if (!results.is_ask && results.row_count == 0) results.hint = hint_of_example(example->name);
  return results;
}

}  // namespace kilograph::reply
