#include "reply/answer/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/version.hpp"
#include "ingest/thing/validation/rule_table.hpp"
#include "reply/json/parts.hpp"
#include "reply/sarif.hpp"

namespace kilograph::reply {
namespace {

using ingest::thing::Finding;
using ingest::thing::Level;

// A file below the working folder relative to it, as CI systems look for it in a checkout; another one as it is named.
std::string path_of(const ValidateAnswer& answer, const std::string& source) {
  const std::filesystem::path path(source);
  const std::filesystem::path plain = path.lexically_normal();
  const bool is_absolute = path.is_absolute() && !answer.folder.empty();
  const std::filesystem::path relative = is_absolute ? plain.lexically_relative(answer.folder) : plain;
  const bool is_below = !relative.empty() && relative.is_relative() && *relative.begin() != "..";
  return is_below ? relative.generic_string() : source;
}

// RFC 3986: what a path may hold as it is; an absolute one as a URI (RFC 8089).
std::string uri_of(const ValidateAnswer& answer, const ValidatedFile& file) {
  const std::string path = path_of(answer, file.source);
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const unsigned char c : path) {
    const bool is_plain = std::isalnum(c) != 0 || kPlain.find(static_cast<char>(c)) != std::string_view::npos;
    uri += is_plain ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
  }
  return uri;
}

// What a rule asks, by its full name: "td-1.1/form-href-required".
std::string asks_of(const std::string& rule) {
  static const std::map<std::string, std::string, std::less<>> known = [] {
    std::map<std::string, std::string, std::less<>> asks;
    for (auto& listed : ingest::thing::every_rule()) asks.emplace(std::move(listed.name), std::move(listed.asks));
    return asks;
  }();
  const auto whole = known.find(rule);
  const auto found = whole != known.end() ? whole : known.find(std::string_view(rule).substr(rule.find('/') + 1));
  return found == known.end() ? "" : found->second;
}

// The rules that were broken, each once, and which of them a result is about.
class RuleList {
 public:
  std::size_t index_of(const Finding& finding) {
    const auto [position, is_new] = positions_.try_emplace(finding.rule, list_.size());
    if (is_new) {
      list_.push_back({{"id", finding.rule},
                       {"shortDescription", {{"text", asks_of(finding.rule)}}},
                       {"defaultConfiguration", {{"level", ingest::thing::name_of(finding.level)}}}});
    }
    return position->second;
  }
  Json take() && { return std::move(list_); }

 private:
  std::map<std::string, std::size_t> positions_;
  Json list_ = Json::array();
};

Json result_json(const ValidateAnswer& answer, const ValidatedFile& file, const Finding& finding, RuleList& rules) {
  Json place{{"artifactLocation", {{"uri", uri_of(answer, file)}}}};
  if (!file.unread) {
    place["region"] = {{"startLine", finding.position.line}, {"startColumn", finding.position.column}};
  }
  Json location{{"physicalLocation", std::move(place)}};
  if (!finding.where.empty()) {
    location["logicalLocations"] = Json::array({{{"fullyQualifiedName", finding.where}, {"kind", "member"}}});
  }
  return {{"ruleId", finding.rule},
          {"ruleIndex", rules.index_of(finding)},
          {"level", severity_of(answer, finding)},
          {"message", {{"text", finding.message}}},
          {"locations", Json::array({std::move(location)})}};
}

}  // namespace

bool ValidateAnswer::is_valid() const {
  return std::ranges::all_of(files, [&](const ValidatedFile& file) { return file.report.is_valid(strict); });
}

int ValidateAnswer::exit_code() const {
  int code = is_valid() ? 0 : 1;
  for (const ValidatedFile& file : files) {
    if (file.unread) code = std::max(code, error_kind_row(*file.unread).exit_code);
  }
  return code;
}

std::string_view severity_of(const ValidateAnswer& answer, const Finding& finding) {
  return ingest::thing::name_of(answer.strict ? Level::error : finding.level);
}

Json to_json(const ValidateAnswer& answer) {
  std::size_t errors = 0, warnings = 0, further = 0, things = 0;
  Json problems = Json::array();
  for (const ValidatedFile& file : answer.files) {
    errors += file.report.errors + (answer.strict ? file.report.warnings : 0);
    warnings += answer.strict ? 0 : file.report.warnings;
    further += file.report.further;
    things += file.report.things;
    for (const Finding& finding : file.report.findings) {
      problems.push_back({{"severity", severity_of(answer, finding)},
                          {"rule", finding.rule},
                          {"where", finding.where},
                          {"message", finding.message},
                          {"source", file.source},
                          {"line", finding.position.line},
                          {"column", finding.position.column}});
    }
  }
  return {{"valid", answer.is_valid()},
          {"files", answer.files.size()},
          {"things", things},
          {"errors", errors},
          {"warnings", warnings},
          {"not_listed", further},
          {"problems", std::move(problems)}};
}

Json to_sarif(const ValidateAnswer& answer) {
  RuleList rules;
  Json results = Json::array(), artifacts = Json::array();
  for (const ValidatedFile& file : answer.files) {
    artifacts.push_back({{"location", {{"uri", uri_of(answer, file)}}}, {"mimeType", "application/td+json"}});
    for (const Finding& finding : file.report.findings) results.push_back(result_json(answer, file, finding, rules));
  }
  const bool is_any_unread =
      std::ranges::any_of(answer.files, [](const auto& file) { return file.unread.has_value(); });
  Json driver{{"name", "Kilograph"}, {"version", kVersion}, {"rules", std::move(rules).take()}};
  Json run{{"tool", {{"driver", std::move(driver)}}},
           {"invocations", Json::array({{{"executionSuccessful", !is_any_unread}, {"exitCode", answer.exit_code()}}})},
           {"columnKind", "unicodeCodePoints"},
           {"artifacts", std::move(artifacts)},
           {"results", std::move(results)}};
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", Json::array({std::move(run)})}};
}

std::string sarif_text(const ValidateAnswer& answer) {
  return to_sarif(answer).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kilograph::reply
