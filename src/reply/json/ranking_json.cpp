#include "reply/answer/ranking.hpp"
#include "reply/json/parts.hpp"

namespace kilograph::reply {
namespace {

using match::Pareto;

Json pareto_json(Pareto pareto) { return pareto == Pareto::unknown ? Json(nullptr) : Json(pareto == Pareto::yes); }

Json figure_json(const std::optional<match::Figure>& figure) {
  if (!figure) return nullptr;
  const auto& need = figure->requirement;
  return {{"bytes", need.bytes},
          {"runtime", or_null(need.runtime)},
          {"kernels", or_null(need.kernels)},
          {"pointer_bits", need.pointer_bits == 0 ? Json(nullptr) : Json(need.pointer_bits)},
          {"abi", or_null(need.abi)},
          {"source", source_json(figure->source)}};
}

Json bytes_json(const std::optional<match::Figure>& figure) {
  return figure ? Json(figure->requirement.bytes) : Json(nullptr);
}

Json candidate_json(const RankAnswer& answer, const match::Candidate& candidate) {
  Json json{{"model", candidate.name}, {"model_id", candidate.model}};
  json["value"] = candidate.metric ? or_null(candidate.metric->value.value) : Json(nullptr);
  json["unit"] = candidate.metric ? or_null(candidate.metric->value.unit) : Json(nullptr);
  json["value_source"] = candidate.metric ? source_json(candidate.metric->source) : Json(nullptr);
  json["working_memory_bytes"] = bytes_json(candidate.working);
  json["program_memory_bytes"] = bytes_json(candidate.program);
  json["macs"] = candidate.macs ? Json(candidate.macs->value) : Json(nullptr);
  json["macs_source"] = candidate.macs ? source_json(candidate.macs->source) : Json(nullptr);
  json["seconds"] = candidate.time ? Json(candidate.time->value.most()) : Json(nullptr);
  json["joules"] = candidate.energy ? Json(candidate.energy->value.most()) : Json(nullptr);
  json["working_memory"] = figure_json(candidate.working);
  json["program_memory"] = figure_json(candidate.program);
  const auto verdict = answer.verdicts.find(candidate.model);
  if (verdict != answer.verdicts.end()) json["verdict"] = domain::name_of(verdict->second);
  const auto licence = answer.licences.find(candidate.model);
  if (licence != answer.licences.end()) json["licence"] = domain::name_of(licence->second);
  return json;
}

Json ranked_json(const RankAnswer& answer, const match::Candidate& candidate) {
  Json json = candidate_json(answer, candidate);
  json["pareto"] = pareto_json(candidate.pareto);
  return json;
}

Json group_json(const RankAnswer& answer, const match::Group& group) {
  return {{"metric", group.measure},
          {"dataset", or_null(group.dataset)},
          {"unit", or_null(group.unit)},
          {"working_memory_for", group.working_key ? Json(match::to_text(*group.working_key)) : Json(nullptr)},
          {"candidates", list_json(group.candidates, [&](const auto& one) { return ranked_json(answer, one); })}};
}

}  // namespace

Json to_json(const RankAnswer& answer) {
  const auto unranked = [&](const match::Candidate& candidate) {
    Json json = candidate_json(answer, candidate);
    json["reason"] = candidate.reason;
    return json;
  };
  Json json{{"groups", list_json(answer.ranking.groups, [&](const auto& group) { return group_json(answer, group); })},
            {"unranked", list_json(answer.ranking.unranked, unranked)}};
  if (!answer.device.empty()) json["device"] = answer.device;
  if (!answer.device.empty() || answer.is_by_licence) json["left_out"] = answer.left_out;
  if (!answer.hint.empty()) json["hint"] = answer.hint;
  return json;
}

}  // namespace kilograph::reply
