#include "reply/original.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "reply/firmware_document.hpp"

namespace kilograph::reply {

Result<Original> original_of(const knowledge::Catalogue& catalogue, const knowledge::EntityRef& ref) {
  std::vector<knowledge::Document> documents = KG_TRY(catalogue.documents(ref.id));
  std::ranges::stable_partition(documents, [](const auto& document) { return !is_firmware(document.media_type); });
  for (const knowledge::Document& document : documents) {
    auto bytes = KG_TRY(catalogue.file(document.file));
    if (bytes) return Original{*std::move(bytes), document.source.place};
  }
  return fail(ErrorKind::not_found, "the catalogue keeps no file of '" + ref.name + "'", ref.id);
}

Result<void> write_new_file(const std::filesystem::path& path, ByteView bytes) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    return fail(ErrorKind::conflict, "there is a file of this name already", path.string(), "a new file");
  }
  return write_file(path, bytes);
}

}  // namespace kilograph::reply
