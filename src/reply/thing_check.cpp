#include "reply/thing_check.hpp"

#include <algorithm>
#include <array>

#include <iterator>

#include "ingest/encoding.hpp"
#include "ingest/thing/json_pointer.hpp"
#include "ingest/thing/validation/rule_table.hpp"
#include "knowledge/intake.hpp"
#include "knowledge/thing_text.hpp"
#include "reply/doubtful_words.hpp"

namespace kilograph::reply {
namespace {

using ingest::thing::Report;
using ingest::thing::RuleId;
using json::Value;

constexpr std::array<std::string_view, 2> kPlainContexts{"https://www.w3.org/2019/wot/td/v1",
                                                         "https://www.w3.org/2022/wot/td/v1.1"};

bool is_plain_context(const Value& context) {
  if (context.is_array()) return std::ranges::all_of(context.elements(), is_plain_context);
  return context.is_string() && std::ranges::find(kPlainContexts, context.string()) != kPlainContexts.end();
}

// What a valid description of these words says, a JSON-LD processor takes whole: its contexts are those of TD, it uses
// nothing else of JSON-LD, and it has no hardware (whose words those contexts lack).
bool is_plain(const Value& value) {
  if (value.is_array()) return std::ranges::all_of(value.elements(), is_plain);
  if (!value.is_object()) return true;
  return std::ranges::all_of(value.members(), [](const json::Member& member) {
    const std::string_view name = member.name();
    if (name == "@context") return is_plain_context(member.value());
    if (name == "id" && member.value().is_string()) return !knowledge::is_reserved_iri(member.value().string());
    if (name == "parts") return false;
    return (!name.starts_with('@') || name == "@type") && is_plain(member.value());
  });
}

void add(Report& report, RuleId rule, std::string where, std::string message, json::Position position) {
  const auto& row = ingest::thing::rule_row(rule);
  ++(row.level == ingest::thing::Level::error ? report.errors : report.warnings);
  ingest::thing::Finding finding{row.level, std::string(row.name), std::move(where), std::move(message), position};
  const auto is_behind = [&](const ingest::thing::Finding& other) {
    return std::pair(other.position.line, other.position.column) > std::pair(position.line, position.column);
  };
  report.findings.insert(std::ranges::find_if(report.findings, is_behind), std::move(finding));
}

json::Position position_at(const Value& root, std::string_view pointer) {
  return json::position_of(root.tape()->text, ingest::thing::reach(root, pointer).value.offset());
}

}  // namespace

void add_refusal(Report& report, Error error, const Value& root) {
  const auto stated = json::position_in(error.where);
  std::string where = error.where.starts_with('/') ? std::move(error.where) : std::string();
  error.where.clear();
  const json::Position position = stated ? *stated : position_at(root, where);
  add(report, RuleId::linked_data_refused, std::move(where), error.to_text(), position);
}

void add_finding(Report& report, RuleId rule, std::string where, std::string message, const Value& root) {
  const json::Position position = position_at(root, where);
  add(report, rule, std::move(where), std::move(message), position);
}

Report check_things(ByteView bytes, const std::string& name, const ingest::thing::ValidationLimits& limits) {
  const auto text = bytes.size() > limits.json.bytes ? std::string_view() : ingest::utf8_text(bytes).value_or("");
  const auto document = json::parse(text, limits.json);
  if (!document) return ingest::thing::validate(bytes, limits);
  Report report = ingest::thing::validate(*document, limits);
  const Value root = document->root();
  if (!report.is_valid(false) || is_plain(root)) return report;
  const knowledge::Origin origin{sha256(bytes), name, "application/td+json"};
  auto intake = knowledge::findings_in_rdf(origin, bytes, knowledge::rdf::Syntax::jsonld, *document);
  if (!intake) {
    if (intake.error().kind == ErrorKind::bad_input) add_refusal(report, std::move(intake).error(), root);
    return report;
  }
  std::ranges::move(doubtful_words(root), std::back_inserter(intake->left_out));
  const auto add_all = [&](RuleId rule, std::vector<knowledge::LeftOut>& values) {
    for (knowledge::LeftOut& value : values) {
      add_finding(report, rule, std::move(value.place), std::move(value.message), root);
    }
  };
  add_all(RuleId::context_unknown, intake->unknown_contexts);
  add_all(RuleId::hardware_value, intake->left_out);
  return report;
}

}  // namespace kilograph::reply
