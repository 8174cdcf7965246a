#include <algorithm>
#include <array>

#include "base/bytes.hpp"
#include "base/json/document.hpp"
#include "ingest/inventory/row_check.hpp"

namespace kilograph::ingest::inventory {
namespace {

using json::Value;

constexpr std::size_t kFrontBytes = 64 << 10;  // what an export is known by

struct ExportRow {
  Export kind;
  std::string_view name, source;
  std::string_view list;    // the member that holds the devices; empty: the outermost list, or a line a device
  std::string_view marker;  // a member that its devices have
  Columns columns;
};

// Facts of the public documentation: hawkBit's Management API (GET /rest/v1/targets), Azure IoT Hub's bulk export and
// twin queries, AWS IoT's ListThings and SearchIndex.
const std::array<ExportRow, 3>& rows() {
  static const std::array<ExportRow, 3> kRows{
      ExportRow{Export::hawkbit,
                "hawkBit target list",
                "hawkbit",
                "content",
                "controllerId",
                {"controllerId", "targetTypeName", "name", {{"*", "attributes.*"}}}},
      ExportRow{Export::azure_iot_hub,
                "Azure IoT Hub device export",
                "azure-iot-hub",
                "",
                "deviceId",
                {"deviceId", "modelId", "", {{"*", "tags.*"}, {"*", "properties.reported.*"}}}},
      ExportRow{Export::aws_iot,
                "AWS IoT thing list",
                "aws-iot",
                "things",
                "thingName",
                {"thingName", "thingTypeName", "", {{"*", "attributes.*"}}}},
  };
  return kRows;
}

const ExportRow& row_of(Export kind) { return rows()[static_cast<std::size_t>(kind)]; }

// Azure's bulk export calls it `id`, its queries `deviceId`.
Value member(const Value& object, std::string_view name) {
  Value found = object.find(name);
  return !found && name == "deviceId" ? object.find("id") : found;
}

Value at_path(Value value, std::string_view path) {
  while (true) {
    if (!value || !value.is_object()) return {};
    if (const Value whole = member(value, path)) return whole;  // a name may hold dots itself
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) return {};
    value = value.find(path.substr(0, dot));
    path.remove_prefix(dot + 1);
  }
}

std::string text_in(const Value& value) {
  if (!value || value.is_null() || value.is_array() || value.is_object()) return {};
  return std::string(value.is_string() ? value.string() : value.text());
}

// All scalars below, by their path.
void flatten(const Value& value, const std::string& path, std::vector<domain::Label>& labels) {
  if (value.is_object()) {
    for (const json::Member& one : value.members()) {
      if (!one.name().starts_with('$')) {
        flatten(one.value(), path.empty() ? std::string(one.name()) : path + "." + std::string(one.name()), labels);
      }
    }
  } else if (std::string text = text_in(value); !text.empty() && !path.empty()) {
    labels.push_back({path, std::move(text)});
  }
}

std::vector<domain::Label> labels_of(const Value& device, const Columns& columns) {
  std::vector<domain::Label> labels;
  for (const LabelColumn& label : columns.labels) {
    if (label.name != "*") {
      if (std::string text = text_in(at_path(device, label.column)); !text.empty()) {
        labels.push_back({label.name, std::move(text)});
      }
    } else {
      const bool is_all = label.column == "*";
      const Value below = is_all ? device : at_path(device, label.column.substr(0, label.column.size() - 2));
      if (below) flatten(below, "", labels);
    }
  }
  return labels;
}

// A device's symmetric key, as an export without `excludeKeys` has it.
bool holds_key(const Value& device) {
  for (const std::string_view name : {"primaryKey", "secondaryKey"}) {
    if (!text_in(at_path(device, "authentication.symmetricKey." + std::string(name))).empty()) return true;
  }
  return false;
}

class ExportReader {
 public:
  ExportReader(const Columns& columns, const Limits& limits) : columns_(columns), check_(inventory_, limits) {}

  Result<void> take(const Value& device, const Place& place) {
    if (!device.is_object()) {
      check_.refuse({place, "is no object"});
      return {};
    }
    if (holds_key(device)) {
      return fail(ErrorKind::bad_input, "the export holds device keys, which a catalogue must not keep", to_text(place),
                  "an export without keys",
                  "Export with `excludeKeys` (az iot hub device-identity export without --include-keys).");
    }
    return check_.take({place, text_in(at_path(device, columns_.id)), text_in(at_path(device, columns_.model)),
                        columns_.title.empty() ? "" : text_in(at_path(device, columns_.title)),
                        labels_of(device, columns_)});
  }
  void refuse(BadRow row) { check_.refuse(std::move(row)); }
  void say_partial(std::string warning) {
    inventory_.is_partial = true;
    inventory_.warnings.push_back(std::move(warning));
  }
  Inventory result() && { return std::move(inventory_); }

