// A table of aligned columns, by the width that characters take on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "serve/cli/style.hpp"

namespace kilograph::serve::cli {

// Columns that UTF-8 text takes: 2 for wide characters, 0 for combining marks and control characters.
std::size_t width_of(std::string_view text);
// Cut to at most that width, with "…" as its last column where something was cut.
std::string cut_to(std::string_view text, std::size_t width);
// Control characters made visible as spaces, so that no value can move the cursor or turn the line, and
// bytes that are no UTF-8 as U+FFFD.
std::string printable(std::string_view text);

enum class Align { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
};

struct Cell {
  std::string text;
  Tone tone = Tone::plain;

  Cell(std::string words, Tone its_tone = Tone::plain) : text(std::move(words)), tone(its_tone) {}
  Cell(const char* words) : text(words) {}
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }
  // Lines without trailing spaces, each with `indent` before it; no header line where all titles are empty.
  std::string to_text(const Style& style, std::string_view indent = "") const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace kilograph::serve::cli
