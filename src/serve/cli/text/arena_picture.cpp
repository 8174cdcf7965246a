#include "serve/cli/text/arena_picture.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/bytes.hpp"
#include "serve/cli/table.hpp"

namespace kilograph::serve::cli {
namespace {

using inspect::PlannedBuffer;

constexpr std::size_t kMostColumns = 64, kMostRows = 16, kWidestStep = 6, kGutter = 12;
constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::array<const char*, 4> kShades{"░", "▒", "▓", "█"};
constexpr int kNothing = -1;

// Which buffer each cell shows; row 0 is the lowest offset.
class Grid {
 public:
  Grid(const inspect::Arena& arena, std::size_t steps) : arena_(arena), steps_(steps) {
    step_width_ = std::clamp<std::size_t>(kMostColumns / steps, 1, kWidestStep);
    columns_ = std::min(kMostColumns, steps * step_width_);
    const std::uint64_t head = arena.head.best;
    rows_ = static_cast<std::size_t>(std::min<std::uint64_t>(kMostRows, (head + 15) / 16));
    row_bytes_ = (head + rows_ - 1) / rows_;
    cells_.assign(rows_ * columns_, kNothing);
    covered_.assign(cells_.size(), 0.0);
    for (std::size_t i = 0; i < arena.buffers.size(); ++i) put(static_cast<int>(i), arena.buffers[i]);
    shade();
  }

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  std::uint64_t row_bytes() const { return row_bytes_; }
  int cell(std::size_t row, std::size_t column) const { return cells_[row * columns_ + column]; }
  const char* shade_of(int buffer) const { return kShades[shades_[static_cast<std::size_t>(buffer)]]; }
  std::size_t column_of(std::size_t step) const { return step * columns_ / steps_; }

 private:
  void put(int index, const PlannedBuffer& buffer) {
    if (buffer.first_use < 0 || buffer.bytes == 0) return;
    const auto first = static_cast<std::size_t>(buffer.first_use), last = static_cast<std::size_t>(buffer.last_use);
    const std::size_t left = column_of(first);
    const std::size_t right = std::min(columns_, std::max(left + 1, column_of(last + 1)));
    const auto bottom = static_cast<std::size_t>(buffer.offset / row_bytes_);
    const std::uint64_t end = buffer.offset + buffer.bytes;
    for (std::size_t row = bottom; row < rows_ && row * row_bytes_ < end; ++row) {
      const std::uint64_t low = std::max<std::uint64_t>(buffer.offset, row * row_bytes_);
      const std::uint64_t high = std::min<std::uint64_t>(end, (row + 1) * row_bytes_);
      for (std::size_t column = left; column < right; ++column) {
        claim(row * columns_ + column, index, static_cast<double>(high - low) * share_of(column, first, last));
      }
    }
  }

  // The part of the column's time in which the buffer is alive.
  double share_of(std::size_t column, std::size_t first, std::size_t last) const {
    const double from = static_cast<double>(column) * static_cast<double>(steps_) / static_cast<double>(columns_);
    const double to = static_cast<double>(column + 1) * static_cast<double>(steps_) / static_cast<double>(columns_);
    const double alive = std::min(to, static_cast<double>(last + 1)) - std::max(from, static_cast<double>(first));
    return std::max(alive, 1e-9);
  }

  void claim(std::size_t at, int index, double area) {
    if (area <= covered_[at]) return;
    cells_[at] = index;
    covered_[at] = area;
  }

  // The lightest shade that no neighbour has; with four neighbours of four shades, the lightest.
  void shade() {
    shades_.assign(arena_.buffers.size(), kShades.size());
    std::vector<unsigned> taken(arena_.buffers.size(), 0);
    const auto meet = [&](int one, int other) {
      if (one == other || one == kNothing || other == kNothing) return;
      pairs_.emplace_back(one, other);
      pairs_.emplace_back(other, one);
    };
    for (std::size_t row = 0; row < rows_; ++row) {
      for (std::size_t column = 0; column < columns_; ++column) {
        if (column + 1 < columns_) meet(cell(row, column), cell(row, column + 1));
        if (row + 1 < rows_) meet(cell(row, column), cell(row + 1, column));
      }
    }
    std::ranges::sort(pairs_);
    std::size_t next = 0;
    for (std::size_t i = 0; i < shades_.size(); ++i) {
      std::array<bool, kShades.size()> used{};
      for (; next < pairs_.size() && pairs_[next].first == static_cast<int>(i); ++next) {
        const std::size_t shade = shades_[static_cast<std::size_t>(pairs_[next].second)];
        if (shade < used.size()) used[shade] = true;
      }
      const auto free = std::ranges::find(used, false);
      shades_[i] = free == used.end() ? 0 : static_cast<std::size_t>(free - used.begin());
    }
  }

