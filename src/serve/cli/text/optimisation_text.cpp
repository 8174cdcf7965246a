#include "serve/cli/text/optimisation_text.hpp"

#include "base/bytes.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using inspect::ArenaNeed;
using inspect::Optimisations;

Cell saved_cell(const ArenaNeed& today, std::uint64_t used_bytes) {
  if (used_bytes >= today.used_bytes) return {"nothing", Tone::faint};
  return {grouped(today.used_bytes - used_bytes) + " B", Tone::good};
}

std::string order_note(const inspect::OrderFinding& order) {
  if (order.head_is_proven) return order.is_better ? "no order needs less" : "proven: no order needs less";
  return order.is_proven ? "no order has fewer bytes alive" : "the search was cut short; a better one is possible";
}

std::string in_place_note(const inspect::InPlaceFinding& in_place) {
  return counted(in_place.uses.size(), "operator", "operators") +
         " could write over an input; no runtime of today does";
}

std::string placement_note(const inspect::PlacementFinding& placement) {
  if (!placement.obstacle.empty()) return std::string(placement.obstacle);
  return placement.is_proven ? "no placement is smaller" : "the search was cut short; a smaller one is possible";
}

std::string proposals(const Optimisations& smaller, const Style& style) {
  Table table({{"what would shrink it"},
               {"head", Align::right},
               {"used", Align::right},
               {"to provide", Align::right},
               {"saves", Align::right},
               {""}});
  const auto put = [&](const char* what, const ArenaNeed& need, const std::string& note) {
    table.add({what,
               grouped(need.head_bytes),
               grouped(need.used_bytes),
               grouped(need.minimum_bytes),
               saved_cell(smaller.today, need.used_bytes),
               {note, Tone::faint}});
  };
  const inspect::InPlaceFinding& in_place = smaller.in_place;
  table.add({"as it is", grouped(smaller.today.head_bytes), grouped(smaller.today.used_bytes),
             grouped(smaller.today.minimum_bytes), "", ""});
  put("another order of its operators", smaller.order.need, order_note(smaller.order));
  table.add({"outputs written over inputs",
             grouped(in_place.head_bytes),
             grouped(in_place.used_bytes),
             "",
             saved_cell(smaller.today, in_place.used_bytes),
             {in_place_note(in_place), Tone::faint}});
  put("an offline plan in the file", smaller.placement.need, placement_note(smaller.placement));
  if (smaller.order.is_new) {
    put("both order and offline plan", smaller.placement_in_order.need, placement_note(smaller.placement_in_order));
  }
  return table.to_text(style, "  ");
}

std::string copy_text(const reply::PlanAnswer& answer) {
  const Optimisations::Copy copy = answer.smaller->best_copy();
  if (!answer.copy.empty()) {
    return "  The copy is in " + printable(answer.copy) + "; it needs " + grouped(copy.need.minimum_bytes) + " B.\n";
  }
  return copy.changes()
             ? "  `--write FILE` writes a copy of the model that needs " + grouped(copy.need.minimum_bytes) + " B.\n"
             : "  No copy needs less than the model as it is; none is written.\n";
}

}  // namespace

std::string optimisation_text(const reply::PlanAnswer& answer, const Style& style) {
  if (!answer.smaller) return "";
  return "\n" + proposals(*answer.smaller, style) +
         (answer.smaller->exact ? "" : "  These are estimates, as the plan is.\n") + copy_text(answer);
}

}  // namespace kilograph::serve::cli
