// Bytes in, domain values out. What a file is, is decided by content before extension.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/json/document.hpp"
#include "base/result.hpp"
#include "domain/device_facts.hpp"
#include "domain/model.hpp"
#include "domain/model_facts.hpp"

namespace kilograph::ingest {

enum class Format {
  tflite,
  c_array,
  workbook,
  figures_csv,
  rdf,
  thing_description,
  platformio_board,
  zephyr_board,
  cmsis_pack,
  probe_rs_target,
  model_card
};
std::string_view name_of(Format format);        // "TensorFlow Lite model"
std::string_view media_type_of(Format format);

enum class RdfSyntax { turtle, ntriples, nquads, trig, rdfxml, jsonld };

// RDF is parsed in `knowledge`; here it is only recognised, and JSON read, once.
struct RdfDocument {
  RdfSyntax syntax = RdfSyntax::turtle;
  std::string base{};                           // stated in the file (`# baseURI:`), or empty
  bool is_thing = false;                        // JSON-LD in the shape of Thing Descriptions, one or several
  std::shared_ptr<const json::Document> json{};  // of JSON-LD: its text, a view of the bytes; otherwise null
};

// Facts of a model whose file is elsewhere: a row of a sheet, matched by digest or name.
struct ModelRow {
  std::string name;                             // as written
  std::optional<Digest> sha256{};               // where the sheet states it
  std::string place;                            // "Models_Information.xlsx row 7"
  domain::ModelFacts facts;
  domain::Source source;
};

// A value that was not taken over, or taken over with a doubt.
struct Warning {
  std::string place;                            // "row 7, column metric_value", "line 44"
  std::string message;
};

struct ModelRows {
  std::vector<ModelRow> rows;
  std::vector<Warning> warnings;
};

// What another platform's file says of one board or chip (docs/formats/board_definition.md).
struct BoardDefinition {
  std::string id;  // among those of its platform: "nano33ble", "STMicroelectronics/STM32F429ZI"
  domain::DeviceFacts facts;  // of a class of devices: is_thing_model is true
  domain::Source source;
};

struct BoardDefinitions {
  std::string platform;  // "platformio": the folder of their IRIs
  std::vector<BoardDefinition> boards;
  std::vector<Warning> problems;  // values that were not taken over
};

// What a model card says of the model in a file beside it (docs/formats/card.md).
struct ModelCard {
  std::string model_file{};         // its name; empty where the card states none
  domain::ModelFacts facts{};       // sha256 where the card states it
  std::vector<Warning> warnings{};  // values that cannot be right, each with the nearest that can
  // It states one digest for itself and for what it revises, which is not taken: one of both is of other bytes.
  bool revises_itself = false;
};

using Content = std::variant<domain::Model, ModelRows, RdfDocument, BoardDefinitions, ModelCard>;

struct Ingested {
  Format format = Format::tflite;
  Content content;
};

struct Limits {
  std::uint64_t max_bytes = 64ull << 20;
};

// What the bytes are. Errors: unsupported, naming what is recognised.
Result<Format> recognise(ByteView bytes, std::string_view file_name);

// Recognises and reads. `file_name` is used for names and messages only.
// Errors: too_large, bad_input, unsupported; each with the place in the file.
Result<Ingested> read(ByteView bytes, std::string_view file_name, const Limits& limits);

}  // namespace kilograph::ingest
