#include "inspect/picture/arena_svg.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/bytes.hpp"
#include "inspect/picture/labels.hpp"
#include "inspect/picture/xml_text.hpp"

namespace kilograph::inspect {
namespace {

constexpr double kWidth = 960, kLeft = 92, kRight = 24, kTop = 84, kPlotHeight = 380, kNamedAxisHeight = 136,
                 kPlainAxisHeight = 56;
constexpr double kPlotWidth = kWidth - kLeft - kRight;
constexpr double kBottom = kTop + kPlotHeight;
constexpr std::size_t kColours = 7;

constexpr std::string_view kStyle =
    "<style>\n"
    "text{font:12px system-ui,-apple-system,'Segoe UI',sans-serif;fill:#24292f}\n"
    ".title{font-size:17px;font-weight:600}.small{font-size:11px;fill:#57606a}\n"
    ".ground{fill:#ffffff}.grid{stroke:#d0d7de;stroke-width:1}.axis{stroke:#57606a;stroke-width:1}\n"
    ".b{stroke:#ffffff;stroke-width:1.2}.in{font-size:11px;fill:#14181f;pointer-events:none}\n"
    ".scratch{fill:#c3c9d2;stroke:#57606a;stroke-dasharray:3 2}\n"
    ".c0{fill:#79b8f0}.c1{fill:#86d39a}.c2{fill:#f4b66a}.c3{fill:#c7a4ea}.c4{fill:#f29c98}.c5{fill:#74d0ca}"
    ".c6{fill:#e2cc5c}\n"
    ".peak{fill:#cf222e;fill-opacity:.16;stroke:#cf222e;stroke-width:1;pointer-events:none}.peaktext{fill:#cf222e;font-"
    "weight:600}\n"
    ".alive{fill:none;stroke:#cf222e;stroke-width:1.3;stroke-dasharray:5 3;pointer-events:none}\n"
    "@media (prefers-color-scheme:dark){text{fill:#e6edf3}.small{fill:#9aa4af}.ground{fill:#0d1117}"
    ".grid{stroke:#30363d}.axis{stroke:#9aa4af}.b{stroke:#0d1117}.in{fill:#14181f}.scratch{stroke:#e6edf3}"
    ".peak{fill:#ff7b72;fill-opacity:.2;stroke:#ff7b72}.peaktext{fill:#ff7b72}.alive{stroke:#ff7b72}}\n"
    "</style>\n";

// One decimal is finer than any screen.
std::string fixed(double value) {
  const auto tenths = static_cast<std::int64_t>(std::llround(value * 10));
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(std::abs(tenths % 10));
  return text;
}

std::string text_at(double x, double y, std::string_view attributes, std::string_view text) {
  return "<text x=\"" + fixed(x) + "\" y=\"" + fixed(y) + "\" " + std::string(attributes) + ">" + xml_text(text) +
         "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2, std::string_view kind) {
  return "<line class=\"" + std::string(kind) + "\" x1=\"" + fixed(x1) + "\" y1=\"" + fixed(y1) + "\" x2=\"" +
         fixed(x2) + "\" y2=\"" + fixed(y2) + "\"/>\n";
}

std::string range_words(const ByteRange& range) {
  if (range.exact()) return grouped(range.best) + " B";
  return grouped(range.best) + " B (" + grouped(range.low) + " to " + grouped(range.high) + ")";
}

// Of an estimate the most.
std::string provided_words(const ByteRange& minimum) {
  return (minimum.exact() ? "" : "at most ") + grouped(minimum.high) + " B";
}

// Names of converters are paths joined by semicolons; the end of the first says most.
std::string short_name(std::string_view name, std::size_t characters) {
  name = name.substr(0, name.find(';'));
  while (name.size() > characters) {
    const auto slash = name.find('/');
    if (slash == std::string_view::npos || slash + 1 == name.size()) break;
    name.remove_prefix(slash + 1);
  }
  return cut_to_characters(name, characters);
}

class Drawing {
 public:
  Drawing(const domain::Model& model, const MemoryPlan& plan)
      : model_(model), plan_(plan), arena_(*plan.arena), steps_(steps_of(model)) {
    const bool has_unused =
        std::ranges::any_of(arena_.buffers, [](const auto& buffer) { return buffer.first_use < 0; });
    before_ = has_unused ? 1 : 0;
    step_width_ = kPlotWidth / static_cast<double>(std::max<std::size_t>(1, steps_.size() + before_));
    top_bytes_ = std::max<std::uint64_t>(arena_.head.best, 16);
  }

