#include "reply/answer/planning.hpp"
#include "reply/json/parts.hpp"

namespace kilograph::reply {
namespace {

using inspect::ArenaNeed;
using inspect::Optimisations;

Json need_json(const ArenaNeed& need) {
  return {{"head_bytes", need.head_bytes}, {"used_bytes", need.used_bytes}, {"minimum_bytes", need.minimum_bytes}};
}

// What another form of the model costs elsewhere counts too: what is saved may be less than nothing.
std::int64_t saved(std::uint64_t today_bytes, std::uint64_t bytes) {
  return static_cast<std::int64_t>(today_bytes) - static_cast<std::int64_t>(bytes);
}

Json proposal_json(const ArenaNeed& today, const ArenaNeed& need) {
  return {{"need", need_json(need)},
          {"saves_bytes", saved(today.minimum_bytes, need.minimum_bytes)},
          {"saves_of", "minimum_bytes"}};
}

Json order_json(const Optimisations& smaller) {
  const inspect::OrderFinding& order = smaller.order;
  Json json = proposal_json(smaller.today, order.need);
  json.update(Json{{"is_better", order.is_better},
                   {"is_proven", order.is_proven},
                   {"head_is_proven", order.head_is_proven},
                   {"alive_bytes_today", order.alive_bytes_today},
                   {"alive_bytes", order.alive_bytes},
                   {"alive_bound", order.alive_bound},
                   {"orders", order.is_new ? Json(order.orders) : Json(nullptr)}});
  return json;
}

Json in_place_json(const Optimisations& smaller) {
  const inspect::InPlaceFinding& found = smaller.in_place;
  Json json{{"need", {{"head_bytes", found.head_bytes}, {"used_bytes", found.used_bytes}, {"minimum_bytes", nullptr}}},
            {"saves_bytes", saved(smaller.today.used_bytes, found.used_bytes)},
            {"saves_of", "used_bytes"},
            {"alive_bytes", found.alive_bytes}};
  json["uses"] = list_json(found.uses, [](const inspect::InPlaceUse& use) {
    return Json{{"subgraph", use.subgraph},
                {"operator", use.op},
                {"input", use.input},
                {"output", use.output},
                {"bytes", use.bytes}};
  });
  return json;
}

Json placement_json(const Optimisations& smaller, const inspect::PlacementFinding& placement) {
  Json json = proposal_json(smaller.today, placement.need);
  json.update(Json{{"is_better", placement.is_better},
                   {"is_proven", placement.is_proven},
                   {"head_bound", placement.head_bound},
                   {"words", placement.words.empty() ? Json(nullptr) : Json(placement.words)},
                   {"obstacle", or_null(std::string(placement.obstacle))}});
  return json;
}

}  // namespace

Json optimisations_json(const Optimisations& smaller) {
  const Optimisations::Copy copy = smaller.best_copy();
  Json best = proposal_json(smaller.today, copy.need);
  best["changes"] = copy.changes();
  return {{"exact", smaller.exact},
          {"today", need_json(smaller.today)},
          {"order", order_json(smaller)},
          {"in_place", in_place_json(smaller)},
          {"placement", placement_json(smaller, smaller.placement)},
          {"placement_in_order", placement_json(smaller, smaller.placement_in_order)},
          {"best_copy", std::move(best)}};
}

}  // namespace kilograph::reply
