#include <algorithm>

#include "base/bytes.hpp"
#include "base/version.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/arena_picture.hpp"
#include "serve/cli/text/optimisation_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using inspect::ByteRange;
using inspect::MemoryPlan;
using reply::PlanAnswer;

constexpr std::size_t kMostRows = 100, kNameWidth = 40, kLineWidth = 96;

std::string bytes_text(std::uint64_t bytes) { return grouped(bytes) + " B"; }

// "1,072 B", or for an estimate "1,072 B (1,040 … 1,104)".
std::string range_text(const ByteRange& range) {
  if (range.exact()) return bytes_text(range.best);
  return bytes_text(range.best) + " (" + grouped(range.low) + " … " + grouped(range.high) + ")";
}

// What must be provided: of an estimate the most, so that who takes the figure can start.
std::string provided_text(const ByteRange& minimum) {
  if (minimum.exact()) return bytes_text(minimum.best);
  return "at most " + bytes_text(minimum.high) + " (estimate: " + grouped(minimum.low) + " … " + grouped(minimum.high) +
         ", best guess " + grouped(minimum.best) + ")";
}

Cell verdict_cell(const MemoryPlan& plan) {
  if (!plan.starts()) return {"✗ does not start", Tone::bad};
  if (!plan.arena) return {"? not known", Tone::open};
  return plan.exact() ? Cell{"✓ exact", Tone::good} : Cell{"≈ estimate", Tone::open};
}

std::string cut_note(std::size_t rows) {
  return rows > kMostRows ? "  … and " + grouped(rows - kMostRows) + " more; --json lists all\n" : "";
}

std::string listed(std::string_view title, const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "  " + std::string(title) + printable(line) + "\n";
  return text;
}

std::string interval_text(const std::optional<ByteRange>& range) {
  if (!range) return "?";
  return (range->exact() ? "" : grouped(range->low) + "–") + grouped(range->high);
}

// Side by side.

std::string targets_table(const PlanAnswer& answer, const Style& style) {
  Table table({{"runtime"},
               {"kernels"},
               {"ABI"},
               {"head", Align::right},
               {"tail", Align::right},
               {"used", Align::right},
               {"to provide", Align::right},
               {"code", Align::right},
               {""}});
  for (const MemoryPlan& plan : answer.plans) {
    const auto& arena = plan.arena;
    const auto part = [&](ByteRange inspect::Arena::* field) { return arena ? grouped(((*arena).*field).best) : ""; };
    table.add({plan.target.runtime,
               plan.target.kernels,
               std::string(name_of(plan.target.abi)),
               part(&inspect::Arena::head),
               part(&inspect::Arena::tail),
               part(&inspect::Arena::used),
               {arena ? (arena->minimum.exact() ? "" : "≤ ") + grouped(arena->minimum.high) : "", Tone::strong},
               plan.starts() ? interval_text(plan.program.code) : "",
               verdict_cell(plan)});
  }
  return table.to_text(style, "  ");
}

// What several plans say alike is said once.
std::string reasons_text(const PlanAnswer& answer, const Style& style) {
  std::vector<std::string> seen;
  std::string text;
  for (const MemoryPlan& plan : answer.plans) {
    for (const auto& [reasons, title] : {std::pair{&plan.refusals, "does not start: "}, {&plan.doubts, "estimate: "}}) {
      for (const std::string& reason : *reasons) {
        if (std::ranges::find(seen, reason) != seen.end()) continue;
        seen.push_back(reason);
        text += "  " + style.paint(title, Tone::faint) + printable(reason) + "\n";
      }
    }
    if (plan.arena && !plan.arena->minimum.exact()) {
      text += "  " + to_text(plan.target) + ": to provide " + provided_text(plan.arena->minimum) + "\n";
    }
  }
  return text.empty() ? "" : "\n" + text;
}

