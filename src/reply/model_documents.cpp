#include "reply/model_documents.hpp"

#include "base/file.hpp"
#include "ingest/thing/validation/words.hpp"
#include "reply/named_file.hpp"
#include "reply/original.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using ingest::thing_model::FindDocument;
using ingest::thing_model::NamedDocument;

constexpr std::uint64_t kMostBytes = 8u << 20;

// Is the file in the folder or below it, links followed? A model of somebody else's must not read what lies elsewhere.
bool is_within(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  const fs::path real = fs::canonical(file, error), above = error ? fs::path() : fs::canonical(folder, error);
  if (error) return false;
  const fs::path way = real.lexically_relative(above);
  return !way.empty() && *way.begin() != "..";
}

}  // namespace

Result<NamedDocument> read_thing_model(const fs::path& path) {
  const Bytes bytes = KG_TRY(read_file(path, kMostBytes));
  return NamedDocument{std::string(text_of(bytes)), path.lexically_normal().string()};
}

FindDocument find_models(const knowledge::Catalogue* catalogue, std::map<std::string, std::string> given,
                         fs::path folder) {
  return [catalogue, given = std::move(given), folder = std::move(folder)](
             const std::string& url, const std::string& base) -> Result<NamedDocument> {
    const auto file = given.find(url);
    if (file != given.end()) {
      NamedDocument document = KG_TRY(read_thing_model(folder / file->second));
      document.place = url;
      return document;
    }
    if (catalogue && KG_TRY(catalogue->has(url))) {
      const Original original = KG_TRY(original_of(*catalogue, {url, domain::EntityKind::device, url}));
      return NamedDocument{std::string(text_of(original.bytes)), url};
    }
    const fs::path beside = fs::path(base).parent_path() / url;
    if (!ingest::thing::is_absolute_iri(url) && is_file(base) && is_file(beside)) {
      const fs::path own = fs::path(base).has_parent_path() ? fs::path(base).parent_path() : fs::path(".");
      if (is_within(beside, own)) return read_thing_model(beside);
      return fail(ErrorKind::bad_input, "the model names a file outside its folder: " + url, base,
                  "a file beside the model or below", "If you trust it, give the file: --document " + url + "=FILE.");
    }
    return fail(ErrorKind::not_found, "the model needs " + url + ", which is not at hand", base, "",
                "Nothing is fetched. Add it to the catalogue, or give its file: --document " + url + "=FILE.");
  };
}

}  // namespace kilograph::reply
