#include "serve/cli/pair_printer.hpp"

#include <iostream>

#include "reply/pair_csv.hpp"
#include "serve/cli/text/answer_text.hpp"

namespace kilograph::serve::cli {

void PairPrinter::begin() {
  if (form_ == PairForm::csv && !has_begun_) std::cout << reply::pair_csv_titles();
  has_begun_ = true;
}

bool PairPrinter::print(const reply::FitPair& pair) {
  begin();
  switch (form_) {
    case PairForm::text: std::cout << pair_text(pair, style_); break;
    case PairForm::json: std::cout << reply::json_text(pair); break;
    case PairForm::csv: std::cout << reply::pair_csv(pair); break;
  }
  return static_cast<bool>(std::cout);
}

void PairPrinter::end() { begin(); }

}  // namespace kilograph::serve::cli