std::string side_by_side(const PlanAnswer& answer, const TextOptions& options) {
  const Style& style = options.style;
  std::string text = style.paint(printable(answer.name), Tone::strong) + "  (" + bytes_text(answer.model->file_bytes) +
                     " of model; arena in bytes)\n\n";
  text += targets_table(answer, style) + reasons_text(answer, style);
  if (options.quiet) return text;
  return text +
         "\nAlign the arena to 16, or provide 15 bytes more. Name --device, or --runtime, --kernels and --abi, "
         "for\neach buffer, the operators and a picture.\n";
}

// One target.

std::string room_text(const reply::BoardFit& board, const MemoryPlan& plan) {
  const auto left = room_left(board, plan);
  if (!plan.starts()) return "✗ does not start";
  if (!board.region) return "? the board states no RAM";
  const std::string region = board.region->region.name.empty() ? "RAM" : board.region->region.name;
  const std::string offer = bytes_text(board.region->bytes) +
                            (board.region->rule == match::RegionRule::less_reserve ? " usually free in "
                             : board.region->is_free                               ? " free in "
                                                                                   : " in all of ") +
                            printable(region);
  if (!left) return "? of " + offer;
  const std::string margin =
      (left->margin_bytes < 0 ? "−" : "+") + grouped(static_cast<std::uint64_t>(std::abs(left->margin_bytes))) + " B";
  if (!left->fits) {
    return "? " + margin + " of " + offer +
           (board.region->is_free ? ": the bounds leave it open" : ": how much of it is free is not stated");
  }
  return (*left->fits ? "✓ fits, " : "✗ does not fit, ") + margin + " of " + offer;
}

std::string board_text(const PlanAnswer& answer, const Style& style) {
  if (!answer.board) return "";
  const reply::BoardFit& board = *answer.board;
  const MemoryPlan& plan = answer.plans.front();
  const auto left = room_left(board, plan);
  const bool is_no = !plan.starts() || (left && left->fits == false);
  const Tone tone = is_no ? Tone::bad : left && left->fits ? Tone::good : Tone::open;
  std::string text = "\n" + style.paint(printable(board.name), Tone::strong) + "\n";
  text += "  arena  " + style.paint(room_text(board, plan), tone) + "\n";
  for (const MemoryPlan& other : board.others) {
    text += "  with " + other.target.kernels + " kernels  " +
            (other.arena ? provided_text(other.arena->minimum) + "  " : "") + room_text(board, other) + "\n";
  }
  text += listed("", board.basis) + listed("assumed: ", board.assumed);
  if (board.region) text += "  " + style.paint("RAM " + source_text(board.region->source), Tone::faint) + "\n";
  return text;
}

// Broken between words.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (lines.empty() || width_of(lines.back()) + 1 + width_of(word) > kLineWidth) lines.emplace_back(word);
    else lines.back() += " " + std::string(word);
  }
  return lines;
}

std::string code_text(const inspect::ProgramMemory& program) {
  if (!program.code) return "not known";
  const std::string low = program.code->exact() ? "" : grouped(program.code->low) + " to ";
  return low + grouped(program.code->high) + " B of runtime and operators";
}

std::string evidence_text(const inspect::ProgramMemory& program, const Style& style) {
  std::string text;
  const bool is_said = !program.code_evidence.empty();
  for (const std::string& line : lines_of(is_said ? "code: " + program.code_evidence : "")) {
    text += "  " + style.paint(line, Tone::faint) + "\n";
  }
  return text;
}

std::string summary_text(const PlanAnswer& answer, const MemoryPlan& plan, const Style& style) {
  Table table({{""}, {""}});
  const auto put = [&](const char* label, std::string text) { table.add({{label, Tone::faint}, std::move(text)}); };
  if (plan.arena) {
    const inspect::Arena& arena = *plan.arena;
    put("to provide", provided_text(arena.minimum) + " at a multiple of 16; " +
                          std::to_string(arena.misalignment_bytes) + " B more anywhere else");
    put("used", range_text(arena.used) + " = head " + range_text(arena.head) + " + tail " + range_text(arena.tail));
    put("peak", bytes_text(arena.peak.bytes) + " alive in " +
                    (arena.peak.op < 0 ? "" : "operator " + std::to_string(arena.peak.op) + " ") +
                    printable(inspect::operator_name(*answer.model, arena.peak.subgraph, arena.peak.op)) +
                    (answer.model->subgraphs.size() > 1 ? " of subgraph " + std::to_string(arena.peak.subgraph) : ""));
  }
  put("model",
      bytes_text(answer.model->file_bytes) + ", of them " + bytes_text(answer.model->constant_bytes) + " of constants");
  if (plan.starts()) put("code", code_text(plan.program));
  return table.to_text(style, "  ") + evidence_text(plan.program, style);
}

