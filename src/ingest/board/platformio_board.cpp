#include <nlohmann/json.hpp>

#include "domain/byte_limit.hpp"
#include "ingest/board/drafting.hpp"

namespace kilograph::ingest::board {
namespace {

using Json = nlohmann::json;

const Json& below(const Json& object, const char* key) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(key);
  return found == object.end() ? nothing : *found;
}

class BoardReader {
 public:
  BoardReader(const Json& json, std::string_view file_name)
      : json_(json), name_(file_stem(file_name)), draft_("platformio", "PlatformIO", file_name) {}

  Result<BoardDefinitions> read() && {
    if (name_.empty()) return fail(ErrorKind::bad_input, "the file has no name, which is the board's id");
    domain::DeviceFacts& facts = (*KG_TRY(draft_.add(name_, ""))).facts;
    const Json &build = below(json_, "build"), &upload = below(json_, "upload");
    facts.title = text(json_, "name", "/name");
    facts.manufacturer = text(json_, "vendor", "/vendor");
    facts.mcu = text(build, "mcu", "/build/mcu");
    facts.processor = core_name(text(build, "cpu", "/build/cpu"));
    if (const auto hertz = number(build, "f_cpu", "/build/f_cpu")) facts.clock_hz = hertz;
    take_region(upload, "maximum_ram_size", domain::RegionKind::ram, facts);
    take_region(upload, "maximum_size", domain::RegionKind::flash, facts);
    take_labels("frameworks", "framework", facts);
    take_labels("connectivity", "connectivity", facts);
    if (const std::string url = text(json_, "url", "/url"); !url.empty()) facts.labels.push_back({"url", url});
    return std::move(draft_).take();
  }

 private:
  std::string text(const Json& object, const char* key, const char* place) {
    const Json& value = below(object, key);
    if (value.is_null()) return {};
    if (!value.is_string()) {
      draft_.problem(place, std::string(key) + " is no text");
      return {};
    }
    const auto& stated = value.get_ref<const std::string&>();
    const std::size_t first = stated.find_first_not_of(' ');
    return first == std::string::npos ? "" : stated.substr(first, stated.find_last_not_of(' ') + 1 - first);
  }

  // A number may stand as text, with C's suffix: "16000000L".
  std::optional<std::uint64_t> number(const Json& object, const char* key, const std::string& place) {
    const Json& value = below(object, key);
    if (value.is_null()) return std::nullopt;
    std::optional<std::uint64_t> found;
    if (value.is_number_unsigned()) found = value.get<std::uint64_t>();
    if (value.is_string()) found = number_in(value.get_ref<const std::string&>());
    if (!found || *found > domain::kMostBytes) {
      draft_.problem(place, std::string(key) + " is " + value.dump(-1, ' ', true) + ", which is no number of its kind");
      return std::nullopt;
    }
    if (*found == 0) {
      draft_.problem(place, std::string(key) + " is 0, which is taken as not known");
      return std::nullopt;
    }
    return found;
  }

  void take_region(const Json& upload, const char* key, domain::RegionKind kind, domain::DeviceFacts& facts) {
    const auto bytes = number(upload, key, std::string("/upload/") + key);
    if (!bytes) return;
    facts.regions.push_back(region(kind == domain::RegionKind::ram ? "RAM" : "Flash", kind, *bytes));
  }

  void take_labels(const char* key, const char* label, domain::DeviceFacts& facts) {
    const Json& list = below(json_, key);
    if (list.is_null()) return;
    if (!list.is_array()) return draft_.problem(std::string("/") + key, std::string(key) + " is no list");
    for (const Json& item : list) {
      if (item.is_string()) {
        facts.labels.push_back({label, item.get<std::string>()});
      } else {
        draft_.problem(std::string("/") + key, "an item of " + std::string(key) + " is no text");
      }
    }
  }

  const Json& json_;
  const std::string name_;
  Draft draft_;
};

}  // namespace

bool is_platformio_board(std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  return below(parsed, "build").is_object() && below(parsed, "upload").is_object();
}

Result<BoardDefinitions> read_platformio_board(std::string_view json, std::string_view file_name) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) return fail(ErrorKind::bad_input, "the board definition is no JSON object");
  return BoardReader(parsed, file_name).read();
}

}  // namespace kilograph::ingest::board
