#include "reply/answer.hpp"

#include "reply/json/parts.hpp"

namespace kilograph::reply {
namespace {

// Names in files are not always UTF-8: what is not becomes U+FFFD, never an exception.
std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

struct AsJson {
  std::string operator()(const FitAnswer& answer) const {
    std::string text;
    for (std::size_t pair = 0; pair < answer.pairs.size(); ++pair) text += json_text(answer.pair(pair));
    return text;
  }
  std::string operator()(const PairStreamAnswer&) const { return {}; }
  std::string operator()(const FleetFitAnswer& answer) const {
    if (!answer.csv.empty()) return answer.csv;
    std::string text;
    for (std::size_t m = 0; m < answer.models.size(); ++m) {
      for (std::size_t c = 0; c < answer.classes.size(); ++c) text += line_of(class_json(answer, m, c));
    }
    return text + line_of(selection_json(answer));
  }
  std::string operator()(const CountsAnswer& answer) const {
    std::string text;
    for (const CountsAnswer::Row& row : answer.rows) text += line_of(counts_json(row));
    return text;
  }
  std::string operator()(const LogAnswer& answer) const {
    std::string text;
    for (const knowledge::LogEntry& entry : answer.entries) text += line_of(to_json(entry));
    return text;
  }
  std::string operator()(const QueryResults& results) const { return results.body; }
  std::string operator()(const DescriptionsAnswer& answer) const {
    return answer.path.empty() ? answer.text : line_of(to_json(answer));
  }
  std::string operator()(const DescriptionAnswer& answer) const { return answer.text; }
  std::string operator()(const ReferenceAnswer& answer) const { return answer.text; }
  template <class T>
  std::string operator()(const T& answer) const {
    return line_of(to_json(answer));
  }
};

struct ExitCode {
  int operator()(const WhyAnswer& answer) const { return answer.verdict.answer == domain::Answer::fits ? 0 : 1; }
  int operator()(const ValidateAnswer& answer) const { return answer.exit_code(); }
  int operator()(const PlanAnswer& answer) const { return answer.is_refused ? 1 : 0; }
  int operator()(const VerifyAnswer& answer) const { return answer.problems.empty() ? 0 : 1; }
  int operator()(const AddAnswer& answer) const {
    return answer.failed == 0 ? 0 : error_kind_row(ErrorKind::bad_input).exit_code;
  }
  template <class T>
  int operator()(const T&) const {
    return 0;
  }
};

}  // namespace

std::string json_text(const Answer& answer) { return std::visit(AsJson{}, answer); }

std::string json_text(const FitPair& pair) { return line_of(pair_json(pair)); }

std::string json_text(const AddedEntity& entity) { return line_of(to_json(entity)); }

std::string json_text(const Error& error) {
  return line_of({{"error",
                   {{"kind", error_kind_row(error.kind).name},
                    {"message", error.message},
                    {"where", or_null(error.where)},
                    {"expected", or_null(error.expected)},
                    {"advice", or_null(error.advice)}}}});
}

int exit_code_of(const Answer& answer) { return std::visit(ExitCode{}, answer); }

}  // namespace kilograph::reply