std::string steps_of(const inspect::PlannedBuffer& buffer) {
  if (buffer.first_use < 0) return "never";
  if (buffer.first_use == buffer.last_use) return std::to_string(buffer.first_use);
  return std::to_string(buffer.first_use) + "–" + std::to_string(buffer.last_use);
}

std::string buffers_text(const PlanAnswer& answer, const inspect::Arena& arena, const ArenaPicture& picture,
                         const Style& style) {
  const std::vector<std::size_t> order = buffers_over_time(arena);
  Table table({{""}, {"buffer"}, {"offset", Align::right}, {"bytes", Align::right}, {"steps", Align::right}});
  for (std::size_t row = 0; row < std::min(order.size(), kMostRows); ++row) {
    const inspect::PlannedBuffer& buffer = arena.buffers[order[row]];
    table.add({picture.letters[order[row]], cut_to(inspect::label_of(*answer.model, buffer), kNameWidth),
               grouped(buffer.offset), grouped(buffer.bytes), steps_of(buffer)});
  }
  return table.empty() ? "" : "\n" + table.to_text(style, "  ") + cut_note(order.size());
}

std::string tail_text(const inspect::Arena& arena, const Style& style) {
  Table table({{"tail, in order"}, {"bytes", Align::right}, {"aligned to", Align::right}});
  const auto& items = arena.tail_items;
  for (std::size_t i = 0; i < std::min(items.size(), kMostRows); ++i) {
    table.add({items[i].what, grouped(items[i].bytes), std::to_string(items[i].alignment)});
  }
  return table.empty() ? "" : "\n" + table.to_text(style, "  ") + cut_note(items.size());
}

std::string operators_text(const MemoryPlan& plan, const Style& style) {
  Table table({{"operator"}, {"version", Align::right}, {"count", Align::right}, {"in the runtime"}});
  for (const inspect::OperatorNeed& need : plan.operators) {
    table.add({need.name,
               std::to_string(need.version),
               std::to_string(need.count),
               {need.registered ? "yes" : "no", need.registered ? Tone::plain : Tone::bad}});
  }
  return "\n" + table.to_text(style, "  ");
}

std::string single(const PlanAnswer& answer, const TextOptions& options) {
  const Style& style = options.style;
  const MemoryPlan& plan = answer.plans.front();
  const Cell verdict = verdict_cell(plan);
  std::string text = style.paint(printable(answer.name), Tone::strong) + " on " + to_text(plan.target) + "  " +
                     style.paint(verdict.text, verdict.tone) + "\n\n";
  text += summary_text(answer, plan, style);
  text += listed("does not start: ", plan.refusals) + listed("estimate: ", plan.doubts) + board_text(answer, style);
  if (plan.arena) {
    const ArenaPicture picture = picture_of(*plan.arena, inspect::steps_of(*answer.model).size(), style);
    if (!picture.text.empty()) text += "\n" + picture.text;
    text += buffers_text(answer, *plan.arena, picture, style) + tail_text(*plan.arena, style);
  }
  text += operators_text(plan, style) + optimisation_text(answer, style);
  if (answer.is_refused) text += "\nWithout an arena there is no code, no picture and nothing to save.\n";
  if (!answer.picture.empty()) text += "\nThe picture is in " + printable(answer.picture) + ".\n";
  return text + (options.quiet ? "" : "\nPlanned by " + signature() + "; nothing was run.\n");
}

}  // namespace

std::string text_of(const PlanAnswer& answer, const TextOptions& options) {
  if (answer.code) return *answer.code;
  return answer.is_single() ? single(answer, options) : side_by_side(answer, options);
}

}  // namespace kilograph::serve::cli
