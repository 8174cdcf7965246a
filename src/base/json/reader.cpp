#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/bytes.hpp"
#include "base/json/document.hpp"
#include "base/utf8.hpp"

namespace kilograph::json {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What stands there: 'x', "end of the text", "control character".
std::string shown(std::string_view text, std::size_t at) {
  if (at >= text.size()) return "end of the text";
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte == '\n' || byte == '\r') return "end of the line";
  if (byte < 0x20 || byte == 0x7f) return "control character";
  const std::size_t bytes = utf8_sequence_bytes(text.substr(at));
  return bytes == 0 ? "byte that is not UTF-8" : "'" + std::string(text.substr(at, bytes)) + "'";
}

// Whether one of eight bytes ends the plain run of a string: a quote, a backslash, a control, a byte beyond ASCII.
bool has_stop(std::uint64_t eight) {
  constexpr std::uint64_t kOnes = 0x0101010101010101u, kHighs = 0x8080808080808080u;
  const auto has_zero = [](std::uint64_t word) { return (word - kOnes) & ~word & kHighs; };
  const std::uint64_t controls = (eight - kOnes * 0x20) & ~eight & kHighs;
  return ((eight & kHighs) | controls | has_zero(eight ^ (kOnes * '"')) | has_zero(eight ^ (kOnes * '\\'))) != 0;
}

class Reader {
 public:
  Reader(std::string_view text, const Limits& limits) : limits_(limits), text_(text) {
    tape_.text = text;
    tape_.nodes.reserve(std::min(text.size() / 12 + 4, limits.values));
  }

  bool run() {
    skip_space();
    if (!value()) return false;
    while (!open_.empty()) {
      if (!step()) return false;
    }
    skip_space();
    return at_ == text_.size() || expected("the end of the text");
  }

  std::unique_ptr<const Tape> take() { return std::make_unique<const Tape>(std::move(tape_)); }

  Error error() const {
    if (too_large_) return {ErrorKind::too_large, message_, to_text(position_of(text_, at_)), expected_, {}};
    return {ErrorKind::bad_input, "the JSON is broken: " + message_, to_text(position_of(text_, at_)), expected_, {}};
  }

