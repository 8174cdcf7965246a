// fit over a group of devices, judged once for all that share their hardware.
#include <algorithm>
#include <set>

#include "base/bytes.hpp"
#include "reply/fleet.hpp"
#include "reply/limits.hpp"
#include "reply/naming.hpp"
#include "reply/pair_csv.hpp"
#include "reply/projection.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"

namespace kilograph::reply {
namespace {

using knowledge::Catalogue;

std::vector<std::string> labels_in(const Fleet& fleet) {
  std::set<std::string> names;
  for (const auto& device : fleet.devices) {
    for (const auto& document : device.documents) {
      for (const domain::Label& label : document.facts.labels) names.insert(label.name);
    }
  }
  return {names.begin(), names.end()};
}

std::string label_of(const domain::DeviceEntity& device, const std::string& name) {
  for (const auto& document : device.documents) {
    for (const domain::Label& label : document.facts.labels) {
      if (label.name == name) return label.value;
    }
  }
  return {};
}

// One model: what decides, with its margin. Several: a column each.
std::string csv_of(const FleetFitAnswer& answer, const Fleet& fleet, const FleetClasses& classes) {
  const bool is_single = answer.models.size() == 1;
  const std::vector<std::string> labels = labels_in(fleet);
  CsvText csv;
  for (const char* title : {"device", "id", "class"}) csv.cell(title);
  for (const std::string& label : labels) csv.cell(label);
  for (const Named& model : answer.models) csv.cell(model.name);
  if (is_single) csv.cell("decided by").cell("margin in bytes");
  csv.end_row();
  for (std::size_t i = 0; i < fleet.devices.size(); ++i) {
    const auto& device = fleet.devices[i];
    const std::string kind = fleet.kind_of(device);
    csv.cell(device.name).cell(device.id).cell(kind.empty() ? "" : fleet.name_of(kind));
    for (const std::string& label : labels) csv.cell(label_of(device, label));
    for (std::size_t m = 0; m < answer.models.size(); ++m) {
      csv.cell(domain::name_of(answer.verdict(m, classes.of[i]).answer));
    }
    if (is_single) add_deciding(csv, answer.verdict(0, classes.of[i]));
    csv.end_row();
  }
  return std::move(csv).take();
}

}  // namespace

Result<Answer> fit_fleet(const Call& call, Desk& desk) {
  for (const char* other : {"device", "need", "have"}) {
    if (call.has(other)) {
      return fail(ErrorKind::usage, std::string("--") + other + " does not go with --group, --where or --csv");
    }
  }
  const match::Judge judge = KG_TRY(judge_for(call));
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  const Projected all = KG_TRY(projection_of(catalogue, desk));
  const Fleet fleet = KG_TRY(fleet_of(*all, catalogue, call));
  std::vector<domain::ModelEntity> models;
  if (call.has("model")) {
    models.push_back(KG_TRY(find_model(desk, call.text("model"))));
  } else {
    models = models_in(*all);
  }
  const FleetClasses classes = classes_of(fleet, observed_on(models, judge.limits));
  const std::uint64_t verdicts = std::uint64_t{models.size()} * classes.classes.size();
  if (verdicts > desk.most_pairs) {
    return fail(ErrorKind::too_large, "that is " + grouped(verdicts) + " verdicts of models and kinds of device", "",
                "at most " + grouped(desk.most_pairs),
                "`--model` asks for one model; `--stream` gives a line a pair, `--stream --csv` a row.");
  }
  FleetFitAnswer answer{fleet.selection, {}, classes.classes, verdicts_of(models, fleet, classes, judge),
                        judge.facts,     {}};
  for (const auto& model : models) answer.models.push_back({model.id, model.name.empty() ? model.id : model.name, {}});
  if (call.has("csv")) answer.csv = csv_of(answer, fleet, classes);
  return answer;
}

}  // namespace kilograph::reply