 private:
  const Columns& columns_;
  Inventory inventory_;
  RowCheck check_;
};

Result<void> take_list(ExportReader& reader, std::string_view text, const Value& list) {
  std::vector<std::size_t> offsets;
  for (const Value& device : list.elements()) offsets.push_back(device.offset());
  const auto positions = json::positions_of(text, offsets);
  std::size_t i = 0;
  for (const Value& device : list.elements()) {
    const Place place{positions[i].line, positions[i].column, i + 1};
    KG_CHECK(reader.take(device, place));
    ++i;
  }
  return {};
}

// hawkBit and AWS answer a page at a time.
void warn_of_pages(ExportReader& reader, const Value& root, std::size_t size) {
  if (const Value next = root.find("nextToken"); next && next.is_string() && !next.string().empty())
    reader.say_partial("the export holds " + grouped(size) +
                       " things and says that there are more; ask with its nextToken");
  const Value total = root.find("total");
  const auto all = total && total.is_number() ? total.integer() : std::nullopt;
  if (!all || *all <= static_cast<std::int64_t>(size)) return;
  reader.say_partial("the export holds " + grouped(size) + " of " + grouped(static_cast<std::uint64_t>(*all)) +
                     " targets; ask for the other pages with ?offset=");
}

Result<void> take_lines(ExportReader& reader, std::string_view text) {
  std::size_t line = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto document = json::parse(one);
    if (document) {
      KG_CHECK(reader.take(document->root(), {line}));
    } else {
      reader.refuse({{line}, document.error().message});
    }
  }
  return {};
}

bool is_line_list(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && text[begin] == '{';
}

// Of a system that answers a page at a time, one without a device.
std::optional<Export> empty_page_of(std::string_view text) {
  if (text.size() > kFrontBytes) return std::nullopt;
  const auto page = json::parse(text);
  if (!page || !page->root().is_object()) return std::nullopt;
  const auto is_empty_list = [&](std::string_view name) {
    const Value list = page->root().find(name);
    return list && list.is_array() && list.size() == 0;
  };
  if (is_empty_list("content") && page->root().find("total")) return Export::hawkbit;
  return is_empty_list("things") ? std::optional(Export::aws_iot) : std::nullopt;
}

}  // namespace

std::string_view name_of(Export kind) { return row_of(kind).name; }
std::string_view source_name_of(Export kind) { return row_of(kind).source; }
const Columns& usual_columns(Export kind) { return row_of(kind).columns; }

std::optional<Export> export_of(std::string_view text) {
  const std::string_view front = text.substr(0, kFrontBytes);
  const auto has = [&](std::string_view name) { return front.find("\"" + std::string(name) + "\"") != front.npos; };
  const bool is_list = text.find_first_not_of(" \t\r\n") != text.npos && text[text.find_first_not_of(" \t\r\n")] == '[';
  if (has("@context")) return std::nullopt;
  if (!is_list && has("content") && has("controllerId")) return Export::hawkbit;
  if (!is_list && has("things") && has("thingName")) return Export::aws_iot;
  if (has("deviceId") || (has("id") && (has("eTag") || has("twinETag")))) return Export::azure_iot_hub;
  return is_list ? std::nullopt : empty_page_of(text);
}

Result<Inventory> read_export(std::string_view text, Export kind, const Columns& columns, const Limits& limits) {
  ExportReader reader(columns, limits);
  if (kind == Export::azure_iot_hub && is_line_list(text)) {
    const auto one = json::parse(text);  // a device over several lines
    KG_CHECK(one ? reader.take(one->root(), {1}) : take_lines(reader, text));
    return std::move(reader).result();
  }
  const json::Document document = KG_TRY(json::parse(text));
  const std::string_view member_name = row_of(kind).list;
  const Value root = document.root();
  const Value list = member_name.empty() ? root : root.is_object() ? root.find(member_name) : Value{};
  if (!list || !list.is_array()) {
    return fail(ErrorKind::bad_input, "the list of devices is not there",
                member_name.empty() ? "" : "/" + std::string(member_name),
                "a list, as a " + std::string(name_of(kind)) + " has");
  }
  KG_CHECK(take_list(reader, text, list));
  if (root.is_object()) warn_of_pages(reader, root, list.size());
  return std::move(reader).result();
}

}  // namespace kilograph::ingest::inventory
