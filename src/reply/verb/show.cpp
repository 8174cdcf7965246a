#include <algorithm>

#include "reply/contradictions.hpp"
#include "reply/description.hpp"
#include "reply/file_reading.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

using knowledge::Catalogue;

Result<Answer> graph_answer(const knowledge::EntityRef& ref, const Desk& desk) {
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  GraphAnswer answer{ref.id, ref.name, {}, {}};
  for (const knowledge::Document& document : KG_TRY(catalogue.documents(ref.id))) {
    answer.media_type = document.media_type;
    answer.place = document.source.place;
    for (const char c : document.triples) answer.triples += c == '\n';
  }
  return answer;
}

// The name of an entity that a statement is about; empty where it is not kept.
std::string name_in(const Catalogue& catalogue, const std::string& id) {
  const auto same = catalogue.same(id);
  if (!same) return {};
  for (const knowledge::EntityRef& ref : *same) {
    if (ref.id == id) return ref.name;
  }
  return {};
}

Result<StatementAnswer> statement_answer(const knowledge::EntityRef& ref, const Desk& desk) {
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  StatementAnswer answer;
  answer.id = ref.id;
  answer.name = ref.name;
  for (const knowledge::Document& document : KG_TRY(catalogue.documents(ref.id))) {
    const auto* statement = std::get_if<domain::SameStatement>(&document.facts);
    if (!statement) continue;
    answer.statement = *statement;
    answer.source = document.source;
  }
  answer.preferred_name = name_in(catalogue, answer.statement.preferred);
  answer.other_name = name_in(catalogue, answer.statement.other);
  return answer;
}

// Of the documents that are kept, and of the file that the call names.
std::map<std::string, knowledge::PartSources> part_sources_of(const domain::DeviceEntity& device, std::string_view name,
                                                              const Desk& desk) {
  std::map<std::string, knowledge::PartSources> parts;
  ReadingOptions options;
  if (const auto catalogue = open_catalogue(desk, Catalogue::Access::read)) {
    options.contexts = catalogue->contexts().value_or(options.contexts);
    std::vector<std::string> ids{device.id};
    ids.insert(ids.end(), device.same_as.begin(), device.same_as.end());
    for (const auto& base : device.bases) ids.push_back(base->id);
    for (const std::string& id : ids) {
      const auto documents = catalogue->documents(id);
      for (std::size_t i = 0; documents && i < documents->size(); ++i) {
        parts[(*documents)[i].iri] = knowledge::part_sources((*documents)[i]);
      }
    }
  }
  const auto is_read = [](const auto& document) { return document.source.document.empty(); };
  if (std::ranges::none_of(device.documents, is_read)) return parts;
  if (const auto reading = read_documents(name, options)) {
    for (const knowledge::Document& document : reading->documents) {
      if (document.kind == domain::EntityKind::device) parts[""] = knowledge::part_sources(document);
    }
  }
  return parts;
}

DeviceAnswer device_answer(domain::DeviceEntity device, std::string_view name, const Desk& desk) {
  DeviceAnswer answer{.device = std::move(device)};
  answer.parts = part_sources_of(answer.device, name, desk);
  answer.core = domain::core_of(answer.device);
  answer.contradictions = contradictions_of(answer.device);
  for (const auto kind : {domain::RegionKind::ram, domain::RegionKind::flash}) {
    auto choice = match::best_region(answer.device, kind, match::FactSet::best);
    if (choice) answer.counted.push_back(std::move(*choice));
  }
  return answer;
}

Result<Answer> described(const Subject& subject, const std::string& format, const Desk& desk) {
  const auto language = format == "nt" ? DescriptionLanguage::ntriples : DescriptionLanguage::turtle;
  if (const auto* model = std::get_if<domain::ModelEntity>(&subject.entity)) {
    return DescriptionAnswer{KG_TRY(description_of(*model, language))};
  }
  if (const auto* device = std::get_if<domain::DeviceEntity>(&subject.entity)) {
    return DescriptionAnswer{KG_TRY(description_of(*device, language))};
  }
  const auto& ref = std::get<knowledge::EntityRef>(subject.entity);
  if (ref.kind == domain::EntityKind::statement) {
    const StatementAnswer answer = KG_TRY(statement_answer(ref, desk));
    return DescriptionAnswer{KG_TRY(description_of(answer.id, answer.statement, language))};
  }
  return fail(ErrorKind::usage, "a graph kept as it came has no description in today's terms", "--format", "",
              "`kilograph export` writes it.");
}

}  // namespace

Result<Answer> show(const Call& call, Desk& desk) {
  Subject subject = KG_TRY(find_subject(desk, call.text("name")));
  if (call.has("format")) return described(subject, call.text("format"), desk);
  if (auto* model = std::get_if<domain::ModelEntity>(&subject.entity)) {
    auto contradictions = contradictions_of(*model);
    return ModelAnswer{std::move(*model), subject.has_weights, std::move(contradictions)};
  }
  if (auto* device = std::get_if<domain::DeviceEntity>(&subject.entity)) {
    return device_answer(std::move(*device), call.text("name"), desk);
  }
  const auto& ref = std::get<knowledge::EntityRef>(subject.entity);
  if (ref.kind == domain::EntityKind::statement) return KG_TRY(statement_answer(ref, desk));
  return graph_answer(ref, desk);
}

}  // namespace kilograph::reply