  const inspect::Arena& arena_;
  std::size_t steps_, step_width_ = 1, columns_ = 0, rows_ = 0;
  std::uint64_t row_bytes_ = 1;
  std::vector<int> cells_;
  std::vector<double> covered_;
  std::vector<std::size_t> shades_;
  std::vector<std::pair<int, int>> pairs_;
};

std::vector<std::string> letters_for(const std::vector<std::size_t>& order) {
  std::vector<std::string> letters(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) letters[order[i]] = kLetters[i % kLetters.size()];
  return letters;
}

// Where a buffer's letter stands: the middle of the longest run of its cells.
std::vector<std::size_t> letter_places(const Grid& grid, std::size_t buffers) {
  std::vector<std::size_t> places(buffers, SIZE_MAX), longest(buffers, 0), first_row(buffers, 0), last_row(buffers, 0);
  for (std::size_t row = 0; row < grid.rows(); ++row) {
    for (std::size_t column = 0; column < grid.columns();) {
      const int buffer = grid.cell(row, column);
      std::size_t end = column + 1;
      while (end < grid.columns() && grid.cell(row, end) == buffer) ++end;
      if (buffer != kNothing) {
        const auto b = static_cast<std::size_t>(buffer);
        if (end - column > longest[b]) {
          longest[b] = end - column;
          first_row[b] = row;
        }
        if (end - column == longest[b]) {
          last_row[b] = row;
          places[b] = ((first_row[b] + last_row[b]) / 2) * grid.columns() + (column + end - 1) / 2;
        }
      }
      column = end;
    }
  }
  return places;
}

std::string gutter(const std::string& label) {
  return std::string(kGutter - std::min(kGutter, width_of(label)), ' ') + label;
}

// Offsets at the top, in the middle and at the bottom.
std::string row_label(const Grid& grid, std::size_t row, std::uint64_t head) {
  if (row + 1 == grid.rows()) return grouped(head);
  const bool is_marked = row == grid.rows() / 2 && grid.rows() >= 6;
  return is_marked ? grouped(row * grid.row_bytes() + grid.row_bytes()) : "";
}

std::string row_text(const Grid& grid, std::size_t row, const std::vector<std::string>& letters,
                     const std::vector<std::size_t>& places, std::pair<std::size_t, std::size_t> peak,
                     const Style& style) {
  std::string text;
  for (std::size_t column = 0; column < grid.columns(); ++column) {
    const int buffer = grid.cell(row, column);
    const bool is_peak = column >= peak.first && column < peak.second;
    if (buffer == kNothing) {
      text += is_peak ? style.paint("·", Tone::open) : " ";
      continue;
    }
    const auto b = static_cast<std::size_t>(buffer);
    const bool is_letter = places[b] == row * grid.columns() + column;
    text += style.paint(is_letter ? letters[b] : grid.shade_of(buffer), is_peak ? Tone::open : Tone::plain);
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

std::string axis_text(const Grid& grid, std::size_t steps, std::pair<std::size_t, std::size_t> peak) {
  std::string numbers(grid.columns(), ' ');
  std::size_t free_from = 0;
  for (std::size_t step = 0; step < steps; ++step) {
    const std::string number = std::to_string(step);
    const std::size_t at = grid.column_of(step);
    if (at < free_from || at + number.size() > numbers.size()) continue;
    numbers.replace(at, number.size(), number);
    free_from = at + number.size() + 1;
  }
  while (numbers.ends_with(' ')) numbers.pop_back();
  std::string line;
  for (std::size_t column = 0; column < grid.columns(); ++column) {
    line += column >= peak.first && column < peak.second ? "┻" : "─";
  }
  return gutter("0") + " └" + line + "\n" + gutter("step") + "  " + numbers + "\n";
}

}  // namespace

std::vector<std::size_t> buffers_over_time(const inspect::Arena& arena) {
  std::vector<std::size_t> order(arena.buffers.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(
      order, {}, [&](std::size_t i) { return std::pair{arena.buffers[i].first_use, arena.buffers[i].offset}; });
  return order;
}

ArenaPicture picture_of(const inspect::Arena& arena, std::size_t steps, const Style& style) {
  ArenaPicture picture{{}, letters_for(buffers_over_time(arena))};
  if (steps == 0 || arena.head.best == 0) return picture;
  const Grid grid(arena, steps);
  const auto places = letter_places(grid, arena.buffers.size());
  const std::size_t step = inspect::peak_step(arena, steps);
  const std::pair<std::size_t, std::size_t> peak{grid.column_of(step),
                                                 std::max(grid.column_of(step) + 1, grid.column_of(step + 1))};
  for (std::size_t row = grid.rows(); row-- > 0;) {
    picture.text += gutter(row_label(grid, row, arena.head.best)) + " ┤" +
                    row_text(grid, row, picture.letters, places, peak, style) + "\n";
  }
  picture.text += axis_text(grid, steps, peak);
  return picture;
}

}  // namespace kilograph::serve::cli
