#include "reply/answer/contradiction.hpp"
#include "reply/json/parts.hpp"

namespace kilograph::reply {
namespace {

Json said_json(const Contradiction::Said& said) {
  return {{"value", said.value}, {"source", source_json(said.source)}};
}

}  // namespace

Json to_json(const Contradiction& one) {
  return {{"of", one.of},
          {"fact", one.fact},
          {"counted", said_json(one.counted)},
          {"others", list_json(one.others, said_json)},
          {"rule", one.rule}};
}

}  // namespace kilograph::reply
