#include "reply/answer/thing.hpp"
#include "reply/json/parts.hpp"

namespace kilograph::reply {

Json to_json(const ThingAnswer& answer) {
  return {{"id", answer.id},
          {"model", answer.model},
          {"file", or_null(answer.file)},
          {"warnings", answer.warnings},
          {"td", Json::parse(answer.description, nullptr, false)}};
}

Json to_json(const DescriptionsAnswer& answer) { return {{"path", or_null(answer.path)}, {"written", answer.written}}; }

}  // namespace kilograph::reply
