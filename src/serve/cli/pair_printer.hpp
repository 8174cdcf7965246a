// Pairs on standard output as they are found, in one of three forms.
#pragma once

#include "reply/answer/fitting.hpp"
#include "serve/cli/style.hpp"

namespace kilograph::serve::cli {

enum class PairForm { text, json, csv };

class PairPrinter {
 public:
  PairPrinter(PairForm form, const Style& style) : form_(form), style_(style) {}

  PairForm form() const { return form_; }
  bool print(const reply::FitPair& pair);  // false: nobody reads any more
  void end();                              // after the last; also where there was none

 private:
  void begin();

  PairForm form_;
  Style style_;
  bool has_begun_ = false;
};

}  // namespace kilograph::serve::cli
