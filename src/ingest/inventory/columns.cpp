#include "ingest/inventory/columns.hpp"

#include <algorithm>
#include <set>

#include "base/trimmed.hpp"
#include "domain/spelling.hpp"

namespace kilograph::ingest::inventory {
namespace {

constexpr std::size_t kMostText = 4096;
constexpr std::string_view kLabel = "label:";
constexpr std::string_view kForm = "id=COLUMN, model=COLUMN, title=COLUMN, label:NAME=COLUMN or label:*=*";

tl::unexpected<Error> wrong(std::string message, std::size_t column, std::string advice = {}) {
  return fail(ErrorKind::usage, std::move(message), "column " + std::to_string(column), std::string(kForm),
              std::move(advice));
}

// The end of the item that begins at `at`: the next comma outside quotes.
std::size_t item_end(std::string_view text, std::size_t at) {
  bool quoted = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == ',' && !quoted) break;
  }
  return at;
}

Result<void> take(Columns& columns, std::string_view item, std::size_t at) {
  const std::size_t equals = item.find('=');
  if (equals == std::string_view::npos) return wrong("'" + std::string(item) + "' has no '='", at);
  const std::string name(trimmed(item.substr(0, equals)));
  std::string_view column = trimmed(item.substr(equals + 1));
  if (column.size() > 1 && column.starts_with('"') && column.ends_with('"')) {
    column = column.substr(1, column.size() - 2);
  }
  if (column.empty()) return wrong("'" + name + "' names no column", at);
  if (name.starts_with(kLabel)) {
    const std::string label = name.substr(kLabel.size());
    if (label.empty()) return wrong("a label has no name", at);
    if (label == "*" && column != "*" && !column.ends_with(".*")) {
      return wrong("'label:*' stands for several columns", at, "Write label:*=* or label:*=tags.*.");
    }
    columns.labels.push_back({label, std::string(column)});
    return {};
  }
  for (const auto& [word, field] :
       {std::pair{"id", &columns.id}, {"model", &columns.model}, {"title", &columns.title}}) {
    if (name != word) continue;
    if (!field->empty()) return wrong("'" + name + "' is given twice", at);
    *field = column;
    return {};
  }
  const auto near = domain::nearest(name, {"id", "model", "title", "label:NAME"}, 1);
  return wrong("'" + name + "' is not known", at, near.empty() ? "" : "Did you mean '" + near.front() + "'?");
}

std::string quoted(const std::string& column) {
  return column.find(',') == std::string::npos ? column : '"' + column + '"';
}

}  // namespace

Result<Columns> parse_columns(std::string_view text) {
  if (text.size() > kMostText) return fail(ErrorKind::usage, "the text is longer than 4,096 bytes");
  Columns columns;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = item_end(text, begin);
    const std::string_view item = trimmed(text.substr(begin, end - begin));
    if (item.empty()) return wrong("an item is empty", begin + 1);
    KG_CHECK(take(columns, item, begin + 1));
    begin = end + 1;
  }
  if (columns.id.empty()) return wrong("no column is said to be the id", text.size() + 1);
  if (columns.model.empty()) return wrong("no column is said to be the model", text.size() + 1);
  std::set<std::string> names;
  for (const LabelColumn& label : columns.labels) {
    if (label.name != "*" && !names.insert(label.name).second) {
      return wrong("the label '" + label.name + "' is given twice", 1);
    }
  }
  return columns;
}

std::string to_text(const Columns& columns) {
  std::string text = "id=" + quoted(columns.id) + ",model=" + quoted(columns.model);
  if (!columns.title.empty()) text += ",title=" + quoted(columns.title);
  for (const LabelColumn& label : columns.labels) text += ",label:" + label.name + "=" + quoted(label.column);
  return text;
}

}  // namespace kilograph::ingest::inventory
