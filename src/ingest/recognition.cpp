#include "ingest/recognition.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "domain/spelling.hpp"
#include "ingest/board/definitions.hpp"
#include "ingest/c_array/c_array.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/encoding.hpp"
#include "ingest/figures/arena_figures.hpp"
#include "ingest/figures/csv.hpp"
#include "ingest/firmware/image.hpp"
#include "ingest/inventory/inventory.hpp"
#include "ingest/lfs_pointer.hpp"
#include "ingest/rdf/syntax.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "ingest/thing/json_shape.hpp"

namespace kilograph::ingest {
namespace {

constexpr std::string_view kRecognised =
    "a TensorFlow Lite model (.tflite), the same as a C array (.h, .cc), a workbook of model facts (.xlsx), a "
    "table of arena figures (.csv), RDF (Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD), a Thing "
    "Description, a model card (.md with front matter) or a board definition (PlatformIO .json, Zephyr or probe-rs "
    ".yaml, CMSIS-Pack .pdsc)";

struct ExtensionRow {
  std::string_view extension;
  Format format;
};

// Used where the content does not tell: the format's own reader then says what is wrong.
constexpr std::array kExtensions{
    ExtensionRow{".tflite", Format::tflite},   ExtensionRow{".xlsx", Format::workbook},
    ExtensionRow{".h", Format::c_array},       ExtensionRow{".hpp", Format::c_array},
    ExtensionRow{".c", Format::c_array},       ExtensionRow{".cc", Format::c_array},
    ExtensionRow{".cpp", Format::c_array},     ExtensionRow{".csv", Format::figures_csv},
    ExtensionRow{".pdsc", Format::cmsis_pack},
};

std::string extension_of(std::string_view file_name) {
  const std::size_t slash = file_name.find_last_of("/\\");
  const std::string_view name = slash == std::string_view::npos ? file_name : file_name.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : domain::lower_case(name.substr(dot));
}

tl::unexpected<Error> unsupported(std::string message, std::string advice = {}) {
  return fail(ErrorKind::unsupported, std::move(message), {}, std::string(kRecognised), std::move(advice));
}

Recognition rdf_in(RdfSyntax syntax, std::string_view text) {
  return {Format::rdf, {syntax, rdf::stated_base(text), false, nullptr}};
}

std::optional<Recognition> by_extension(const std::string& extension, std::string_view text) {
  for (const ExtensionRow& row : kExtensions) {
    if (row.extension == extension) return Recognition{row.format};
  }
  const auto syntax = rdf::syntax_from_extension(extension);
  if (syntax) return rdf_in(*syntax, text);
  return std::nullopt;
}

// Formats told by their first bytes.
Result<std::optional<Recognition>> by_signature(ByteView bytes) {
  const std::string_view data = text_of(bytes);
  if (is_lfs_pointer(bytes)) {
    return fail(ErrorKind::bad_input, "a pointer of Git LFS stands in place of the file", {}, {},
                std::string(kLfsAdvice));
  }
  if (has_tflite_identifier(bytes)) return Recognition{Format::tflite};
  if (data.starts_with("PK\x03\x04")) {
    if (data.find("xl/workbook") != std::string_view::npos) return Recognition{Format::workbook};
    return unsupported("a zip file that is no workbook", "Unpack it and add the files.");
  }
  if (firmware::is_elf(bytes) || firmware::is_link_map(data)) {
    return unsupported("a linked program, and which device it is of is not said",
                       "`kilograph add --firmware FILE --device NAME` takes it.");
  }
  if (data.starts_with("\xD0\xCF\x11\xE0")) {
    return unsupported("an older Office file, or one with a password", "Save it as .xlsx without a password.");
  }
  return std::nullopt;
}

Result<Recognition> json_in(std::string_view text) {
  const auto json = std::make_shared<const json::Document>(KG_TRY(json::parse(text, {.bytes = text.size()})));
  switch (thing::json_shape(*json)) {
    case thing::JsonShape::thing_description:
      return Recognition{Format::thing_description, {RdfSyntax::jsonld, {}, true, json}};
    case thing::JsonShape::linked_data: return Recognition{Format::rdf, {RdfSyntax::jsonld, {}, false, json}};
    case thing::JsonShape::plain: break;
  }
  if (board::is_platformio_board(text)) return Recognition{Format::platformio_board};
  if (inventory::export_of(text)) {
    return unsupported("an inventory of a fleet among other files", "Add it alone: `kilograph add FILE`.");
  }
  return unsupported("JSON without @context says nothing that is known here");
}

// Turtle may begin like JSON, with [ or {; so broken JSON is held against the Turtle family first.
Result<Recognition> json_or_turtle(std::string_view text, const std::string& extension) {
  auto json = json_in(text);
  const bool broken = !json && json.error().kind == ErrorKind::bad_input;
  if (!broken || extension == ".json" || extension == ".jsonld") return json;
  const auto named = rdf::syntax_from_extension(extension);
  const auto syntax = rdf::turtle_family_syntax(text, named);
  if (syntax || named) return rdf_in(syntax ? *syntax : *named, text);
  return json;
}

Result<Recognition> text_in(std::string_view text, const std::string& extension) {
  const std::size_t start = text.find_first_not_of(" \t\r\n\f");
  if (start == std::string_view::npos) return fail(ErrorKind::bad_input, "the file holds only white space");
  if (text[start] == '{' || text[start] == '[') return json_or_turtle(text, extension);
  // What a page's front matter is about, its folder tells; what is wrong in it, the reader of cards.
  const bool is_page = extension == ".md" && card::begins_with_front_matter(text);
  if (is_page || card::is_model_card(text)) return Recognition{Format::model_card};
  if (rdf::is_rdfxml(text)) return rdf_in(RdfSyntax::rdfxml, {});
  if (board::is_cmsis_pack(text)) return Recognition{Format::cmsis_pack};
  if (board::is_zephyr_board(text)) return Recognition{Format::zephyr_board};
  if (board::is_probe_rs_target(text)) return Recognition{Format::probe_rs_target};
  if (figures::is_arena_figures(figures::csv_header(text))) return Recognition{Format::figures_csv};
  const auto syntax = rdf::turtle_family_syntax(text, rdf::syntax_from_extension(extension));
  if (syntax) return rdf_in(*syntax, text);
  if (auto named = by_extension(extension, text)) return *named;
  return unsupported("the text is of no kind that is known here");
}

}  // namespace

Result<Recognition> recognise_content(ByteView bytes, std::string_view file_name) {
  if (bytes.empty()) return fail(ErrorKind::bad_input, "the file is empty");
  if (const auto known = KG_TRY(by_signature(bytes))) return *known;
  const std::string extension = extension_of(file_name);
  if (has_c_array(bytes)) return Recognition{Format::c_array};  // its comments need not be UTF-8
  const auto text = utf8_text(bytes);
  if (text) return text_in(*text, extension);
  if (extension == ".tflite") return Recognition{Format::tflite};
  if (extension == ".xlsx") return Recognition{Format::workbook};
  Error error = text.error();
  if (error.kind == ErrorKind::unsupported && error.expected.empty()) error.expected = kRecognised;
  return fail(std::move(error));
}

Result<Format> recognise(ByteView bytes, std::string_view file_name) {
  return KG_TRY(recognise_content(bytes, file_name)).format;
}

bool has_known_extension(std::string_view file_name) {
  const std::string extension = extension_of(file_name);
  return extension == ".json" || extension == ".yaml" || by_extension(extension, {}).has_value();
}

}  // namespace kilograph::ingest
