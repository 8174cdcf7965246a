#include "serve/cli/interview.hpp"

#include <readline.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "domain/spelling.hpp"

namespace kilograph::serve::cli {
namespace {

// libedit's completion takes no context.
const std::vector<std::string>* words_now = nullptr;

char* word_of(const char* begun, int state) {
  static std::size_t at = 0;
  if (state == 0) at = 0;
  const std::string wanted = domain::lower_case(begun);
  while (words_now && at < words_now->size()) {
    const std::string& word = (*words_now)[at++];
    if (domain::lower_case(word).starts_with(wanted)) return strdup(word.c_str());
  }
  return nullptr;
}

char** completions(const char* begun, int, int) {
  rl_attempted_completion_over = 1;
  return rl_completion_matches(begun, word_of);
}

std::string prompt_of(const reply::Question& question) {
  return question.otherwise.empty() ? "> " : "[" + question.otherwise + "] > ";
}

}  // namespace

Result<std::string> ask_at_terminal(const reply::Question& question, const Style& style) {
  if (question.problem.empty()) std::cout << "\n" << style.paint(question.text, Tone::strong) << "\n";
  if (!question.problem.empty()) std::cout << "Not taken: " << question.problem << "\n";
  if (question.problem.empty()) {
    if (!question.known.empty()) std::cout << style.paint(question.known, Tone::faint) << "\n";
    if (!question.reason.empty()) {
      std::cout << style.paint("Enter takes " + question.otherwise + ": " + question.reason, Tone::faint) << "\n";
    }
    if (!question.words.empty()) std::cout << style.paint("Tab completes known words", Tone::faint) << "\n";
  }
  std::cout << std::flush;
  words_now = &question.words;
  rl_attempted_completion_function = completions;
  static char word_breaks[] = "\t\n";  // a task may hold blanks
  rl_completer_word_break_characters = word_breaks;
  const std::string prompt = prompt_of(question);
  char* line = readline(prompt.c_str());
  words_now = nullptr;
  if (!line) return fail(ErrorKind::usage, "the questions were broken off at '" + question.key + "'");
  std::string answer(line);
  std::free(line);
  const std::size_t first = answer.find_first_not_of(" \t");
  if (first == std::string::npos) return std::string();
  return answer.substr(first, answer.find_last_not_of(" \t") - first + 1);
}

}  // namespace kilograph::serve::cli
