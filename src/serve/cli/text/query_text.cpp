#include "base/bytes.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {

std::string text_of(const reply::QueryResults& answer, const TextOptions& options) {
  if (!answer.is_table) return answer.body;
  std::string text;
  if (!answer.title.empty() && !options.quiet)
    text = options.style.paint(answer.title, Tone::strong) + "\n\n" + answer.text + "\n";
  if (answer.is_ask) return text + (answer.yes ? "yes\n" : "no\n");
  std::vector<Column> columns;
  for (const std::string& name : answer.columns) columns.push_back({name});
  Table table(columns);
  for (const auto& row : answer.rows) table.add(std::vector<Cell>(row.begin(), row.end()));
  text += table.to_text(options.style);
  if (options.quiet) return text;
  return text + "\n" + counted(answer.row_count, "row", "rows") +
         (answer.truncated ? ", cut there: --max-rows N allows more" : "") + "\n";
}

std::string text_of(const reply::ExampleList& answer, const TextOptions& options) {
  Table table({{"example"}, {"answers"}});
  for (const auto& example : answer.examples) table.add({example.name, example.title});
  return table.to_text(options.style) + (options.quiet ? "" : "\nRun one: kilograph query --example NAME\n");
}

}  // namespace kilograph::serve::cli
