// The grammar of selectors: `or` of `and` of tests, with `not` and parentheses.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/listing.hpp"
#include "domain/sensor.hpp"
#include "domain/spelling.hpp"
#include "match/selector.hpp"

namespace kilograph::match {
namespace {

constexpr std::size_t kMostText = 4096, kMostDepth = 64;

enum class FactType { text, bytes, hertz, sensor };

struct FactRow {
  std::string_view name;
  SelectorFact fact;
  FactType type;
};
constexpr std::array kFacts{
    FactRow{"id", SelectorFact::id, FactType::text},
    FactRow{"title", SelectorFact::title, FactType::text},
    FactRow{"class", SelectorFact::klass, FactType::text},
    FactRow{"ram_free", SelectorFact::ram_free, FactType::bytes},
    FactRow{"ram_total", SelectorFact::ram_total, FactType::bytes},
    FactRow{"flash_free", SelectorFact::flash_free, FactType::bytes},
    FactRow{"flash_total", SelectorFact::flash_total, FactType::bytes},
    FactRow{"clock", SelectorFact::clock, FactType::hertz},
    FactRow{"core", SelectorFact::core, FactType::text},
    FactRow{"mcu", SelectorFact::mcu, FactType::text},
    FactRow{"sensor", SelectorFact::sensor, FactType::sensor},
    FactRow{"runtime", SelectorFact::runtime, FactType::text},
};
constexpr std::string_view kLabel = "label.";

struct UnitRow {
  std::string_view name;
  FactType type;
  std::uint64_t factor;
};
constexpr std::array kUnits{
    UnitRow{"B", FactType::bytes, 1},
    UnitRow{"kB", FactType::bytes, 1000},
    UnitRow{"KiB", FactType::bytes, 1024},
    UnitRow{"MB", FactType::bytes, 1'000'000},
    UnitRow{"MiB", FactType::bytes, 1 << 20},
    UnitRow{"Hz", FactType::hertz, 1},
    UnitRow{"kHz", FactType::hertz, 1000},
    UnitRow{"MHz", FactType::hertz, 1'000'000},
    UnitRow{"GHz", FactType::hertz, 1'000'000'000},
};

struct ComparisonRow {
  std::string_view text;
  Comparison comparison;
};
constexpr std::array kComparisons{
    ComparisonRow{"=", Comparison::equal}, ComparisonRow{"!=", Comparison::unequal},
    ComparisonRow{"<", Comparison::less},  ComparisonRow{"<=", Comparison::at_most},
    ComparisonRow{">", Comparison::more},  ComparisonRow{">=", Comparison::at_least},
};

// What other languages write.
struct Habit {
  std::string_view text, advice;
};
constexpr std::array kHabits{
    Habit{"&", "Write 'and'."},
    Habit{"|", "Write 'or'."},
    Habit{"!", "Write 'not', or != between a fact and a value."},
    Habit{"~", "Texts are compared as a whole: =, !=."},
    Habit{"*", "Texts are compared as a whole: =, !=."},
};
std::string habit_advice(std::string_view text) {
  const auto row = std::ranges::find(kHabits, text, &Habit::text);
  return row == kHabits.end() ? "" : std::string(row->advice);
}

struct Token {
  enum class Kind { word, text, symbol, end };
  Kind kind = Kind::end;
  std::string text{};
  std::size_t column = 1;
};

tl::unexpected<Error> wrong(std::string message, const Token& token, std::string expected = {},
                            std::string advice = {}) {
  return fail(ErrorKind::usage, std::move(message), "column " + std::to_string(token.column), std::move(expected),
              std::move(advice));
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || byte >= 0x80 || std::string_view("_.:/#-+;,@%").find(c) != std::string_view::npos;
}

// `label."Asset tag"` is one word.
Result<std::vector<Token>> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    Token token{Token::Kind::symbol, {}, at + 1};
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++at;
      continue;
    }
    if (c == '"' || c == '\'') {
      const std::size_t end = text.find(c, at + 1);
      if (end == std::string_view::npos) return wrong("a quote is never closed", token);
      token.text = text.substr(at + 1, end - at - 1);
      at = end + 1;
      const bool names_label = !tokens.empty() && tokens.back().kind == Token::Kind::word &&
                               tokens.back().text == kLabel && tokens.back().column + kLabel.size() == token.column;
      if (names_label) {
        tokens.back().text += token.text;
        continue;
      }
      token.kind = Token::Kind::text;
    } else if (is_word_byte(c)) {
      while (at < text.size() && is_word_byte(text[at])) token.text += text[at++];
      token.kind = Token::Kind::word;
    } else {
      token.text = c;
      ++at;
      const bool is_pair = (c == '<' || c == '>' || c == '!') && at < text.size() && text[at] == '=';
      if (is_pair) token.text += text[at++];
      if (std::string_view("()=<>!").find(c) == std::string_view::npos || token.text == "!") {
        return wrong("'" + token.text + "' is not understood", token, "facts, comparisons, and, or, not, parentheses",
                     habit_advice(token.text));
      }
    }
    tokens.push_back(std::move(token));
  }
  tokens.push_back({Token::Kind::end, {}, text.size() + 1});
  return tokens;
}

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Result<Selector> selector() {
    KG_CHECK(alternatives());
    if (now().kind != Token::Kind::end) {
      return wrong("'" + now().text + "' is too much here", now(), "and, or", meant({"and", "or"}, now().text));
    }
    return std::move(selector_);
  }

 private:
  static std::string meant(const std::vector<std::string>& known, std::string_view word) {
    const auto near = domain::nearest(word, known, 1);
    return near.empty() ? "" : "Did you mean '" + near.front() + "'?";
  }
  const Token& now() const { return tokens_[at_]; }
  bool takes(std::string_view word) {
    const bool is_it = (now().kind == Token::Kind::word || now().kind == Token::Kind::symbol) &&
                       domain::lower_case(now().text) == word;
    if (is_it) ++at_;
    return is_it;
  }
  void step(SelectorStep::Kind kind) { selector_.steps.push_back({.kind = kind}); }

  Result<void> alternatives() {
    KG_CHECK(conditions());
    while (takes("or")) {
      KG_CHECK(conditions());
      step(SelectorStep::Kind::either);
    }
    return {};
  }

  Result<void> conditions() {
    KG_CHECK(condition());
    while (takes("and")) {
      KG_CHECK(condition());
      step(SelectorStep::Kind::both);
    }
    return {};
  }

  Result<void> condition() {
    if (++depth_ > kMostDepth) return wrong("it is nested too deeply", now(), "at most 64 within each other");
    if (takes("not")) {
      KG_CHECK(condition());
      step(SelectorStep::Kind::negation);
    } else if (takes("(")) {
      KG_CHECK(alternatives());
      if (!takes(")")) return wrong("a parenthesis is never closed", now(), "')'");
    } else {
      KG_CHECK(test());
    }
    --depth_;
    return {};
  }

  Result<void> test() {
    SelectorStep one;
    const FactType type = KG_TRY(fact(one));
    if (takes("is")) {
      const bool is_negated = takes("not");
      if (!takes("unknown")) return wrong("'is' asks for 'unknown'", now(), "is unknown, is not unknown");
      one.comparison = Comparison::is_unknown;
      selector_.steps.push_back(std::move(one));
      if (is_negated) step(SelectorStep::Kind::negation);
      return {};
    }
    KG_CHECK(comparison(one, type));
    KG_CHECK(value(one, type));
    selector_.steps.push_back(std::move(one));
    return {};
  }

  Result<FactType> fact(SelectorStep& one) {
    const Token& token = now();
    if (token.kind != Token::Kind::word) {
      return wrong(token.kind == Token::Kind::end ? "it ends where a fact is wanted" : "a fact is wanted here", token,
                   "one of: " + listed(kFacts, &FactRow::name) + ", label.NAME");
    }
    ++at_;
    const std::string name = domain::lower_case(token.text);
    if (name.starts_with(kLabel) && name.size() > kLabel.size()) {
      one.fact = SelectorFact::label;
      one.label = name.substr(kLabel.size());
      one.column = token.column;
      return FactType::text;
    }
    const auto row = std::ranges::find(kFacts, name, &FactRow::name);
    if (row != kFacts.end()) {
      one.fact = row->fact;
      return row->type;
    }
    std::vector<std::string> names;
    for (const FactRow& known : kFacts) names.emplace_back(known.name);
    names.emplace_back("label.NAME");
    return wrong("'" + token.text + "' is no fact of a device", token, "one of: " + listed(names), meant(names, name));
  }

  Result<void> comparison(SelectorStep& one, FactType type) {
    const Token& token = now();
    const auto row = std::ranges::find(kComparisons, token.text, &ComparisonRow::text);
    if (token.kind != Token::Kind::symbol || row == kComparisons.end()) {
      return wrong("a comparison is wanted here", token, "=, !=, <, <=, >, >= or 'is unknown'");
    }
    const bool is_order = row->comparison != Comparison::equal && row->comparison != Comparison::unequal;
    if (is_order && (type == FactType::text || type == FactType::sensor)) {
      return wrong("words have no order", token, "= or !=");
    }
    one.comparison = row->comparison;
    ++at_;
    return {};
  }

  Result<void> value(SelectorStep& one, FactType type) {
    const Token token = now();
    if (one.fact != SelectorFact::label) one.column = token.column;
    if (token.kind != Token::Kind::word && token.kind != Token::Kind::text) {
      const bool is_sign =
          token.kind == Token::Kind::symbol && std::string_view("<=>").find(token.text) != std::string_view::npos;
      return wrong("a value is wanted here", token, "a word, a text in quotes, or a number with its unit",
                   is_sign ? "The comparisons are =, !=, <, <=, > and >=." : "");
    }
    ++at_;
    if (type == FactType::bytes || type == FactType::hertz) return amount(one, type, token);
    if (type == FactType::sensor) return sensor(one, token);
    one.text = domain::lower_case(token.text);
    return {};
  }

  static Result<void> sensor(SelectorStep& one, const Token& token) {
    if (const domain::SensorClassRow* row = domain::sensor_class_by_name(token.text)) {
      one.text = row->name;
      return {};
    }
    const std::string near = domain::nearest_sensor_class(token.text);
    return wrong("'" + token.text + "' is no sensor class", token,
                 "one of: " + listed(domain::sensor_classes(), [](const auto& row) { return row.name; }),
                 near.empty() ? "" : "Did you mean " + near + "?");
  }

  // "64KiB", or "64 KiB", where the unit is the next word.
  Result<void> amount(SelectorStep& one, FactType type, const Token& token) {
    double number = 0;
    const char* end = token.text.data() + token.text.size();
    const auto [rest, error] = std::from_chars(token.text.data(), end, number);
    if (error != std::errc{} || !(number >= 0))
      return wrong("'" + token.text + "' is no number", token,
                   type == FactType::hertz ? "a frequency, as 80MHz" : "an amount of memory, as 64KiB");
    std::string unit(rest, end);
    Token place = token;
    if (unit.empty() && now().kind == Token::Kind::word && !is_joint(now().text)) {
      place = now();
      unit = place.text;
      ++at_;
    }
    const auto fits = [&](const UnitRow& row) { return row.type == type && row.name == unit; };
    const auto row = std::ranges::find_if(kUnits, fits);
    if (row == kUnits.end()) return wrong_unit(unit, type, place);
    const double whole = number * static_cast<double>(row->factor);
    if (whole != std::floor(whole) || whole > 1e18) return wrong("'" + token.text + "' is no whole amount", token);
    one.number = static_cast<std::uint64_t>(whole);
    return {};
  }

  static bool is_joint(const std::string& word) {
    const std::string lower = domain::lower_case(word);
    return lower == "and" || lower == "or";
  }

  static tl::unexpected<Error> wrong_unit(const std::string& unit, FactType type, const Token& token) {
    std::vector<std::string> names;
    for (const UnitRow& row : kUnits) {
      if (row.type == type) names.emplace_back(row.name);
    }
    const auto near = domain::nearest(unit, names, 1);
    const std::string all = "one of: " + listed(names);
    return wrong(unit.empty() ? "the number has no unit" : "'" + unit + "' is no unit of it", token, all,
                 near.empty() || unit.empty() ? "" : "Did you mean " + near.front() + "?");
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0, depth_ = 0;
  Selector selector_;
};

}  // namespace

Result<Selector> parse_selector(std::string_view text) {
  if (text.size() > kMostText) return fail(ErrorKind::usage, "the text is longer than 4,096 bytes");
  return Parser(KG_TRY(tokens_of(text))).selector();
}

}  // namespace kilograph::match