 private:
  char now() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
      ++at_;
  }

  bool broken(std::string message, std::string wanted) {
    message_ = std::move(message);
    expected_ = std::move(wanted);
    return false;
  }
  bool expected(std::string wanted) { return broken("unexpected " + shown(text_, at_), std::move(wanted)); }

  bool node(Kind kind, std::size_t begin) {
    if (tape_.nodes.size() >= limits_.values) {
      too_large_ = true;
      return broken("the JSON has too many values", "at most " + std::to_string(limits_.values) + " values and names");
    }
    tape_.nodes.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_ - begin), 0, kind});
    return true;
  }

  bool open(Kind kind) {
    if (open_.size() >= limits_.depth) {
      too_large_ = true;
      return broken("the JSON is nested too deeply",
                    "at most " + std::to_string(limits_.depth) + " objects and arrays within each other");
    }
    ++at_;
    open_.push_back(static_cast<std::uint32_t>(tape_.nodes.size()));
    fresh_ = true;
    return node(kind, at_ - 1);
  }

  void close() {
    Node& container = tape_.nodes[open_.back()];
    ++at_;
    container.bytes = static_cast<std::uint32_t>(at_ - container.begin);
    container.link = static_cast<std::uint32_t>(tape_.nodes.size());
    open_.pop_back();
    fresh_ = false;
  }

  // One element or member of the innermost container, or its end.
  bool step() {
    const bool is_object = tape_.nodes[open_.back()].kind == Kind::object;
    const char end = is_object ? '}' : ']';
    skip_space();
    if (now() == end) {
      close();
      return true;
    }
    if (!fresh_) {
      if (now() != ',') return expected(is_object ? "a comma or }" : "a comma or ]");
      ++at_;
      skip_space();
      if (now() == end)
        return broken("a comma before " + std::string(1, end), is_object ? "a name in quotes" : "a value");
    }
    fresh_ = false;
    return is_object ? name() && value() : value();
  }

  bool name() {
    if (now() != '"') return expected("a name in quotes");
    if (!string()) return false;
    skip_space();
    if (now() != ':') return expected("a colon after the name");
    ++at_;
    skip_space();
    return true;
  }

  bool value() {
    switch (now()) {
      case '{': return open(Kind::object);
      case '[': return open(Kind::array);
      case '"': return string();
      case 't': return word("true", Kind::boolean);
      case 'f': return word("false", Kind::boolean);
      case 'n': return word("null", Kind::null);
      default: return now() == '-' || is_digit(now()) ? number() : expected("a value");
    }
  }

  bool word(std::string_view spelling, Kind kind) {
    if (!text_.substr(at_).starts_with(spelling)) return expected("a value (true, false, null, …)");
    at_ += spelling.size();
    return node(kind, at_ - spelling.size());
  }

  bool digits() {
    if (!is_digit(now())) return expected("a digit");
    while (is_digit(now())) ++at_;
    return true;
  }

  bool number() {
    const std::size_t begin = at_;
    if (now() == '-') ++at_;
    if (now() == '0') {
      ++at_;
      if (is_digit(now())) return broken("a number begins with 0", "no digit after a leading 0");
    } else if (!digits()) {
      return false;
    }
    if (now() == '.') {
      ++at_;
      if (!digits()) return false;
    }
    const bool has_exponent = now() == 'e' || now() == 'E';
    if (has_exponent) {
      ++at_;
      if (now() == '+' || now() == '-') ++at_;
      if (!digits()) return false;
    }
    constexpr std::size_t kSurelyHeld = 300;  // digits
    if ((has_exponent || at_ - begin > kSurelyHeld) && is_beyond_double(begin)) return false;
    return node(Kind::number, begin);
  }

  bool is_beyond_double(std::size_t begin) {
    double value = 0;
    if (std::from_chars(text_.data() + begin, text_.data() + at_, value).ec == std::errc()) return false;
    const std::string_view spelled = text_.substr(begin, at_ - begin);
    const std::size_t exponent = spelled.find_first_of("eE");
    const std::size_t point = std::min(spelled.find('.'), std::min(exponent, spelled.size()));
    // Too small is as good as 0: a negative exponent, or no digit but 0 before the point.
    const bool is_small = exponent == std::string_view::npos
                              ? spelled.substr(0, point).find_first_of("123456789") == std::string_view::npos
                              : spelled[exponent + 1] == '-';
    if (is_small) return false;
    at_ = begin;
    broken("a number is beyond what a double holds", "at most 1.8e308");
    return true;
  }

  // From the opening quote to behind the closing one.
  bool string() {
    const std::size_t begin = at_++;
    bool escaped = false;
    std::size_t plain = at_;  // begin of the run that is not copied yet, once there was an escape
    for (;;) {
      skip_plain();
      const char c = now();
      if (c == '"' && at_ < text_.size()) break;
      if (c == '\\') {
        escaped = true;
        tape_.unescaped.append(text_, plain, at_ - plain);
        if (!escape()) return false;
        plain = at_;
        continue;
      }
      if (static_cast<unsigned char>(c) < 0x20)
        return expected(at_ < text_.size() ? "an escape such as \\n" : "a closing quote");
      const std::size_t bytes = utf8_sequence_bytes(text_.substr(at_));
      if (bytes == 0) return broken("a byte is not UTF-8", "UTF-8");
      at_ += bytes;
    }
    if (escaped) tape_.unescaped.append(text_, plain, at_ - plain);
    ++at_;
    if (!node(Kind::string, begin)) return false;
    if (!escaped) return true;
    tape_.nodes.back().escaped = true;
    tape_.nodes.back().link = static_cast<std::uint32_t>(tape_.unescaped_ends.size());
    tape_.unescaped_ends.push_back(static_cast<std::uint32_t>(tape_.unescaped.size()));
    return true;
  }

  void skip_plain() {
    std::uint64_t eight = 0;
    while (at_ + sizeof eight <= text_.size()) {
      std::memcpy(&eight, text_.data() + at_, sizeof eight);
      if (has_stop(eight)) break;
      at_ += sizeof eight;
    }
    while (at_ < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte < 0x20 || byte == '"' || byte == '\\' || byte >= 0x80) return;
      ++at_;
    }
  }

  bool escape() {
    constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    ++at_;
    if (now() == 'u') return unicode_escape();
    const std::size_t found = at_ < text_.size() ? kLetters.find(now()) : std::string_view::npos;
    if (found == std::string_view::npos) return expected("one of \" \\ / b f n r t u after a backslash");
    tape_.unescaped += kMeanings[found];
    ++at_;
    return true;
  }

  // Four hexadecimal digits behind "u".
  bool code_unit(unsigned& unit) {
    const std::string_view digits = text_.substr(std::min(at_ + 1, text_.size()), 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    if (digits.size() < 4 || error != std::errc() || end != digits.data() + 4) {
      return broken("\\u without four hexadecimal digits", "an escape such as \\u00e9");
    }
    at_ += 5;
    return true;
  }

  bool unicode_escape() {
    const std::size_t begin = at_ - 1;
    unsigned unit = 0, low = 0;
    if (!code_unit(unit)) return false;
    if (unit >= 0xD800 && unit < 0xDC00 && text_.substr(at_).starts_with("\\u")) {
      ++at_;
      if (!code_unit(low)) return false;
      if (low >= 0xDC00 && low < 0xE000) unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    if (unit >= 0xD800 && unit < 0xE000) {
      at_ = begin;
      return broken("half a surrogate pair", "a pair such as \\ud83d\\ude00");
    }
    append_utf8(unit);
    return true;
  }

  void append_utf8(unsigned code) {
    const auto put = [&](unsigned byte) { tape_.unescaped += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
      put(0xC0 | code >> 6);
    } else if (code < 0x10000) {
      put(0xE0 | code >> 12);
      put(0x80 | (code >> 6 & 0x3F));
    } else {
      put(0xF0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3F));
      put(0x80 | (code >> 6 & 0x3F));
    }
    put(0x80 | (code & 0x3F));
  }

  const Limits& limits_;
  std::string_view text_;
  std::size_t at_ = 0;
  Tape tape_;
  std::vector<std::uint32_t> open_;  // the containers that have begun, outermost first
  bool fresh_ = false;               // nothing of the innermost container has been read
  bool too_large_ = false;
  std::string message_, expected_;
};

}  // namespace

Result<Document> parse(std::string_view text, const Limits& limits) {
  constexpr std::size_t kAddressable = 0xFFFF'FFFF;
  const std::size_t most = std::min(limits.bytes, kAddressable);
  if (text.size() > most) {
    return fail(ErrorKind::too_large, "the JSON is too large: " + human_bytes(text.size()), {},
                "at most " + human_bytes(most));
  }
  Reader reader(text, limits);
  if (!reader.run()) return fail(reader.error());
  return Document(reader.take());
}

}  // namespace kilograph::json
