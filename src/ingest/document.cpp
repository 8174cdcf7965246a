#include "ingest/document.hpp"

#include "ingest/board/definitions.hpp"
#include "ingest/c_array/c_array.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/encoding.hpp"
#include "ingest/figures/arena_figures.hpp"
#include "ingest/recognition.hpp"
#include "ingest/sheet/study_sheet.hpp"
#include "ingest/sheet/workbook.hpp"
#include "ingest/tflite/model_reader.hpp"

namespace kilograph::ingest {
namespace {

struct FormatRow {
  Format format;
  std::string_view name, media_type;
};

constexpr FormatRow kFormats[] = {
    {Format::tflite, "TensorFlow Lite model", "application/vnd.tflite"},
    {Format::c_array, "TensorFlow Lite model as a C array", "text/x-c"},
    {Format::workbook, "workbook of model facts", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {Format::figures_csv, "table of arena figures", "text/csv"},
    {Format::rdf, "RDF document", "application/rdf"},
    {Format::thing_description, "Thing Description", "application/td+json"},
    {Format::platformio_board, "PlatformIO board", "application/x-platformio-board+json"},
    {Format::zephyr_board, "Zephyr board", "application/x-zephyr-board+yaml"},
    {Format::cmsis_pack, "CMSIS-Pack description", "application/x-cmsis-pack+xml"},
    {Format::probe_rs_target, "probe-rs target", "application/x-probe-rs-target+yaml"},
    {Format::model_card, "model card", "text/markdown"},
};

const FormatRow& row_of(Format format) { return kFormats[static_cast<std::size_t>(format)]; }

std::string_view base_name(std::string_view file_name) {
  const std::size_t slash = file_name.find_last_of("/\\");
  if (slash == std::string_view::npos) return file_name;
  const std::string_view name = file_name.substr(slash + 1);
  // "back\.tflite" is the name of a file: none is called by its extension alone.
  if (name.starts_with('.') && file_name[slash] == '\\') return file_name.substr(file_name.rfind('/') + 1);
  return name;
}

std::string_view stem(std::string_view file_name) {
  const std::string_view name = base_name(file_name);
  const std::size_t dot = name.rfind('.');
  return dot == 0 || dot == std::string_view::npos ? name : name.substr(0, dot);
}

using BoardReader = Result<BoardDefinitions> (*)(std::string_view text, std::string_view file_name);

Result<Content> read_board(BoardReader read, ByteView bytes, std::string_view file_name) {
  if (bytes.size() > board::kMostBytes) {
    return fail(ErrorKind::too_large, "the board definition has " + grouped(bytes.size()) + " bytes", {},
                "at most " + grouped(board::kMostBytes));
  }
  const std::string_view text = KG_TRY(utf8_text(bytes));
  return KG_TRY(read(text, base_name(file_name)));
}

Result<Content> content_of(const Recognition& what, ByteView bytes, std::string_view file_name, const Limits& limits) {
  switch (what.format) {
    case Format::tflite: return KG_TRY(read_model(bytes, stem(file_name), limits));
    case Format::c_array: {
      const Bytes model = KG_TRY(read_c_array(bytes, limits));
      return KG_TRY(read_model(model, stem(file_name), limits));
    }
    case Format::workbook: {
      const sheet::Workbook workbook = KG_TRY(sheet::read_workbook(bytes));
      return KG_TRY(sheet::read_study_sheet(workbook, base_name(file_name)));
    }
    case Format::figures_csv: {
      const std::string_view text = KG_TRY(utf8_text(bytes));
      return KG_TRY(figures::read_arena_figures(text, base_name(file_name)));
    }
    case Format::rdf:
    case Format::thing_description: return what.rdf;
    case Format::platformio_board: return read_board(board::read_platformio_board, bytes, file_name);
    case Format::zephyr_board: return read_board(board::read_zephyr_board, bytes, file_name);
    case Format::cmsis_pack: return read_board(board::read_cmsis_pack, bytes, file_name);
    case Format::model_card: {
      const std::string_view text = KG_TRY(utf8_text(bytes));
      return KG_TRY(card::read_model_card(text));
    }
    case Format::probe_rs_target: return read_board(board::read_probe_rs_target, bytes, file_name);
  }
  return fail(ErrorKind::internal, "a format without a reader");
}

}  // namespace

std::string_view name_of(Format format) { return row_of(format).name; }
std::string_view media_type_of(Format format) { return row_of(format).media_type; }

Result<Ingested> read(ByteView bytes, std::string_view file_name, const Limits& limits) {
  if (bytes.size() > limits.max_bytes) {
    return fail(ErrorKind::too_large, "the file has " + grouped(bytes.size()) + " bytes", {},
                "at most " + grouped(limits.max_bytes));
  }
  const Recognition what = KG_TRY(recognise_content(bytes, file_name));
  return Ingested{what.format, KG_TRY(content_of(what, bytes, file_name, limits))};
}

}  // namespace kilograph::ingest
