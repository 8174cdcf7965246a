#include "serve/cli/text/optimisation_text.hpp"

#include "base/bytes.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using inspect::ArenaNeed;
using inspect::Optimisations;

Cell saved_cell(std::uint64_t today_bytes, std::uint64_t bytes, const std::string& of) {
  if (bytes >= today_bytes) return {"nothing", Tone::faint};
  return {grouped(today_bytes - bytes) + " B" + of, Tone::good};
}

std::string order_note(const inspect::OrderFinding& order) {
  if (order.head_is_proven) return order.is_better ? "no order needs less" : "proven: no order needs less";
  if (order.is_new && !order.is_better) {
    return grouped(order.alive_bytes) + " B alive at once, not " + grouped(order.alive_bytes_today) +
           ", but the runtime's placement gains nothing" + (order.is_proven ? "" : "; the search was cut short");
  }
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
               saved_cell(smaller.today.minimum_bytes, need.minimum_bytes, ""),
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
             saved_cell(smaller.today.used_bytes, in_place.used_bytes, " used"),
             {in_place_note(in_place), Tone::faint}});
  put("an offline plan in the file", smaller.placement.need, placement_note(smaller.placement));
  if (smaller.order.is_new) {
    put("both order and offline plan", smaller.placement_in_order.need, placement_note(smaller.placement_in_order));
  }
  return table.to_text(style, "  ");
}

std::string copy_need(const Optimisations& smaller, const ArenaNeed& copy) {
  const std::string minimum = grouped(copy.minimum_bytes) + " B";
  if (copy.minimum_bytes < smaller.today.minimum_bytes) return "needs " + minimum;
  return "has a head of " + grouped(copy.head_bytes) + " B, but must be given " + minimum + " all the same";
}

std::string copy_text(const reply::PlanAnswer& answer) {
  const Optimisations::Copy copy = answer.smaller->best_copy();
  if (!copy.changes()) return "  No copy needs less than the model as it is; none is written.\n";
  const std::string need = copy_need(*answer.smaller, copy.need);
  return answer.copy.empty()
             ? "  `--write FILE` writes a copy of the model that " + need + ".\n"
             : "  The copy is in " + printable(answer.copy) + "; on " + to_text(answer.plans.front().target) + " it " +
                   need + ".\n  Elsewhere it may need more than the model as it is: plan it there too.\n";
}

}  // namespace

std::string optimisation_text(const reply::PlanAnswer& answer, const Style& style) {
  if (!answer.smaller) return "";
  return "\n" + proposals(*answer.smaller, style) +
         (answer.smaller->exact ? "" : "  These are best guesses of estimates, as the plan is an estimate.\n") +
         copy_text(answer);
}

}  // namespace kilograph::serve::cli
