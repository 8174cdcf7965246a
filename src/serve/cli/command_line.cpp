#include "serve/cli/command_line.hpp"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "reply/verb.hpp"
#include "serve/cli/arguments.hpp"
#include "serve/cli/interview.hpp"
#include "serve/cli/pair_printer.hpp"
#include "serve/cli/progress_bar.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/problem_text.hpp"
#include "serve/service/service.hpp"

namespace kilograph::serve::cli {
namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value && *value != '\0';
}

// A terminal that shows what would be colour as letters.
bool is_dumb() {
  const char* terminal = std::getenv("TERM");
  return terminal && std::string_view(terminal) == "dumb";
}

Style style_for(const Arguments& arguments) {
  if (arguments.no_colour || arguments.colour) return {.colour = !arguments.no_colour};
  return {.colour = !is_set("NO_COLOR") && !is_dumb() && isatty(STDOUT_FILENO) == 1};
}

Result<std::string> read_standard_input(std::uint64_t limit_bytes) {
  std::string text;
  std::array<char, 65536> step;
  while (text.size() <= limit_bytes && (std::cin.read(step.data(), step.size()) || std::cin.gcount() > 0)) {
    text.append(step.data(), static_cast<std::size_t>(std::cin.gcount()));
  }
  if (text.size() <= limit_bytes) return text;
  return fail(ErrorKind::too_large, "the text is longer than " + human_bytes(limit_bytes), "standard input");
}

// A reader that went away is no success: a pipe that was cut must not look whole.
int finish(int exit_code) {
  std::cout.flush();
  return std::cout ? exit_code : error_kind_row(ErrorKind::io).exit_code;
}

int report(const Error& error, bool json) {
  if (json) {
    std::cout << reply::json_text(error);
  } else {
    std::cout.flush();
    std::cerr << error_text(error);
  }
  return finish(error_kind_row(error.kind).exit_code);
}

void announce(const std::string& origin, bool json) {
  if (json) {
    std::cout << nlohmann::json{{"listening", origin}} << std::endl;
  } else {
    std::cout << "listening on " << origin << std::endl;
  }
}

void log_access(const http::Access& access) { std::cerr << http::line_of(access) + "\n"; }

PairForm pair_form_of(const Arguments& arguments) {
  return arguments.call.has("csv") ? PairForm::csv : arguments.json ? PairForm::json : PairForm::text;
}

reply::Desk desk_for(const Arguments& arguments, ProgressBar& bar, PairPrinter& pairs) {
  reply::Desk desk;
  desk.for_programs = arguments.json;
  if (arguments.catalogue) {
    desk.catalogue = *arguments.catalogue;
  } else if (is_set("KILOGRAPH_CATALOG")) {
    desk.catalogue = std::getenv("KILOGRAPH_CATALOG");
  }
  desk.read_input = read_standard_input;
  if (!arguments.json && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1) {
    desk.ask = [style = style_for(arguments)](const reply::Question& question) {
      return ask_at_terminal(question, style);
    };
  }
  desk.wants_entities = arguments.json;
  desk.reported = [&bar](const reply::Problem& problem) {
    bar.clear();
    std::cerr << problem_line(problem, {});
  };
  desk.is_terminal = isatty(STDOUT_FILENO) == 1;
  desk.paired = [&pairs](const reply::FitPair& pair) { return pairs.print(pair); };
  desk.acknowledged = [](const reply::AddedEntity& entity) { std::cout << reply::json_text(entity) << std::flush; };
  desk.serve = [json = arguments.json, quiet = arguments.quiet](const reply::ServiceOrder& order) {
    return service::serve(
        order, [json](const std::string& origin) { announce(origin, json); },
        quiet ? http::AccessLog() : http::AccessLog(log_access));
  };
  if (!arguments.quiet && !is_dumb() && isatty(STDERR_FILENO) == 1) {
    desk.progress = [&bar](const reply::Progress& progress) { bar.show(progress); };
  }
  return desk;
}

// A table says itself that it was cut; a document for programs must not change its form for it.
void report_cut(const reply::Answer& answer, bool json) {
  const auto* results = std::get_if<reply::QueryResults>(&answer);
  if (!results || !results->truncated || (results->is_table && !json)) return;
  std::cerr << "warning: the row limit cut the answer; --max-rows N allows more\n";
}

// Rows are of devices that are selected; of others it may not be known whether they are.
void report_unselected(const reply::Answer& answer) {
  const auto* fleet = std::get_if<reply::FleetFitAnswer>(&answer);
  if (const auto* pairs = std::get_if<reply::PairStreamAnswer>(&answer)) std::cerr << doubt_text(pairs->selection);
  if (fleet && !fleet->csv.empty()) std::cerr << doubt_text(fleet->selection);
}

void report_hint(const reply::Answer& answer, bool quiet) {
  const auto* results = std::get_if<reply::QueryResults>(&answer);
  if (results && !quiet && !results->hint.empty()) std::cerr << "hint: " << results->hint << "\n";
}

// Of what was streamed, standard output holds the lines: below those for people stands what they come to.
void print(const reply::Answer& answer, const Arguments& arguments, PairPrinter& pairs) {
  const TextOptions options{style_for(arguments), arguments.quiet};
  const auto* addition = std::get_if<reply::AddAnswer>(&answer);
  if (std::holds_alternative<reply::PairStreamAnswer>(answer)) pairs.end();
  if (addition && addition->streamed) {
    std::cerr << answer_text(answer, {{}, arguments.quiet});
  } else if (arguments.json) {
    std::cout << reply::json_text(answer);
  } else if (!std::holds_alternative<reply::PairStreamAnswer>(answer) || pairs.form() == PairForm::text) {
    std::cout << answer_text(answer, options);
  }
}

}  // namespace

int run(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const auto arguments = parse_arguments(argc, argv);
  if (!arguments) return report(arguments.error(), asks_for_json(argc, argv));
  ProgressBar bar;
  PairPrinter pairs(pair_form_of(*arguments), style_for(*arguments));
  reply::Desk desk = desk_for(*arguments, bar, pairs);
  const auto answer = reply::answer(arguments->verb, arguments->call, desk);
  bar.clear();
  if (!answer) return report(answer.error(), arguments->json);
  print(*answer, *arguments, pairs);
  report_cut(*answer, arguments->json);
  report_unselected(*answer);
  report_hint(*answer, arguments->quiet);
  return finish(reply::exit_code_of(*answer));
}

}  // namespace kilograph::serve::cli
