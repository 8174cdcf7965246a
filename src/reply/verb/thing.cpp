// New things: instances of Thing Models.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.hpp"
#include "ingest/thing/validation/words.hpp"
#include "ingest/thing_model/instance.hpp"
#include "reply/inventory_intake.hpp"
#include "reply/model_documents.hpp"
#include "reply/named_file.hpp"
#include "reply/original.hpp"
#include "reply/subject.hpp"
#include "reply/thing_check.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using ingest::thing_model::NamedDocument;
using knowledge::Catalogue;

constexpr std::size_t kMostTold = 5;  // breaches in one error

// NAME=VALUE, split at the first equals sign.
Result<std::map<std::string, std::string>> pairs_in(const Call& call, const std::string& option,
                                                    const std::string& form) {
  std::map<std::string, std::string> pairs;
  for (const std::string& text : call.list(option)) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return fail(ErrorKind::usage, "'" + text + "' is no " + form, "--" + option, form);
    }
    if (!pairs.emplace(text.substr(0, equals), text.substr(equals + 1)).second) {
      return fail(ErrorKind::usage, "'" + text.substr(0, equals) + "' is given twice", "--" + option);
    }
  }
  return pairs;
}

// A file name as a relative reference (RFC 3986).
std::string reference_to(const std::string& name) {
  constexpr std::string_view kPlain = "-._~/", kDigits = "0123456789ABCDEF";
  std::string reference;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (byte < 0x80 && std::isalnum(byte) != 0) || kPlain.find(c) != std::string_view::npos;
    reference += is_plain ? std::string(1, c) : std::string("%") + kDigits[byte >> 4] + kDigits[byte & 15];
  }
  return reference;
}

// A model and where to look for what it names.
struct Model {
  NamedDocument document;
  std::string iri;  // for the link
};

Result<Model> model_of(const Desk& desk, const Catalogue* catalogue, const std::string& name) {
  const bool is_there = is_file(desk.folder / name);
  if (catalogue && !(is_there && is_written_as_file(name))) {
    const auto id = KG_TRY(ModelNamesOfDevices::read(*catalogue)).model_of(name);
    if (id) {
      const Original original = KG_TRY(original_of(*catalogue, {*id, domain::EntityKind::device, *id}));
      return Model{{std::string(text_of(original.bytes)), *id}, *id};
    }
    if (!is_there) return fail(Error(id.error()));
  }
  if (!is_there) return fail(ErrorKind::not_found, "there is no Thing Model '" + name + "'", "--model");
  NamedDocument document = KG_TRY(read_thing_model(desk.folder / name));
  auto subject = find_subject(desk, is_written_as_file(name) ? name : "./" + name);
  const auto* device = subject ? std::get_if<domain::DeviceEntity>(&subject->entity) : nullptr;
  std::string iri = device ? device->id : reference_to(name);
  return Model{std::move(document), std::move(iri)};
}

// What `validate` would say of it, before it is written: an error whoever is at fault, the values or the model.
Result<void> check_made(const std::string& text, const std::string& file, std::vector<std::string>& warnings) {
  using ingest::thing::Level;
  const auto report = check_things(view_of(text), file, {});
  std::string broken, first;
  std::size_t told = 0;
  for (const ingest::thing::Finding& finding : report.findings) {
    if (finding.level == Level::warning) {
      warnings.push_back(fmt::format("{}: {} ({})", finding.where, finding.message, finding.rule));
    } else if (told++ < kMostTold) {
      if (broken.empty()) first = finding.where;
      broken += fmt::format("{}{}: {} ({})", broken.empty() ? "" : "; ", finding.where, finding.message, finding.rule);
    }
  }
  if (report.is_valid(false)) return {};
  if (report.errors > kMostTold) broken += fmt::format("; and {} more", report.errors - kMostTold);
  return fail(ErrorKind::bad_input, "the Thing would break the Recommendation, and is not made: " + broken, first, {},
              "Give other values by --set and --base, or mend the model; `kilograph validate` says what breaks a rule "
              "in the model itself.");
}

}  // namespace

Result<Answer> new_thing(const Call& call, Desk& desk) {
  ingest::thing_model::Order order;
  order.id = call.text("id");
  if (!ingest::thing::is_absolute_iri(order.id)) {
    return fail(ErrorKind::usage, "'" + order.id + "' is no IRI", "--id", "an absolute IRI, as urn:example:lamp-1");
  }
  order.title = call.text("title");
  order.base = call.text("base");
  order.values = KG_TRY(pairs_in(call, "set", "NAME=VALUE"));
  order.with = call.list("with");
  const auto given = KG_TRY(pairs_in(call, "document", "URL=FILE"));
  const auto catalogue = open_catalogue(desk, Catalogue::Access::read);
  const Catalogue* kept = catalogue ? &*catalogue : nullptr;
  const Model model = KG_TRY(model_of(desk, kept, call.text("model")));
  order.model = model.iri;
  order.shares_hardware = kept && KG_TRY(kept->has(model.iri));
  if (order.id == order.model) {
    return fail(ErrorKind::usage, "the instance has the id of its model", "--id", "an IRI of its own");
  }
  auto made = KG_TRY(instance_of(model.document, order, find_models(kept, given, desk.folder)));
  KG_CHECK(check_made(made.text, call.text("output"), made.warnings));
  ThingAnswer answer{order.id, order.model, std::move(made.text), call.text("output"), std::move(made.warnings)};
  if (!answer.file.empty()) KG_CHECK(write_new_file(desk.folder / answer.file, view_of(answer.description)));
  return answer;
}

}  // namespace kilograph::reply
