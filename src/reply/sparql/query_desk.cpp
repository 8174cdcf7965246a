#include "reply/sparql/query_desk.hpp"

#include <atomic>
#include <mutex>
#include <utility>

#include "knowledge/catalogue.hpp"
#include "knowledge/ontology.hpp"

namespace kilograph::reply::sparql {
namespace {

using knowledge::Catalogue;
using knowledge::index::Format;
using knowledge::index::QueryAnswer;
using knowledge::index::QueryOptions;
using knowledge::index::SparqlIndex;

struct FormRow {
  Form form;
  Format format;
};
constexpr FormRow kForms[] = {{Form::json, Format::json},     {Form::xml, Format::xml},
                              {Form::csv, Format::csv},       {Form::tsv, Format::tsv},
                              {Form::turtle, Format::turtle}, {Form::ntriples, Format::ntriples},
                              {Form::json_ld, Format::table}};

Format format_of(Form form) {
  for (const FormRow& row : kForms) {
    if (row.form == form) return row.format;
  }
  return Format::json;
}

}  // namespace

struct QueryDesk::State {
  explicit State(Catalogue opened) : catalogue(std::move(opened)) {}

  Catalogue catalogue;
  std::mutex mutex;  // of the catalogue
  std::atomic<bool> is_ready{false};

  // One thread brings the index up to the ledger at a time. The first time takes long: then others are sent away.
  Result<std::shared_ptr<const SparqlIndex>> index() {
    std::unique_lock lock(mutex, std::defer_lock);
    if (is_ready) {
      lock.lock();
    } else if (!lock.try_lock()) {
      return fail(ErrorKind::conflict, "the SPARQL index is being made", "", "", "Ask again in some seconds.");
    }
    auto current = KG_TRY(catalogue.current_index());
    is_ready = true;
    return current;
  }
};

QueryDesk::QueryDesk(std::unique_ptr<State> state) : state_(std::move(state)) {}
QueryDesk::QueryDesk(QueryDesk&&) noexcept = default;
QueryDesk& QueryDesk::operator=(QueryDesk&&) noexcept = default;
QueryDesk::~QueryDesk() = default;

Result<QueryDesk> QueryDesk::open(const std::filesystem::path& catalogue) {
  return QueryDesk(std::make_unique<State>(KG_TRY(Catalogue::open(catalogue, Catalogue::Access::read))));
}

bool QueryDesk::is_ready() const { return state_->is_ready; }

Result<QueryAnswer> QueryDesk::ask(std::string_view query, const QueryOptions& options) const {
  const auto index = KG_TRY(state_->index());
  return index->query(query, options);
}

Result<Answer> QueryDesk::ask(std::string_view query, Form form, const Limits& limits) const {
  QueryOptions options{.format = format_of(form),
                       .time_ms = limits.time_ms,
                       .max_rows = limits.max_rows,
                       .max_bytes = limits.max_bytes,
                       .stop = limits.stop};
  const auto prefixes = knowledge::known_prefixes();
  options.prefixes.assign(prefixes.begin(), prefixes.end());
  QueryAnswer answer = KG_TRY(ask(query, options));
  if (form != Form::json_ld) return Answer{std::move(answer.body), answer.truncated};
  if (answer.kind != QueryAnswer::Kind::graph) {
    return fail(ErrorKind::usage, "the format does not fit this kind of query", "", "CONSTRUCT or DESCRIBE");
  }
  return Answer{expanded_json_ld(answer), answer.truncated};
}

}  // namespace kilograph::reply::sparql
