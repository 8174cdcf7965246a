#include "reply/pair_csv.hpp"

namespace kilograph::reply {

void add_deciding(CsvText& csv, const domain::Verdict& verdict) {
  const domain::RequirementLine* worst = verdict.worst();
  csv.cell(worst ? domain::name_of(worst->kind) : "");
  worst && worst->margin_bytes ? csv.number(*worst->margin_bytes) : csv.cell("");
}

std::string pair_csv_titles() {
  CsvText csv;
  for (const char* title :
       {"model", "model id", "device", "device id", "verdict", "runtime", "assumed", "decided by", "margin in bytes"}) {
    csv.cell(title);
  }
  csv.end_row();
  return std::move(csv).take();
}

std::string pair_csv(const FitPair& pair) {
  const domain::Verdict& verdict = pair.verdict;
  CsvText csv;
  csv.cell(pair.model.name).cell(pair.model.id).cell(pair.device.name).cell(pair.device.id);
  csv.cell(domain::name_of(verdict.answer)).cell(verdict.runtime).cell(verdict.runtime_assumed ? "true" : "false");
  add_deciding(csv, verdict);
  csv.end_row();
  return std::move(csv).take();
}

}  // namespace kilograph::reply
