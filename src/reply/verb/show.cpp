#include "reply/description.hpp"
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

Result<Answer> described(const Subject& subject, const std::string& format) {
  const auto language = format == "nt" ? DescriptionLanguage::ntriples : DescriptionLanguage::turtle;
  if (const auto* model = std::get_if<domain::ModelEntity>(&subject.entity)) {
    return DescriptionAnswer{KG_TRY(description_of(*model, language))};
  }
  if (const auto* device = std::get_if<domain::DeviceEntity>(&subject.entity)) {
    return DescriptionAnswer{KG_TRY(description_of(*device, language))};
  }
  return fail(ErrorKind::usage, "a graph kept as it came has no description in today's terms", "--format", "",
              "`kilograph export` writes it.");
}

}  // namespace

Result<Answer> show(const Call& call, Desk& desk) {
  Subject subject = KG_TRY(find_subject(desk, call.text("name")));
  if (call.has("format")) return described(subject, call.text("format"));
  if (auto* model = std::get_if<domain::ModelEntity>(&subject.entity)) {
    return ModelAnswer{std::move(*model), subject.has_weights};
  }
  if (auto* device = std::get_if<domain::DeviceEntity>(&subject.entity)) return DeviceAnswer{std::move(*device)};
  return graph_answer(std::get<knowledge::EntityRef>(subject.entity), desk);
}

}  // namespace kilograph::reply
