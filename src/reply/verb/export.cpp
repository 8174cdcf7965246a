// What leaves a catalogue: all of it, its devices as Thing Descriptions, or one file as it came.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>

#include "reply/kept_thing.hpp"
#include "reply/original.hpp"
#include "reply/subject.hpp"
#include "reply/thing_description.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using knowledge::Catalogue;

std::string text_of_json(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

bool is_bundle_name(const fs::path& path) {
  return path == "-" || path.extension() == ".json" || path.extension() == ".jsonld";
}

// An id as its file writes it, with a prefix, is kept as the whole IRI: the one that ends so is told.
Error with_ending(const Catalogue& catalogue, const std::string& text, Error error) {
  const std::size_t colon = text.find(':');
  if (error.kind != ErrorKind::not_found || colon == std::string::npos || colon + 1 == text.size()) return error;
  const std::string_view ending = std::string_view(text).substr(colon + 1);
  std::vector<std::string> ids;
  const auto asked = catalogue.each_name([&](const knowledge::EntityName& named) {
    if (!named.entity.ends_with(ending) || std::ranges::find(ids, named.entity) != ids.end()) return;
    ids.push_back(named.entity);
  });
  if (asked && ids.size() == 1) error.advice = "Ids are kept as whole IRIs. Did you mean '" + ids.front() + "'?";
  return error;
}

Result<Answer> original_answer(const Call& call, const Desk& desk) {
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  auto found = catalogue.find(call.text("original"));
  if (!found) return fail(with_ending(catalogue, call.text("original"), std::move(found).error()));
  const knowledge::EntityRef ref = *std::move(found);
  const Original original = KG_TRY(original_of(catalogue, ref));
  const std::string path = call.text("path");
  if (path == "-") return DescriptionsAnswer{"", std::string(text_of(original.bytes)), {ref.id}};
  KG_CHECK(write_new_file(desk.folder / path, original.bytes));
  return DescriptionsAnswer{path, "", {ref.id}};
}

// "0001-Arduino-Nano-33-BLE.td.json": numbered, so that no two are one.
std::string file_name(std::size_t number, const domain::DeviceEntity& device) {
  std::string name = std::to_string(number);
  name.insert(0, name.size() < 4 ? 4 - name.size() : 0, '0');
  name += '-';
  for (const char c : device.name.empty() ? device.id : device.name) {
    name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
  }
  return name.substr(0, 100) + (device.stated(&domain::DeviceFacts::is_thing_model) ? ".tm.json" : ".td.json");
}

Result<Answer> descriptions_answer(const Call& call, const Desk& desk) {
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  const std::string path = call.text("path");
  const bool is_bundle = is_bundle_name(path);
  DescriptionsAnswer answer{path == "-" ? "" : path};
  const fs::path target = desk.folder / path;
  std::error_code error;
  if (!is_bundle && fs::exists(target, error) && !fs::is_empty(target, error)) {
    return fail(ErrorKind::conflict, "the folder is not empty", path, "a folder that is absent or empty");
  }
  if (!is_bundle && !fs::create_directories(target, error) && error) {
    return fail(ErrorKind::io, "the folder cannot be made: " + error.message(), path);
  }
  Json bundle = Json::array();
  KeptThings originals(catalogue);
  for (const domain::DeviceEntity& device : KG_TRY(catalogue.devices())) {
    Json description = thing_description(device, KG_TRY(originals.of(device)));
    answer.written.push_back(device.id);
    if (is_bundle) {
      bundle.push_back(std::move(description));
    } else {
      KG_CHECK(write_new_file(target / file_name(answer.written.size(), device), view_of(text_of_json(description))));
    }
  }
  if (is_bundle && path != "-") KG_CHECK(write_new_file(target, view_of(text_of_json(bundle))));
  if (path == "-") answer.text = text_of_json(bundle);
  return answer;
}

}  // namespace

Result<Answer> export_catalogue(const Call& call, Desk& desk) {
  if (call.has("original") && call.has("as")) {
    return fail(ErrorKind::usage, "--as and --original exclude each other", "", "one of them");
  }
  if (call.has("original")) return original_answer(call, desk);
  if (call.has("as")) return descriptions_answer(call, desk);
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  return TransferAnswer{TransferAnswer::Direction::out, call.text("path"),
                        KG_TRY(catalogue.export_to(call.text("path")))};
}

}  // namespace kilograph::reply
