// Inventories of fleets: a row a device, with the kind of device that it is. docs/formats/inventory.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "domain/device_facts.hpp"
#include "ingest/inventory/columns.hpp"

namespace kilograph::ingest::inventory {

// Where a row stands: of CSV and of JSON lines by its line; of a JSON list by its number, line and column.
struct Place {
  std::size_t line = 0;
  std::size_t column = 0, record = 0;  // from 1; 0 where the line is enough
};
std::string to_text(const Place& place);  // "line 7", "record 3 (line 1, column 203)"

struct Row {
  Place place;
  std::string id, model, title;  // as written; the title is never empty
  std::vector<domain::Label> labels{};
};

// A row that is not taken; the others are.
struct BadRow {
  Place place;
  std::string message;
  std::string id{};                  // empty: which device's row it is cannot be told
  std::vector<std::string> cells{};  // of a row of another width: the id may be among them
};

struct Inventory {
  std::vector<Row> rows;
  std::vector<BadRow> bad;
  bool is_partial = false;                // the file says that there are more
  std::vector<std::string> warnings{};  // "the export holds 50 of 1,200 targets"
};

struct Limits {
  std::size_t rows = 2'000'000;
  std::size_t labels = 64;         // of a row
  std::size_t text_bytes = 4096;   // of an id, a model's name, a title, a label
};

// Exports of fleet managers that are known by their content.
enum class Export { hawkbit, azure_iot_hub, aws_iot };
std::string_view name_of(Export kind);           // "hawkBit target list"
std::string_view source_name_of(Export kind);    // "hawkbit": who is said to state it
const Columns& usual_columns(Export kind);
std::optional<Export> export_of(std::string_view text);

// The text of an inventory: UTF-8; of CSV also with bytes that are none, because only their rows are refused.
// Errors: those of utf8_text().
Result<std::string_view> inventory_text(ByteView bytes);

// RFC 4180 with a header. Errors: bad_input (no header, a column named twice; a column of `columns` that is not
// there, naming the nearest), too_large. A row that is broken, of another width, not UTF-8, without id or model, or
// with an id that an earlier row has is a BadRow.
Result<Inventory> read_csv_inventory(std::string_view text, const Columns& columns, const Limits& limits = {});

// A list of JSON objects: `content` of hawkBit, a list or lines of Azure IoT Hub, `things` of AWS IoT. A member that
// is not there is an empty cell; numbers and booleans are taken as written; lists and nulls are passed over, and so
// is what begins with '$'. Errors: bad_input with line and column; also where device keys are in the export, which
// a catalogue must not keep.
Result<Inventory> read_export(std::string_view text, Export kind, const Columns& columns, const Limits& limits = {});

}  // namespace kilograph::ingest::inventory
