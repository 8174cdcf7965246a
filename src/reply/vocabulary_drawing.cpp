#include "reply/vocabulary_drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace kilograph::reply {
namespace {

using Kind = VocabularyTerm::Kind;

constexpr int kBoxWidth = 190, kBoxHeight = 24, kRow = 30, kGap = 70;

struct Edge {
  std::string from, property, to;
};

bool is_list(const VocabularyTerm& property) { return property.name.ends_with("List"); }

std::vector<Edge> edges_of(std::span<const VocabularyTerm> terms) {
  std::set<std::string_view> classes;
  for (const VocabularyTerm& term : terms) {
    if (term.kind == Kind::klass) classes.insert(term.name);
  }
  std::vector<Edge> edges;
  for (const VocabularyTerm& term : terms) {
    if (term.kind != Kind::property || is_list(term)) continue;
    for (const std::string& from : term.from) {
      for (const std::string& to : term.to) {
        if (classes.contains(from) && classes.contains(to)) edges.push_back({from, term.name, to});
      }
    }
  }
  return edges;
}

std::string box(int x, int y, std::string_view name, std::string_view klass) {
  return fmt::format(
      R"(<a href="#{}"><rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="6"/><text x="{}" y="{}">{}</text></a>)",
      escaped(anchor_of(name)), klass, x, y, kBoxWidth, kBoxHeight, x + kBoxWidth / 2, y + 16, escaped(name));
}

std::string line(int x1, int y1, int x2, int y2, std::string_view title) {
  const int bend = (x2 - x1) / 2;
  return fmt::format(R"(<path d="M{} {} C{} {} {} {} {} {}"><title>{}</title></path>)", x1, y1, x1 + bend, y1,
                     x2 - bend, y2, x2, y2, escaped(title));
}

std::string arc(int x, int y1, int y2, std::string_view title) {
  return fmt::format(R"(<path d="M{0} {1} C{2} {1} {2} {3} {0} {3}"><title>{4}</title></path>)", x, y1, x + kGap - 10,
                     y2, escaped(title));
}

std::string svg(int width, int height, std::string_view label, const std::string& body) {
  return fmt::format(R"(<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}</svg>)",
                     width, height, escaped(label), body);
}

// How many steps a class is from a model or a device.
std::map<std::string, int> steps_of(const std::vector<Edge>& edges) {
  std::map<std::string, int> steps{{"nnet:NeuralNetwork", 0}, {"td:Thing", 0}, {"kg:Document", 0}};
  for (bool grew = true; grew;) {
    grew = false;
    for (const Edge& edge : edges) {
      const auto from = steps.find(edge.from);
      if (from == steps.end() || steps.contains(edge.to)) continue;
      steps.emplace(edge.to, from->second + 1);
      grew = true;
    }
  }
  return steps;
}

// Names of each column from the top: beside those of the column before that they hang on, so that few lines cross.
std::vector<std::vector<std::string>> columns_of(const std::map<std::string, int>& steps,
                                                 const std::vector<Edge>& edges) {
  std::vector<std::vector<std::string>> columns;
  for (const auto& [name, step] : steps) {
    columns.resize(std::max(columns.size(), static_cast<std::size_t>(step) + 1));
    columns[static_cast<std::size_t>(step)].push_back(name);
  }
  for (std::size_t column = 1; column < columns.size(); ++column) {
    const std::vector<std::string>& before = columns[column - 1];
    std::map<std::string, std::pair<double, int>> rows;  // sum of the rows that lead to it, and how many
    for (const Edge& edge : edges) {
      const auto row = std::ranges::find(before, edge.from);
      if (row == before.end()) continue;
      rows[edge.to].first += static_cast<double>(row - before.begin());
      ++rows[edge.to].second;
    }
    std::ranges::stable_sort(columns[column], {}, [&](const std::string& name) {
      const auto [sum, count] = rows[name];
      return count == 0 ? 0.0 : sum / count;
    });
  }
  return columns;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string anchor_of(std::string_view name) { return std::string(name.starts_with("kg:") ? name.substr(3) : name); }

std::string drawing_of_all(std::span<const VocabularyTerm> terms) {
  const std::vector<Edge> edges = edges_of(terms);
  std::map<std::string, std::pair<int, int>> places;
  std::string boxes, lines;
  int columns = 0, rows = 0;
  for (const std::vector<std::string>& names : columns_of(steps_of(edges), edges)) {
    const int x = 10 + columns * (kBoxWidth + kGap);
    for (std::size_t row = 0; row < names.size(); ++row) {
      const int y = 10 + static_cast<int>(row) * (kRow + 10);
      places[names[row]] = {x, y};
      boxes += box(x, y, names[row], columns == 0 ? "main" : "other");
    }
    rows = std::max(rows, static_cast<int>(names.size()));
    ++columns;
  }
  for (const Edge& edge : edges) {
    if (!places.contains(edge.from) || !places.contains(edge.to) || edge.from == edge.to) continue;
    const auto [x1, y1] = places[edge.from];
    const auto [x2, y2] = places[edge.to];
    const std::string title = edge.from + " " + edge.property + " " + edge.to;
    if (x1 == x2) {  // around the boxes between them
      lines += arc(x1 + kBoxWidth, y1 + kBoxHeight / 2, y2 + kBoxHeight / 2, title);
      continue;
    }
    const bool forwards = x2 > x1;
    lines += line(x1 + (forwards ? kBoxWidth : 0), y1 + kBoxHeight / 2, x2 + (forwards ? 0 : kBoxWidth),
                  y2 + kBoxHeight / 2, title);
  }
  return svg(columns * (kBoxWidth + kGap) - kGap + 20, rows * (kRow + 10) + 10, "Map of the classes", lines + boxes);
}

std::string drawing_of(const VocabularyTerm& klass, std::span<const VocabularyTerm> terms) {
  std::vector<std::string> in, out;
  for (const VocabularyTerm& term : terms) {
    if (term.kind != Kind::property || is_list(term)) continue;
    if (std::ranges::find(term.from, klass.name) != term.from.end()) out.push_back(term.name);
    if (std::ranges::find(term.to, klass.name) != term.to.end()) in.push_back(term.name);
  }
  if (in.empty() && out.empty()) return "";
  const int rows = static_cast<int>(std::max({in.size(), out.size(), std::size_t{1}}));
  const int middle = 4 + (rows - 1) * kRow / 2, left = 4, centre = left + kBoxWidth + kGap / 2,
            right = centre + kBoxWidth + kGap / 2;
  std::string body = box(centre, middle, klass.name, "main");
  const auto column = [&](const std::vector<std::string>& names, int x, bool leads_in) {
    const int offset = (rows - static_cast<int>(names.size())) * kRow / 2;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const int y = 4 + offset + static_cast<int>(i) * kRow, from = leads_in ? x + kBoxWidth : centre + kBoxWidth;
      const int to = leads_in ? centre : x, mid = middle + kBoxHeight / 2, end = y + kBoxHeight / 2;
      body += line(from, leads_in ? end : mid, to, leads_in ? mid : end, names[i]) + box(x, y, names[i], "other");
    }
  };
  column(in, left, true);
  column(out, right, false);
  return svg(right + kBoxWidth + 4, rows * kRow + 4, "What leads to and from " + klass.name, body);
}

}  // namespace kilograph::reply
