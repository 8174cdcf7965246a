#include "reply/answer/addition.hpp"
#include "reply/json/parts.hpp"

namespace kilograph::reply {
namespace {

Json problem_json(const Problem& problem) {
  return {{"source", problem.source}, {"where", problem.where}, {"kind", problem.kind}, {"message", problem.message}};
}

}  // namespace

Json to_json(const AddedEntity& entity) {
  return {{"id", entity.id},
          {"kind", entity.kind},
          {"name", entity.name},
          {"source", entity.source},
          {"change", entity.change}};
}

Json to_json(const AddAnswer& answer) {
  Json json{{"added", answer.added},
            {"changed", answer.changed},
            {"unchanged", answer.unchanged},
            {"failed", answer.failed},
            {"entities", list_json(answer.entities, [](const AddedEntity& entity) { return to_json(entity); })},
            {"problems", list_json(answer.problems, problem_json)}};
  if (!answer.notes.empty()) json["notes"] = answer.notes;
  return json;
}

}  // namespace kilograph::reply