  std::string to_svg() const {
    const double height = kBottom + axis_height();
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + fixed(kWidth) + " " + fixed(height) +
                      "\" width=\"" + fixed(kWidth) + "\" height=\"" + fixed(height) + "\" role=\"img\">\n<title>" +
                      xml_text("Arena of " + model_.name + " on " + to_text(plan_.target)) + "</title>\n";
    svg += kStyle;
    svg += "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n";
    return svg + header() + offset_axis() + buffers() + peak_band() + alive_line() + names() + step_axis() + "</svg>\n";
  }

 private:
  double x_of(std::int32_t step) const {
    return kLeft + (static_cast<double>(step) + static_cast<double>(before_)) * step_width_;
  }
  bool names_steps() const { return step_width_ >= 13; }
  double axis_height() const { return names_steps() ? kNamedAxisHeight : kPlainAxisHeight; }
  double y_of(std::uint64_t offset) const {
    return kBottom - static_cast<double>(offset) / static_cast<double>(top_bytes_) * kPlotHeight;
  }

  std::string header() const {
    const std::string figures = "head " + range_words(arena_.head) + " + tail " + range_words(arena_.tail) + " = " +
                                range_words(arena_.used) + " used; provide " + provided_words(arena_.minimum);
    return text_at(kLeft, 28, "class=\"title\"", cut_to_characters(model_.name, 60) + " on " + to_text(plan_.target)) +
           text_at(kLeft, 48, "class=\"small\"", figures + (plan_.exact() ? "" : "; an estimate"));
  }

  std::string peak_band() const {
    if (steps_.empty() || arena_.buffers.empty()) return "";
    const auto step = static_cast<std::int32_t>(peak_step(arena_, steps_.size()));
    const double x = x_of(step), middle = x + step_width_ / 2;
    const std::string name = operator_name(model_, arena_.peak.subgraph, arena_.peak.op);
    const std::string words = "peak: " + grouped(arena_.peak.bytes) + " B alive at step " + std::to_string(step) +
                              ", " + cut_to_characters(name, 40);
    const bool is_right = middle > kLeft + kPlotWidth / 2;
    return "<rect class=\"peak\" x=\"" + fixed(x) + "\" y=\"" + fixed(kTop - 6) + "\" width=\"" + fixed(step_width_) +
           "\" height=\"" + fixed(kPlotHeight + 6) + "\"/>\n" +
           text_at(is_right ? x + step_width_ : x, kTop - 12,
                   is_right ? "class=\"peaktext\" text-anchor=\"end\"" : "class=\"peaktext\"", words);
  }

  // At most about six lines, a power of two of bytes apart.
  std::string offset_axis() const {
    std::uint64_t apart = 16;
    while (top_bytes_ / apart > 6) apart *= 2;
    std::string svg;
    for (std::uint64_t offset = 0; offset <= top_bytes_; offset += apart) {
      svg += line(kLeft, y_of(offset), kLeft + kPlotWidth, y_of(offset), offset == 0 ? "axis" : "grid");
      svg += text_at(kLeft - 8, y_of(offset) + 4, "class=\"small\" text-anchor=\"end\"", grouped(offset));
    }
    svg += line(kLeft, kTop, kLeft, kBottom, "axis");
    const double middle = (kTop + kBottom) / 2;
    return svg + "<text transform=\"translate(18 " + fixed(middle) +
           ") rotate(-90)\" text-anchor=\"middle\">offset in the arena, bytes</text>\n";
  }

  std::string buffers() const {
    std::string svg;
    for (std::size_t i = 0; i < arena_.buffers.size(); ++i) svg += rectangle(i);
    return svg;
  }

  std::string rectangle(std::size_t index) const {
    const PlannedBuffer& buffer = arena_.buffers[index];
    const double x = x_of(buffer.first_use), width = x_of(buffer.last_use + 1) - x;
    const double top = y_of(buffer.offset + buffer.bytes), height = y_of(buffer.offset) - top;
    const std::string name = label_of(model_, buffer);
    const std::string when =
        buffer.first_use < 0 ? "no step uses it"
                             : "steps " + std::to_string(buffer.first_use) + " to " + std::to_string(buffer.last_use);
    return "<rect class=\"b " + (buffer.is_scratch() ? "scratch" : "c" + std::to_string(index % kColours)) + "\" x=\"" +
           fixed(x) + "\" y=\"" + fixed(top) + "\" width=\"" + fixed(width) + "\" height=\"" +
           fixed(std::max(height, 0.5)) + "\"><title>" + xml_text(name) + ": " + grouped(buffer.bytes) + " B at " +
           grouped(buffer.offset) + " to " + grouped(buffer.offset + buffer.bytes) + ", " + when + "</title></rect>\n";
  }

