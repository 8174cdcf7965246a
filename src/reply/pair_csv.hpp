// A stream of pairs as CSV: a row a pair, for a spreadsheet or a data base.
#pragma once

#include <string>

#include "reply/answer/fitting.hpp"
#include "reply/csv_text.hpp"

namespace kilograph::reply {

// The row of titles: model, model id, device, device id, verdict, runtime, assumed, decided by, margin in bytes.
std::string pair_csv_titles();
std::string pair_csv(const FitPair& pair);

// The last two cells: what decides, and its margin where that is known in bytes.
void add_deciding(CsvText& csv, const domain::Verdict& verdict);

}  // namespace kilograph::reply
