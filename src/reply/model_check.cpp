#include "reply/model_check.hpp"

#include <filesystem>

#include "ingest/thing/validation/rule_table.hpp"
#include "ingest/thing/validation/words.hpp"
#include "ingest/thing_model/assembly.hpp"
#include "reply/model_documents.hpp"
#include "reply/thing_check.hpp"

namespace kilograph::reply {
namespace {

using ingest::thing::RuleId;
using ingest::thing_model::Assembly;
using ingest::thing_model::FindDocument;

bool names_models(std::string_view text) {
  return text.find("\"tm:ref\"") != std::string_view::npos || text.find("\"tm:extends\"") != std::string_view::npos;
}

}  // namespace

void check_model_whole(ingest::thing::Report& report, std::string_view text, const std::string& path) {
  constexpr std::size_t kMostBytes = 8u << 20;  // as read_thing_model takes of the others
  if (!report.is_valid(false) || text.size() > kMostBytes || !names_models(text)) return;
  const auto document = json::parse(text);
  const auto model = ingest::thing_model::parsed(text, path);
  if (!document || !model || !ingest::thing_model::is_thing_model(*model)) return;
  const std::string place = std::filesystem::path(path).lexically_normal().string();
  bool is_elsewhere = false;  // a model with an IRI, which nobody fetches
  const FindDocument beside = find_models(nullptr, {}, {});
  const FindDocument find = [&](const std::string& url, const std::string& base) {
    is_elsewhere = is_elsewhere || ingest::thing::is_absolute_iri(url);
    return beside(url, base);
  };
  auto whole = Assembly(find).whole({std::string(text), place});
  if (whole || is_elsewhere) return;
  Error error = std::move(whole).error();
  const bool is_absent = error.kind == ErrorKind::not_found;
  if (!is_absent && error.kind != ErrorKind::bad_input) return;
  std::string where;
  if (error.where.starts_with(place + "#")) where = std::exchange(error.where, {}).substr(place.size() + 1);
  if (is_absent) error.advice.clear();
  add_finding(report, is_absent ? RuleId::model_absent : RuleId::model_broken, where, error.to_text(),
              document->root());
}

}  // namespace kilograph::reply
