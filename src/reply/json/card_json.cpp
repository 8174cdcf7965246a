#include "reply/answer/card.hpp"
#include "reply/json/parts.hpp"

namespace kilograph::reply {

using domain::ModelFacts;

Json to_json(const CardAnswer& answer) {
  const ModelFacts& facts = answer.card.facts;
  Json json{{"path", answer.path}, {"written", answer.is_written}, {"model", or_null(answer.card.model_file)}};
  json["sha256"] = facts.sha256 ? Json(facts.sha256->hex()) : Json(nullptr);
  constexpr std::pair<const char*, std::string ModelFacts::*> kTexts[] = {
      {"name", &ModelFacts::name},
      {"description", &ModelFacts::description},
      {"licence", &ModelFacts::licence},
      {"task", &ModelFacts::task},
      {"training_dataset", &ModelFacts::training_dataset},
      {"preprocessing", &ModelFacts::preprocessing},
      {"input_info", &ModelFacts::input_info},
      {"output_info", &ModelFacts::output_info},
      {"runtime_platform", &ModelFacts::runtime_platform},
      {"version", &ModelFacts::version},
      {"revises", &ModelFacts::revises},
  };
  for (const auto& [name, field] : kTexts) json[name] = or_null(facts.*field);
  json["labels"] = facts.labels;
  json["tags"] = facts.tags;
  json["sensors"] = facts.sensors.empty() ? Json(nullptr) : sensors_json(facts.sensors);
  json["metrics"] = list_json(facts.metrics, [](const domain::Metric& metric) {
    return Json{{"measure", metric.measure},
                {"value", or_null(metric.value)},
                {"unit", or_null(metric.unit)},
                {"dataset", or_null(metric.dataset)},
                {"split", or_null(metric.split)}};
  });
  json["unknown"] = answer.unknown;
  json["problems"] = list_json(answer.card.warnings, [](const ingest::Warning& warning) {
    return Json{{"where", warning.place}, {"message", warning.message}};
  });
  return json;
}

}  // namespace kilograph::reply
