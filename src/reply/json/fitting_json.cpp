#include "reply/answer/fitting.hpp"
#include "reply/json/parts.hpp"

namespace kilograph::reply {
namespace {

using namespace domain;

Json header_json(const Verdict& verdict, const Named& model, const Named& device) {
  return {{"model", model.name},
          {"model_id", or_null(model.id)},
          {"device", device.name},
          {"device_id", or_null(device.id)},
          {"verdict", name_of(verdict.answer)},
          {"runtime", verdict.runtime},
          {"assumed", verdict.runtime_assumed}};
}

bool is_memory(RequirementKind kind) {
  return kind == RequirementKind::working_memory || kind == RequirementKind::program_memory;
}

Json amount_json(const RequirementLine& line, const std::string& words, const std::optional<std::uint64_t>& bytes) {
  if (is_memory(line.kind)) return or_null(bytes);
  return words == "unknown" ? Json(nullptr) : Json(words);
}

Json line_json(const RequirementLine& line) {
  return {
      {"kind", name_of(line.kind)},
      {"required", amount_json(line, line.required, line.required_bytes)},
      {"required_least", or_null(line.required_least_bytes)},
      {"available", amount_json(line, line.available, line.available_bytes)},
      {"margin", or_null(line.margin_bytes)},
      {"status", name_of(line.status)},
      {"required_text", line.required},
      {"available_text", line.available},
      {"sources", {{"required", source_json(line.required_source)}, {"available", source_json(line.available_source)}}},
      {"note", or_null(line.note)}};
}

Json remedy_json(const Remedy& remedy) {
  return {{"kind", remedy.kind},
          {"text", remedy.text},
          {"bytes", or_null(remedy.bytes)},
          {"entity", or_null(remedy.entity)},
          {"enough", remedy.enough}};
}

}  // namespace

Json pair_json(const FitPair& pair) {
  Json json = header_json(pair.verdict, pair.model, pair.device);
  const RequirementLine* worst = pair.verdict.worst();
  json["worst"] =
      worst ? Json{{"kind", name_of(worst->kind)}, {"margin", or_null(worst->margin_bytes)}} : Json(nullptr);
  if (!pair.note.empty()) json["if"] = pair.note;
  return json;
}

Json counts_json(const CountsAnswer::Row& row) {
  Json json{{"model", row.model.name},
            {"model_id", or_null(row.model.id)},
            {"fits", row.fits},
            {"unknown", row.unknown},
            {"does_not_fit", row.does_not_fit}};
  if (!row.note.empty()) json["if"] = row.note;
  return json;
}

Json to_json(const WhyAnswer& answer) {
  const Verdict& verdict = answer.verdict;
  Json json = header_json(verdict, {verdict.model, verdict.model_name}, {verdict.device, verdict.device_name});
  if (!answer.what_if.empty()) json["what_if"] = answer.what_if;
  if (!answer.note.empty()) json["if"] = answer.note;
  json["facts"] = answer.facts == match::FactSet::published ? "published" : "best";
  json["requirements"] = list_json(answer.verdict.lines, [&](const RequirementLine& line) {
    Json one = line_json(line);
    if (&line == answer.line_with_code()) one["sources"]["code"] = source_json(answer.code_source);
    return one;
  });
  json["contradictions"] = list_json(answer.contradictions, [](const Contradiction& one) { return to_json(one); });
  json["remedies"] = list_json(answer.remedies, remedy_json);
  json["smallest_set"] = answer.smallest_set ? list_json(*answer.smallest_set, remedy_json) : Json(nullptr);
  return json;
}

}  // namespace kilograph::reply
