#include "reply/subject.hpp"

#include <algorithm>
#include <type_traits>

#include "reply/file_reading.hpp"
#include "reply/model_file.hpp"
#include "reply/named_file.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using knowledge::Catalogue;

// An entity may have several names. It carries the one it was asked by, and what was said of it under
// that name counts before what was said under another.
domain::ModelEntity called(domain::ModelEntity model, std::string_view name) {
  const auto is_said_so = [&](const auto& document) { return document.facts.name == name; };
  if (std::ranges::none_of(model.documents, is_said_so)) return model;
  model.name = name;
  std::ranges::stable_partition(model.documents, is_said_so);
  std::ranges::stable_sort(model.documents, {}, [](const auto& document) { return domain::rank_of(document.source); });
  return model;
}

Result<Subject> kept_subject(const Catalogue& catalogue, const knowledge::EntityRef& ref, std::string_view asked) {
  if (ref.kind == domain::EntityKind::device) return Subject{KG_TRY(catalogue.device(ref.id))};
  if (ref.kind != domain::EntityKind::model) return Subject{ref};
  Subject subject{called(KG_TRY(catalogue.model(ref.id)), asked)};
  for (const knowledge::EntityRef& one : KG_TRY(catalogue.same(ref.id))) {
    for (const knowledge::Document& document : KG_TRY(catalogue.documents(one.id))) {
      subject.has_weights = subject.has_weights || holds_weights(document.media_type);
    }
  }
  return subject;
}

template <class F>
void add_document(domain::Entity<F>& entity, const knowledge::Document& document, const F& facts) {
  entity.id = document.entity;
  if (entity.name.empty()) entity.name = document.name;
  domain::Source source = document.source;
  source.document.clear();  // not kept
  entity.documents.push_back({std::move(source), facts});
}

// The one entity that the file describes.
Result<Subject> subject_in(const FileReading& reading, const std::string& path) {
  if (reading.is_sheet) {
    return fail(ErrorKind::usage, "a sheet is about several models", path, "a model or a description of one entity",
                "Add it to a catalogue with `kilograph add`, then show a model by name.");
  }
  std::optional<Subject> found;
  for (const knowledge::Document& document : reading.documents) {
    if (const auto* facts = std::get_if<domain::ModelFacts>(&document.facts)) {
      if (found)
        return fail(ErrorKind::ambiguous, "the file describes several entities", path, "one",
                    "Add it to a catalogue with `kilograph add`, then ask by name.");
      domain::ModelEntity model;
      add_document(model, document, *facts);
      found = Subject{model, holds_weights(document.media_type)};
    } else if (const auto* device_facts = std::get_if<domain::DeviceFacts>(&document.facts)) {
      if (found)
        return fail(ErrorKind::ambiguous, "the file describes several entities", path, "one",
                    "Add it to a catalogue with `kilograph add`, then ask by name.");
      domain::DeviceEntity device;
      add_document(device, document, *device_facts);
      found = Subject{device};
    }
  }
  if (found) return *found;
  return fail(ErrorKind::bad_input, "the file describes no model and no device", path, "",
              "Add it to a catalogue with `kilograph add` and ask it with `kilograph query`.");
}

template <class F>
void merge(domain::Entity<F>& entity, Result<domain::Entity<F>> kept) {
  if (!kept) return;
  for (auto& document : kept->documents) {
    const bool same =
        std::ranges::any_of(entity.documents, [&](const auto& own) { return own.facts == document.facts; });
    if (!same) entity.documents.push_back(std::move(document));
  }
  std::ranges::stable_sort(entity.documents, {}, [](const auto& document) { return domain::rank_of(document.source); });
}

std::vector<std::string> bases_stated_by(const domain::DeviceEntity& device) {
  const auto stated = device.stated(&domain::DeviceFacts::based_on);
  return stated ? stated->value : std::vector<std::string>{};
}

// What `add` would say of the file.
void report(const Desk& desk, const FileReading& reading, const std::string& path) {
  if (!desk.reported) return;
  for (const std::string& warning : reading.warnings) desk.reported({path, "", "warning", warning});
  for (const knowledge::LeftOut& value : reading.left_out) desk.reported({path, value.place, "warning", value.message});
}

