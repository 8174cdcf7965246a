#include "ingest/figures/arena_figures.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "domain/byte_limit.hpp"
#include "ingest/figures/csv.hpp"

namespace kilograph::ingest::figures {
namespace {

using domain::Basis;
using domain::MemoryRequirement;
using domain::MemoryUse;

constexpr std::string_view kMeasuredUnderQemu = "TensorFlow Lite Micro 2026-08-20 under QEMU";
constexpr std::string_view kDoesNotStart = "ALLOCFAIL";

// What a column of arena bytes is a figure of.
struct ArenaColumn {
  std::string_view name, runtime, kernels;
  unsigned pointer_bits;
  std::string_view abi;
  std::string_view by;
};

constexpr std::array kArenaColumns{
    ArenaColumn{"arena_bytes", "tflm-2021", "reference", 64, "host64", domain::kPublishedStudy},
    ArenaColumn{"arm32_ref_arena_used_bytes", "tflm-2026-08", "reference", 32, "arm32", kMeasuredUnderQemu},
    ArenaColumn{"arm32_cmsisnn_arena_used_bytes", "tflm-2026-08", "cmsis-nn-dsp", 32, "arm32", kMeasuredUnderQemu},
    ArenaColumn{"host64_ref_arena_used_bytes", "tflm-2026-08", "reference", 64, "host64", kMeasuredUnderQemu},
};

const ArenaColumn* arena_column(std::string_view name) {
  const auto found = std::find_if(kArenaColumns.begin(), kArenaColumns.end(),
                                  [&](const ArenaColumn& column) { return column.name == name; });
  return found == kArenaColumns.end() ? nullptr : found;
}

Result<std::uint64_t> byte_count(const std::string& cell, const std::string& place) {
  std::uint64_t bytes = 0;
  const char* end = cell.data() + cell.size();
  const auto [stop, error] = std::from_chars(cell.data(), end, bytes);
  const bool is_number = error == std::errc{} && stop == end;
  if (is_number && bytes > domain::kMostBytes) {
    return fail(ErrorKind::bad_input, cell + " bytes are more than anything has", place,
                "at most " + std::to_string(domain::kMostBytes), "Correct the figure, or leave the cell empty.");
  }
  if (is_number && bytes > 0) return bytes;
  return fail(ErrorKind::bad_input, "'" + cell + "' is no number of bytes", place,
              "a positive integer, ALLOCFAIL or nothing");
}

MemoryRequirement arena(const ArenaColumn& column, std::uint64_t bytes) {
  return {MemoryUse::working,
          bytes,
          std::string(column.runtime),
          std::string(column.kernels),
          column.pointer_bits,
          std::string(column.abi),
          Basis::measured,
          std::string(column.by)};
}

// The study took the file's size as the flash that a model needs.
MemoryRequirement program_memory(std::uint64_t file_bytes) {
  return {MemoryUse::program, file_bytes, {}, {}, 0, {}, Basis::declared, std::string(domain::kPublishedStudy)};
}

class FiguresReader {
 public:
  FiguresReader(const CsvTable& table, std::string_view file_name) : table_(table), file_name_(file_name) {
    published_ = table.column("arena_bytes").has_value();
  }

  Result<ModelRows> read() {
    ModelRows result;
    for (const CsvRow& row : table_.rows) result.rows.push_back(KG_TRY(model_row(row)));
    result.warnings = std::move(warnings_);
    return result;
  }

 private:
  Result<ModelRow> model_row(const CsvRow& row) {
    ModelRow model;
    model.name = row.cells[*table_.column("model")];
    if (model.name.empty()) return fail(ErrorKind::bad_input, "the row names no model", place(row, "model"));
    model.place = std::string(file_name_) + " line " + std::to_string(row.line);
    model.source.basis = Basis::measured;
    model.source.by = published_ ? domain::kPublishedStudy : kMeasuredUnderQemu;
    model.source.place = model.place;
    for (std::size_t i = 0; i < row.cells.size(); ++i) KG_CHECK(take_cell(row, i, model));
    return model;
  }

  Result<void> take_cell(const CsvRow& row, std::size_t index, ModelRow& model) {
    const std::string& name = table_.header.cells[index];
    const std::string& cell = row.cells[index];
    if (cell.empty()) return {};
    if (name == "sha256") return take_digest(cell, place(row, name), model);
    const ArenaColumn* column = arena_column(name);
    if (!column && name != "file_bytes") return {};
    if (cell == kDoesNotStart) {
      warnings_.push_back({place(row, name), model.name + " does not start there; its arena is left unknown"});
      return {};
    }
    const std::uint64_t bytes = KG_TRY(byte_count(cell, place(row, name)));
    if (column) {
      model.facts.memory.push_back(arena(*column, bytes));
      return {};
    }
    model.facts.file_bytes = bytes;
    if (published_) model.facts.memory.push_back(program_memory(bytes));
    return {};
  }

  static Result<void> take_digest(const std::string& cell, const std::string& place, ModelRow& model) {
    model.sha256 = Digest::from_hex(cell);
    if (model.sha256) return {};
    return fail(ErrorKind::bad_input, "'" + cell + "' is no SHA-256 digest", place, "64 hexadecimal digits");
  }

  static std::string place(const CsvRow& row, std::string_view column) {
    return "line " + std::to_string(row.line) + ", column " + std::string(column);
  }

  const CsvTable& table_;
  std::string_view file_name_;
  bool published_ = false;  // the table of the published study, told by its column
  std::vector<Warning> warnings_;
};

}  // namespace

bool is_arena_figures(const std::vector<std::string>& header) {
  return std::find(header.begin(), header.end(), "model") != header.end() &&
         std::any_of(header.begin(), header.end(), [](const std::string& name) { return arena_column(name); });
}

Result<ModelRows> read_arena_figures(std::string_view text, std::string_view file_name) {
  const CsvTable table = KG_TRY(read_csv(text));
  if (!is_arena_figures(table.header.cells)) {
    return fail(ErrorKind::unsupported, "the table's columns are not known", "line 1",
                "model, and arena_bytes or arm32_ref_arena_used_bytes (docs/formats/figures.md)",
                "An inventory of devices is taken alone: kilograph add FILE --columns \"id=COLUMN,model=COLUMN\".");
  }
  return FiguresReader(table, file_name).read();
}

}  // namespace kilograph::ingest::figures
