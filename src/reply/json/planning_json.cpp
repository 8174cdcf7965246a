#include "base/version.hpp"
#include "inspect/picture/labels.hpp"
#include "reply/answer/planning.hpp"
#include "reply/json/parts.hpp"

namespace kilograph::reply {
namespace {

using inspect::ByteRange;
using inspect::MemoryPlan;

Json target_json(const inspect::PlanTarget& target) {
  return {{"runtime", target.runtime}, {"kernels", target.kernels}, {"abi", inspect::name_of(target.abi)}};
}

Json bounds_json(const ByteRange& range) { return {{"low", range.low}, {"high", range.high}}; }

Json arena_json(const std::optional<inspect::Arena>& arena) {
  if (!arena) return nullptr;
  return {{"head_bytes", arena->head.best},
          {"tail_bytes", arena->tail.best},
          {"used_bytes", arena->used.best},
          {"minimum_bytes", arena->minimum.best},
          {"provide_bytes", arena->minimum.high},
          {"bounds",
           {{"head_bytes", bounds_json(arena->head)},
            {"tail_bytes", bounds_json(arena->tail)},
            {"used_bytes", bounds_json(arena->used)},
            {"minimum_bytes", bounds_json(arena->minimum)}}},
          {"alignment", 16},
          {"misalignment_bytes", arena->misalignment_bytes}};
}

Json use_json(std::int32_t step) { return step < 0 ? Json(nullptr) : Json(step); }

Json buffers_json(const domain::Model& model, const std::optional<inspect::Arena>& arena) {
  if (!arena) return nullptr;
  return list_json(arena->buffers, [&](const inspect::PlannedBuffer& buffer) {
    return Json{{"name", inspect::label_of(model, buffer)},
                {"kind", buffer.is_scratch() ? "scratch" : "tensor"},
                {"subgraph", buffer.subgraph},
                {"tensor", use_json(buffer.tensor)},
                {"operator", use_json(buffer.op)},
                {"offset", buffer.offset},
                {"bytes", buffer.bytes},
                {"first_use", use_json(buffer.first_use)},
                {"last_use", use_json(buffer.last_use)}};
  });
}

Json tail_json(const std::optional<inspect::Arena>& arena) {
  if (!arena) return nullptr;
  return list_json(arena->tail_items, [](const inspect::TailItem& item) {
    return Json{{"what", item.what}, {"bytes", item.bytes}, {"alignment", item.alignment}};
  });
}

Json peak_json(const domain::Model& model, const std::optional<inspect::Arena>& arena) {
  if (!arena) return nullptr;
  const inspect::Peak& peak = arena->peak;
  return {{"subgraph", peak.subgraph},
          {"operator", use_json(peak.op)},
          {"name", inspect::operator_name(model, peak.subgraph, peak.op)},
          {"bytes", peak.bytes}};
}

Json operators_json(const std::vector<inspect::OperatorNeed>& needs) {
  return list_json(needs, [](const inspect::OperatorNeed& need) {
    return Json{{"name", need.name}, {"version", need.version}, {"count", need.count}, {"registered", need.registered}};
  });
}

Json strings_json(const std::vector<std::string>& texts) {
  return list_json(texts, [](const std::string& text) { return Json(text); });
}

// Null where the file does not say what decides on it.
Json starts_json(const MemoryPlan& plan) {
  if (!plan.starts()) return false;
  return plan.arena ? Json(true) : Json(nullptr);
}

Json plan_json(const domain::Model& model, const MemoryPlan& plan) {
  return {{"target", target_json(plan.target)},
          {"starts", starts_json(plan)},
          {"exact", plan.exact()},
          {"refusals", strings_json(plan.refusals)},
          {"doubts", strings_json(plan.doubts)},
          {"arena", arena_json(plan.arena)},
          {"peak", peak_json(model, plan.arena)},
          {"buffers", buffers_json(model, plan.arena)},
          {"tail_items", tail_json(plan.arena)},
          {"operators", operators_json(plan.operators)},
          {"code_bytes", plan.program.code ? bounds_json(*plan.program.code) : Json(nullptr)},
          {"code_evidence", or_null(plan.program.code_evidence)},
          {"model_bytes", model.file_bytes},
          {"constant_bytes", model.constant_bytes}};
}

Json room_json(const BoardFit& board, const MemoryPlan& plan) {
  const auto left = room_left(board, plan);
  return {{"margin_bytes", left ? Json(left->margin_bytes) : Json(nullptr)},
          {"fits", !plan.starts() ? Json(false)
                   : left         ? or_null(left->fits)
                                  : Json(nullptr)}};
}

Json board_json(const BoardFit& board, const MemoryPlan& plan) {
  Json json{{"id", board.id},
            {"name", board.name},
            {"basis", strings_json(board.basis)},
            {"assumed", strings_json(board.assumed)},
            {"region", board.region ? or_null(board.region->region.name) : Json(nullptr)},
            {"available_bytes", board.region ? Json(board.region->bytes) : Json(nullptr)},
            {"is_free", board.region ? Json(board.region->is_free) : Json(nullptr)},
            {"source", board.region ? source_json(board.region->source) : Json(nullptr)}};
  json.update(room_json(board, plan));
  json["other_kernels"] = list_json(board.others, [&](const MemoryPlan& other) {
    Json one{{"target", target_json(other.target)},
             {"exact", other.exact()},
             {"minimum_bytes", other.arena ? Json(other.arena->minimum.best) : Json(nullptr)},
             {"provide_bytes", other.arena ? Json(other.arena->minimum.high) : Json(nullptr)}};
    one.update(room_json(board, other));
    return one;
  });
  return json;
}

}  // namespace

Json to_json(const PlanAnswer& answer) {
  Json json{{"model", answer.name},
            {"id", answer.id},
            {"sha256", answer.model->sha256.hex()},
            {"basis", domain::name_of(domain::Basis::planned)},
            {"by", signature()}};
  if (!answer.is_single()) {
    json["plans"] = list_json(answer.plans, [&](const MemoryPlan& plan) { return plan_json(*answer.model, plan); });
    return json;
  }
  json.update(plan_json(*answer.model, answer.plans.front()));
  if (answer.board) json["device"] = board_json(*answer.board, answer.plans.front());
  if (answer.code || answer.is_refused) json["code"] = or_null(answer.code.value_or(""));
  if (!answer.picture.empty()) json["svg"] = answer.picture;
  if (answer.smaller) json["optimisations"] = optimisations_json(*answer.smaller);
  if (answer.smaller) json["written"] = or_null(answer.copy);
  return json;
}

}  // namespace kilograph::reply
