#include "ingest/figures/csv.hpp"

#include <algorithm>
#include <utility>

namespace kilograph::ingest::figures {
namespace {

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ >= text_.size(); }

  Result<CsvRow> row() {
    CsvRow row{line_, {}};
    while (true) {
      row.cells.push_back(KG_TRY(cell()));
      if (at_end() || skip_line_end()) return row;
      ++at_;  // the comma
    }
  }

  bool skip_line_end() {
    const std::size_t length = line_end_length();
    if (length == 0) return false;
    at_ += length;
    ++line_;
    line_start_ = at_;
    return true;
  }

  // Where a row begins; after a broken one, reading goes on behind its first line.
  struct Place {
    std::size_t at, line, line_start;
  };
  Place place() const { return {at_, line_, line_start_}; }
  void skip_line(const Place& begin) {
    at_ = std::min(text_.find('\n', begin.at), text_.size());
    line_ = begin.line;
    line_start_ = begin.line_start;
    skip_line_end();
  }

 private:
  std::size_t line_end_length() const {
    if (text_.substr(at_).starts_with("\r\n")) return 2;
    return !at_end() && text_[at_] == '\n' ? 1 : 0;
  }

  bool at_cell_end() const { return at_end() || text_[at_] == ',' || line_end_length() > 0; }

  Result<std::string> cell() {
    if (!at_end() && text_[at_] == '"') return quoted_cell();
    const std::size_t start = at_;
    while (!at_cell_end()) {
      if (text_[at_] == '"') return error("a quote stands inside an unquoted cell", "the whole cell in quotes");
      if (text_[at_] == '\r') return error("a carriage return stands alone", "lines that end in LF or CRLF");
      ++at_;
    }
    return std::string(text_.substr(start, at_ - start));
  }

  Result<std::string> quoted_cell() {
    const auto opened = error("a quoted cell is never closed", "a closing quote");
    std::string value;
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] == '"') {
        if (!text_.substr(at_).starts_with("\"\"")) break;
        ++at_;
      }
      value += text_[at_];
      if (text_[at_] == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      }
    }
    if (at_end()) return opened;
    ++at_;
    if (!at_cell_end()) return error("text follows a closing quote", "a comma or the end of the line");
    return value;
  }

  tl::unexpected<Error> error(std::string message, std::string expected) const {
    return fail(ErrorKind::bad_input, std::move(message),
                "line " + std::to_string(line_) + ", column " + std::to_string(at_ - line_start_ + 1),
                std::move(expected));
  }

  std::string_view text_;
  std::size_t at_ = 0, line_ = 1, line_start_ = 0;
};

Result<void> check_header(const CsvRow& header) {
  auto names = header.cells;
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return {};
  return fail(ErrorKind::bad_input, "two columns are named '" + *twice + "'", "line " + std::to_string(header.line));
}

Result<void> check_width(const CsvRow& row, std::size_t width) {
  if (row.cells.size() == width) return {};
  return fail(ErrorKind::bad_input, "the row has " + std::to_string(row.cells.size()) + " cells",
              "line " + std::to_string(row.line), std::to_string(width) + ", as in the header");
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::find(header.cells.begin(), header.cells.end(), name);
  if (found == header.cells.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.cells.begin());
}

Result<CsvTable> read_csv(std::string_view text, const CsvLimits& limits, std::vector<Error>* broken) {
  CsvReader reader(text);
  CsvTable table;
  while (reader.skip_line_end()) {
  }
  if (reader.at_end()) return fail(ErrorKind::bad_input, "there is no header", "line 1");
  table.header = KG_TRY(reader.row());
  KG_CHECK(check_header(table.header));
  const std::size_t width = table.header.cells.size();
  while (true) {
    if (reader.skip_line_end()) continue;
    if (reader.at_end()) return table;
    const auto begin = reader.place();
    auto row = reader.row();
    if (!row && broken) {
      broken->push_back(std::move(row).error());
      reader.skip_line(begin);
      continue;
    }
    if (!row) return fail(std::move(row).error());
    if (!broken) KG_CHECK(check_width(*row, width));
    table.rows.push_back(std::move(*row));
    if ((table.rows.size() + 1) * width > limits.cells) {
      return fail(ErrorKind::too_large, "the table has too many cells",
                  "line " + std::to_string(table.rows.back().line), "at most " + std::to_string(limits.cells));
    }
  }
}

std::vector<std::string> csv_header(std::string_view text) {
  CsvReader reader(text);
  while (reader.skip_line_end()) {
  }
  if (reader.at_end()) return {};
  auto row = reader.row();
  return row ? std::move(row->cells) : std::vector<std::string>{};
}

}  // namespace kilograph::ingest::figures
