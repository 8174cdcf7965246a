#include "serve/cli/interview.hpp"

#include <langinfo.h>
#include <readline.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <mutex>

#include "domain/spelling.hpp"

namespace kilograph::serve::cli {
namespace {

// libedit tells letters apart by the locale, and drops those that it does not know; the house writes UTF-8.
void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::string_view(nl_langinfo(CODESET)) != "UTF-8") std::setlocale(LC_CTYPE, "C.UTF-8");
}

// libedit's completion takes no context.
const std::vector<std::string>* words_now = nullptr;

// What all words begin with when letters of either case are the same; where they differ in it, as it was typed.
std::string common_beginning(const std::vector<std::string>& words, std::string_view typed) {
  std::string common = words.front();
  for (const std::string& word : words) {
    const std::string one = domain::lower_case(common), other = domain::lower_case(word);
    common.resize(static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin()));
  }
  for (std::size_t i = 0; i < std::min(common.size(), typed.size()); ++i) {
    if (std::ranges::any_of(words, [&](const std::string& word) { return word[i] != common[i]; })) common[i] = typed[i];
  }
  return common;
}

// As libedit wants them: the common beginning, then each word; it frees all.
char** completions(const char* begun, int, int) {
  rl_attempted_completion_over = 1;
  const std::string wanted = domain::lower_case(begun);
  std::vector<std::string> found;
  for (const std::string& word : words_now ? *words_now : std::vector<std::string>()) {
    if (domain::lower_case(word).starts_with(wanted)) found.push_back(word);
  }
  if (found.empty()) return nullptr;
  found.insert(found.begin(), common_beginning(found, begun));
  auto** matches = static_cast<char**>(std::calloc(found.size() + 1, sizeof(char*)));
  if (!matches) return nullptr;
  std::ranges::transform(found, matches, [](const std::string& word) { return strdup(word.c_str()); });
  return matches;
}

// What Ctrl-C leaves on the screen, kept where a signal handler may read it.
std::array<char, 4096> farewell;
std::size_t farewell_bytes = 0;

extern "C" void break_off(int signal) {
  if (write(STDOUT_FILENO, farewell.data(), farewell_bytes) < 0) _exit(128 + signal);
  struct sigaction usual = {};
  usual.sa_handler = SIG_DFL;
  sigaction(signal, &usual, nullptr);
  raise(signal);
}

// For the time of one question; libedit hands the signal on when it has given the terminal back.
class Farewell {
 public:
  explicit Farewell(const std::string& kept) {
    const std::string text = "\nBroken off. " + kept + "\n";
    farewell_bytes = text.copy(farewell.data(), farewell.size());
    struct sigaction ours = {};
    ours.sa_handler = break_off;
    sigaction(SIGINT, &ours, &before_);
  }
  Farewell(const Farewell&) = delete;
  Farewell& operator=(const Farewell&) = delete;
  ~Farewell() { sigaction(SIGINT, &before_, nullptr); }

 private:
  struct sigaction before_ = {};
};

std::string prompt_of(const reply::Question& question) {
  return question.otherwise.empty() ? "> " : "[" + question.otherwise + "] > ";
}

}  // namespace

Result<std::string> ask_at_terminal(const reply::Question& question, const Style& style) {
  static std::once_flag once;
  std::call_once(once, use_utf8);
  if (!question.note.empty()) std::cout << question.note << "\n";
  if (question.problem.empty()) std::cout << "\n" << style.paint(question.text, Tone::strong) << "\n";
  if (!question.problem.empty()) std::cout << "Not taken: " << question.problem << "\n";
  if (question.problem.empty()) {
    if (!question.form.empty()) std::cout << style.paint("As: " + question.form, Tone::faint) << "\n";
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
  char* line = nullptr;
  {
    const Farewell at_interrupt(question.kept);
    line = readline(prompt.c_str());
  }
  words_now = nullptr;
  if (!line) return fail(ErrorKind::usage, "the questions were broken off at '" + question.key + "'");
  std::string answer(line);
  std::free(line);
  const std::size_t first = answer.find_first_not_of(" \t");
  if (first == std::string::npos) return std::string();
  return answer.substr(first, answer.find_last_not_of(" \t") - first + 1);
}

}  // namespace kilograph::serve::cli