  // In the rectangles that have room for some of it.
  std::string names() const {
    std::string svg;
    for (const PlannedBuffer& buffer : arena_.buffers) {
      const double x = x_of(buffer.first_use), width = x_of(buffer.last_use + 1) - x;
      const double top = y_of(buffer.offset + buffer.bytes), height = y_of(buffer.offset) - top;
      const auto room = static_cast<std::size_t>(std::max(0.0, (width - 10) / 6.3));
      if (height < 14 || room < 4) continue;
      const std::string name = buffer.is_scratch() ? "scratch" : label_of(model_, buffer);
      svg += text_at(x + 5, top + height / 2 + 4, "class=\"in\"", short_name(name, room));
    }
    return svg;
  }

  // What is alive at each step; below the buffers' upper edge where there are gaps.
  std::string alive_line() const {
    if (steps_.empty() || arena_.buffers.empty()) return "";
    const auto alive = alive_bytes(arena_, steps_.size());
    std::string points;
    for (std::size_t t = 0; t < alive.size(); ++t) {
      const auto step = static_cast<std::int32_t>(t);
      const std::string y = fixed(y_of(std::min(alive[t], top_bytes_)));
      points += fixed(x_of(step)) + "," + y + " " + fixed(x_of(step + 1)) + "," + y + " ";
    }
    points.pop_back();
    return "<polyline class=\"alive\" points=\"" + points + "\"><title>bytes alive at each step</title></polyline>\n" +
           line(kLeft + kPlotWidth - 96, 43, kLeft + kPlotWidth - 68, 43, "alive") +
           text_at(kLeft + kPlotWidth, 47, "class=\"small\" text-anchor=\"end\"", "bytes alive");
  }

  std::string step_axis() const {
    const bool has_names = names_steps();
    const std::size_t apart = has_names ? 1 : static_cast<std::size_t>(std::ceil(34 / step_width_));
    std::string svg;
    for (std::size_t t = 0; t < steps_.size(); t += apart) {
      const double x = x_of(static_cast<std::int32_t>(t)) + (has_names ? step_width_ / 2 : 0);
      svg += text_at(x, kBottom + 16, "class=\"small\" text-anchor=\"middle\"", std::to_string(t));
      if (!has_names) continue;
      const std::string name = cut_to_characters(operator_name(model_, steps_[t].subgraph, steps_[t].op), 17);
      svg += "<text class=\"small\" text-anchor=\"end\" transform=\"translate(" + fixed(x + 4) + " " +
             fixed(kBottom + 30) + ") rotate(-45)\">" + xml_text(name) + "</text>\n";
    }
    if (before_ != 0)
      svg += text_at(kLeft + step_width_ / 2, kBottom + 16, "class=\"small\" text-anchor=\"middle\"", "–");
    return svg + text_at(kLeft + kPlotWidth / 2, kBottom + axis_height() - 10, "text-anchor=\"middle\"",
                         "time: steps of the run, an operator each");
  }

  const domain::Model& model_;
  const MemoryPlan& plan_;
  const Arena& arena_;
  std::vector<plan_detail::Step> steps_;
  std::size_t before_ = 0;
  double step_width_ = 1;
  std::uint64_t top_bytes_ = 16;
};

}  // namespace

bool is_arena_svg(std::string_view beginning) {
  return beginning.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") &&
         beginning.find("<title>Arena of ") < kArenaSvgBeginning;
}

Result<std::string> arena_svg(const domain::Model& model, const MemoryPlan& plan) {
  if (!plan.starts()) {
    return fail(ErrorKind::unsupported,
                "the model does not start on " + to_text(plan.target) + ": " + plan.refusals.front(), model.name, "",
                "There is no arena to draw; `kilograph plan` without --svg lists all reasons.");
  }
  if (!plan.arena) {
    return fail(ErrorKind::unsupported, "its arena is not known: " + plan.doubts.front(), model.name);
  }
  return Drawing(model, plan).to_svg();
}

}  // namespace kilograph::inspect
