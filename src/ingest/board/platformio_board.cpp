#include <array>
#include <span>

#include "base/json/document.hpp"
#include "domain/byte_limit.hpp"
#include "ingest/board/drafting.hpp"

namespace kilograph::ingest::board {
namespace {

json::Value below(const json::Value& object, std::string_view key) {
  const json::Value value = object && object.is_object() ? object.find(key) : json::Value();
  return value && !value.is_null() ? value : json::Value();
}

class BoardReader {
 public:
  BoardReader(const json::Document& json, std::string_view file_name)
      : json_(json), name_(file_stem(file_name)), draft_("platformio", "PlatformIO", file_name) {}

  Result<BoardDefinitions> read() && {
    if (name_.empty()) return fail(ErrorKind::bad_input, "the file has no name, which is the board's id");
    domain::DeviceFacts& facts = (*KG_TRY(draft_.add(name_, ""))).facts;
    const json::Value board = json_.root(), build = below(board, "build"), upload = below(board, "upload");
    facts.title = text(board, "name");
    facts.manufacturer = text(board, "vendor");
    facts.mcu = text(build, "mcu");
    facts.processor = core_name(text(build, "cpu"));
    facts.clock_hz = number(build, "f_cpu");
    check_keys(board, kBoardKeys);
    check_keys(build, kBuildKeys);
    check_keys(upload, kUploadKeys);
    take_region(upload, "maximum_ram_size", domain::RegionKind::ram, facts);
    take_region(upload, "maximum_size", domain::RegionKind::flash, facts);
    take_labels("frameworks", "framework", facts);
    take_labels("connectivity", "connectivity", facts);
    if (const std::string url = text(board, "url"); !url.empty()) facts.labels.push_back({"url", url});
    return std::move(draft_).take();
  }

 private:
  static constexpr auto kBoardKeys =
      std::to_array<std::string_view>({"name", "vendor", "url", "build", "upload", "frameworks", "connectivity"});
  static constexpr auto kBuildKeys = std::to_array<std::string_view>({"mcu", "cpu", "f_cpu"});
  static constexpr auto kUploadKeys = std::to_array<std::string_view>({"maximum_ram_size", "maximum_size"});

  void check_keys(const json::Value& object, std::span<const std::string_view> known) {
    if (!object || !object.is_object()) return;
    for (const json::Member& member : object.members()) {
      const auto place = [&] { return json::to_text(json::position_of(json_.text(), member.name_value().offset())); };
      draft_.check_key(place, member.name(), known);
    }
  }

  void problem(const json::Value& value, std::string message) {
    draft_.problem(json::to_text(json::position_of(json_.text(), value.offset())), std::move(message));
  }

  std::string text(const json::Value& object, std::string_view key) {
    const json::Value value = below(object, key);
    if (!value) return {};
    if (!value.is_string()) {
      problem(value, std::string(key) + " is no text");
      return {};
    }
    const std::string_view stated = value.string();
    const std::size_t first = stated.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return std::string(stated.substr(first, stated.find_last_not_of(' ') + 1 - first));
  }

  // A number may stand as text, with C's suffix: "16000000L".
  std::optional<std::uint64_t> number(const json::Value& object, std::string_view key) {
    const json::Value value = below(object, key);
    if (!value) return std::nullopt;
    std::optional<std::uint64_t> found;
    if (value.is_number()) {
      if (const auto whole = value.integer(); whole && *whole >= 0) found = static_cast<std::uint64_t>(*whole);
    } else if (value.is_string()) {
      found = number_in(value.string());
    }
    if (!found || *found > domain::kMostBytes) {
      problem(value, std::string(key) + " is " + std::string(value.text()) + ", which is no number of its kind");
      return std::nullopt;
    }
    if (*found != 0) return found;
    problem(value, std::string(key) + " is 0, which is taken as not known");
    return std::nullopt;
  }

  void take_region(const json::Value& upload, std::string_view key, domain::RegionKind kind,
                   domain::DeviceFacts& facts) {
    const auto bytes = number(upload, key);
    if (!bytes) return;
    facts.regions.push_back(region(kind == domain::RegionKind::ram ? "RAM" : "Flash", kind, *bytes));
  }

  void take_labels(std::string_view key, const char* label, domain::DeviceFacts& facts) {
    const json::Value list = below(json_.root(), key);
    if (!list) return;
    if (!list.is_array()) return problem(list, std::string(key) + " is no list");
    for (const json::Value& item : list.elements()) {
      if (item.is_string()) {
        facts.labels.push_back({label, std::string(item.string())});
      } else {
        problem(item, "an item of " + std::string(key) + " is no text");
      }
    }
  }

  const json::Document& json_;
  const std::string name_;
  Draft draft_;
};

bool holds_object(const json::Value& object, std::string_view key) {
  const json::Value value = below(object, key);
  return value && value.is_object();
}

}  // namespace

bool is_platformio_board(std::string_view json) {
  const auto parsed = json::parse(json);
  return parsed && holds_object(parsed->root(), "build") && holds_object(parsed->root(), "upload");
}

Result<BoardDefinitions> read_platformio_board(std::string_view json, std::string_view file_name) {
  const json::Document parsed = KG_TRY(json::parse(json));
  if (!parsed.root().is_object()) return fail(ErrorKind::bad_input, "the board definition is no JSON object");
  return BoardReader(parsed, file_name).read();
}

}  // namespace kilograph::ingest::board
