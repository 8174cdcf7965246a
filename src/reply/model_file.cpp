#include "reply/model_file.hpp"

#include "base/file.hpp"
#include "ingest/c_array/c_array.hpp"
#include "ingest/document.hpp"
#include "reply/named_file.hpp"
#include "reply/subject.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using knowledge::Catalogue;

constexpr std::uint64_t kMostBytes = 64ull << 20;

Result<ModelFile> model_in(Bytes bytes, const std::string& place, std::uint64_t max_bytes) {
  auto ingested = ingest::read(bytes, fs::path(place).filename().string(), {max_bytes});
  if (!ingested) return fail(std::move(ingested).error().in(place));
  auto* model = std::get_if<domain::Model>(&ingested->content);
  if (!model) {
    return fail(ErrorKind::unsupported,
                "the file is no model (" + std::string(ingest::name_of(ingested->format)) +
                    "), and memory is planned from a model's own operators and tensors",
                place, "a TensorFlow Lite model (.tflite) or a C array of one");
  }
  if (ingested->format == ingest::Format::c_array) bytes = KG_TRY(ingest::read_c_array(bytes, {max_bytes}));
  ModelFile file{domain::model_iri(model->sha256), model->name, place, std::make_shared<const Bytes>(std::move(bytes)),
                 nullptr};
  file.model = std::make_shared<const domain::Model>(std::move(*model));
  return file;
}

Error only_described(const knowledge::EntityRef& ref) {
  return {ErrorKind::not_found,
          "the catalogue has a description of '" + ref.name + "', but not its file",
          {},
          "the model's file, from which its memory is planned",
          "Supply it with `kilograph add FILE`, or plan the file itself: `kilograph plan ./FILE`. It is the one of " +
              ref.id + "."};
}

}  // namespace

bool holds_weights(std::string_view media_type) {
  return media_type == ingest::media_type_of(ingest::Format::tflite) ||
         media_type == ingest::media_type_of(ingest::Format::c_array);
}

Result<ModelFile> kept_model_file(const Catalogue& catalogue, const knowledge::EntityRef& ref) {
  if (ref.kind != domain::EntityKind::model) {
    return fail(ErrorKind::usage, "'" + ref.name + "' is no model", "", "a model",
                "`kilograph show` tells what it is.");
  }
  for (const knowledge::EntityRef& one : KG_TRY(catalogue.same(ref.id))) {
    for (const knowledge::Document& document : KG_TRY(catalogue.documents(one.id))) {
      if (!holds_weights(document.media_type)) continue;
      auto bytes = KG_TRY(catalogue.file(document.file));
      if (!bytes) continue;
      const std::uint64_t size = bytes->size();
      ModelFile file = KG_TRY(model_in(std::move(*bytes), document.source.place, size));
      if (!ref.name.empty()) file.name = ref.name;
      return file;
    }
  }
  return fail(only_described(ref));
}

Result<ModelFile> find_model_file(const Desk& desk, std::string_view text) {
  if (!desk.takes_files) {
    const knowledge::Catalogue kept = KG_TRY(open_catalogue(desk, knowledge::Catalogue::Access::read));
    return kept_model_file(kept, KG_TRY(kept.find(text, domain::EntityKind::model)));
  }
  const std::string name(text);
  const bool is_there = is_file(name);
  auto catalogue = open_catalogue(desk, Catalogue::Access::read);
  if (catalogue && !(is_there && is_written_as_file(name))) {
    auto found = catalogue->find(text, domain::EntityKind::model);
    if (found) return kept_model_file(*catalogue, *found);
    if (found.error().kind != ErrorKind::not_found || !is_there) {
      return fail(not_found_either(text, std::move(found).error()));
    }
  }
  if (is_there) return model_in(KG_TRY(read_file(name, kMostBytes)), name, kMostBytes);
  return fail(not_found_either(text, std::move(catalogue).error()));
}

}  // namespace kilograph::reply