Result<Subject> file_subject(const Desk& desk, const Catalogue* catalogue, const std::string& path) {
  ReadingOptions options;
  if (catalogue) options.contexts = KG_TRY(catalogue->contexts());
  auto reading = read_documents(path, options);
  if (!reading) return fail(std::move(reading).error().in(path));
  report(desk, *reading, path);
  Subject subject = KG_TRY(subject_in(*reading, path));
  auto* device = std::get_if<domain::DeviceEntity>(&subject.entity);
  if (!catalogue) {
    if (device) device->missing_bases = bases_stated_by(*device);
    return subject;
  }
  if (auto* model = std::get_if<domain::ModelEntity>(&subject.entity)) merge(*model, catalogue->model(model->id));
  if (device) {
    merge(*device, catalogue->device(device->id));
    KG_CHECK(catalogue->inherit(*device));
  }
  return subject;
}

Result<Subject> find_in(const Desk& desk, const Result<Catalogue>& catalogue, std::string_view text,
                        std::optional<domain::EntityKind> wanted) {
  if (!desk.takes_files) {
    if (!catalogue) return fail(Error(catalogue.error()));
    return kept_subject(*catalogue, KG_TRY(catalogue->find(text, wanted)), text);
  }
  const std::string name(text);
  const bool is_there = is_file(name);
  if (catalogue && !(is_there && is_written_as_file(name))) {
    auto found = catalogue->find(text, wanted);
    if (found) return kept_subject(*catalogue, *found, text);
    if (found.error().kind != ErrorKind::not_found || !is_there) {
      return fail(not_found_either(text, std::move(found).error()));
    }
  }
  if (is_there) return file_subject(desk, catalogue ? &*catalogue : nullptr, name);
  return fail(not_found_either(text, Error(catalogue.error())));
}

template <class Wanted>
Result<Wanted> only(const Desk& desk, const Result<Catalogue>& catalogue, std::string_view text,
                    const std::string& wanted) {
  constexpr bool is_model = std::is_same_v<Wanted, domain::ModelEntity>;
  const auto kind = is_model ? domain::EntityKind::model : domain::EntityKind::device;
  Subject subject = KG_TRY(find_in(desk, catalogue, text, kind));
  if (auto* entity = std::get_if<Wanted>(&subject.entity)) return std::move(*entity);
  return fail(ErrorKind::usage, "'" + std::string(text) + "' is no " + wanted, "", "a " + wanted,
              "`kilograph show` tells what it is.");
}

}  // namespace

Result<fs::path> catalogue_folder(const Desk& desk) {
  if (desk.catalogue) return *desk.catalogue;
  std::error_code error;
  for (fs::path folder = fs::absolute(desk.folder, error).lexically_normal(); !error; folder = folder.parent_path()) {
    if (fs::is_directory(folder / kCatalogueFolder, error)) return folder / kCatalogueFolder;
    error.clear();
    if (folder == folder.parent_path()) break;
  }
  return fail(ErrorKind::not_found, std::string("there is no ") + kCatalogueFolder + " here or in a folder above", "",
              "",
              "Make one with `kilograph init` and fill it with `kilograph add PATH`, or name one with --catalog DIR.");
}

Result<Catalogue> open_catalogue(const Desk& desk, Catalogue::Access access) {
  return Catalogue::open(KG_TRY(catalogue_folder(desk)), access);
}

Result<Subject> find_subject(const Desk& desk, std::string_view text, std::optional<domain::EntityKind> wanted) {
  return find_in(desk, open_catalogue(desk, Catalogue::Access::read), text, wanted);
}

Result<domain::ModelEntity> find_model(const Desk& desk, std::string_view text) {
  return find_model(desk, open_catalogue(desk, Catalogue::Access::read), text);
}

Result<domain::ModelEntity> find_model(const Desk& desk, const Result<Catalogue>& catalogue, std::string_view text) {
  return only<domain::ModelEntity>(desk, catalogue, text, "model");
}

Result<domain::DeviceEntity> find_device(const Desk& desk, std::string_view text) {
  return only<domain::DeviceEntity>(desk, open_catalogue(desk, Catalogue::Access::read), text, "device");
}

}  // namespace kilograph::reply
