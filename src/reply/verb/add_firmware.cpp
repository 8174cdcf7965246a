// A device's own firmware: exact free bytes of its memory.
#include <algorithm>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/utf8.hpp"
#include "reply/firmware_document.hpp"
#include "reply/named_file.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

// The regions that others state of the device: of the best document that states sizes.
std::vector<domain::MemoryRegion> stated_regions(const domain::DeviceEntity& device) {
  for (const auto& stated : device.all(&domain::DeviceFacts::regions)) {
    if (stated.source.by.starts_with("firmware ")) continue;
    const auto has_size = [](const auto& region) { return region.size_bytes.has_value(); };
    if (std::ranges::any_of(stated.value, has_size)) return stated.value;
  }
  return {};
}

std::string note_of(const domain::MemoryRegion& region, std::uint64_t used, std::uint64_t set_aside) {
  return region.name + ": " + grouped(used) + " B of " + grouped(*region.size_bytes) + " B used, " +
         (set_aside > 0 ? grouped(set_aside) + " B reserved or below the program, " : "") +
         grouped(*region.free_bytes) + " B free";
}

}  // namespace

Result<Answer> add_firmware(const Call& call, Desk& desk) {
  using knowledge::Catalogue;
  if (!call.has("firmware") || !call.has("device") || call.has("path")) {
    return fail(ErrorKind::usage, "a firmware file is of one device", "", "--firmware FILE --device NAME, without PATH",
                "For example: `kilograph add --firmware app.elf --device \"Arduino Nano 33 BLE\"`");
  }
  const std::filesystem::path path = call.text("firmware");
  KG_CHECK(check_no_folder(path));
  Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::write));
  const knowledge::EntityRef ref = KG_TRY(catalogue.find(call.text("device"), domain::EntityKind::device));
  if (ref.kind != domain::EntityKind::device) {
    return fail(ErrorKind::usage, "'" + call.text("device") + "' is no device", "--device", "a device");
  }
  const domain::DeviceEntity device = KG_TRY(catalogue.device(ref.id));
  const std::uint64_t limit = call.number("max-bytes", ingest::firmware::kMaxImageBytes);
  const auto original = std::make_shared<const Bytes>(KG_TRY(read_file(path, limit)));
  const auto image = ingest::firmware::read_image(*original);
  if (!image) return fail(Error(image.error()).in(path.string()));
  const auto doubt = check_architecture(image->machine, device);
  if (!doubt) return fail(Error(doubt.error()).in(path.string()));
  auto reading = read_firmware(*image, *original, clean_utf8(path.filename().string()), ref.id,
                               regions_text(stated_regions(device)));
  if (!reading) return fail(std::move(reading).error().in(path.string()));

  AddAnswer answer;
  if (*doubt) answer.problems.push_back({path.string(), "", "warning", **doubt});
  const auto& usage = reading->usage;
  for (std::size_t i = 0; i < usage.regions.size(); ++i) {
    answer.notes.push_back(note_of(usage.regions[i], usage.used_bytes[i], usage.set_aside_bytes[i]));
  }
  for (const domain::Label& label : usage.reserves) answer.notes.push_back(label.name + ": " + label.value);
  for (const auto& warning : usage.warnings) {
    answer.problems.push_back({path.string(), warning.place, "warning", warning.message});
  }
  Catalogue::Batch batch = KG_TRY(catalogue.begin(desk.actor, [&](const knowledge::Acknowledgement& ack) {
    const bool is_same = ack.change == knowledge::Change::unchanged;
    ++(is_same ? answer.unchanged : answer.changed);
    ++answer.kinds["device"];
    answer.entities.push_back(
        {ref.id, "device", device.name, path.string(), std::string(is_same ? "unchanged" : "changed")});
  }));
  KG_CHECK(batch.add(original, {std::move(reading->document)}));
  KG_CHECK(batch.commit());
  return answer;
}

}  // namespace kilograph::reply
