#include "ingest/c_array/c_array.hpp"

#include <algorithm>
#include <string>

#include "ingest/c_array/c_tokens.hpp"
#include "ingest/tflite/model_reader.hpp"

namespace kilograph::ingest {
namespace c_array {
namespace {

constexpr std::size_t kHeadBytes = 8;  // root offset and identifier: what tells a model
constexpr std::string_view kByteTypes[] = {"char", "uint8_t", "int8_t", "byte", "uint8", "int8", "u8", "uchar", "BYTE"};
constexpr std::string_view kLengthEndings[] = {"_len", "_length", "_size", "_LEN", "_SIZE"};

// What is known of a declaration whose initialiser has not come yet.
struct Declaration {
  std::string_view name{};
  std::string_view last_identifier{};
  std::optional<std::uint64_t> stated_size{};
  bool of_bytes = false;
  bool is_pointer = false;
  bool has_brackets = false;
  bool is_std_array = false;

  bool is_byte_array() const { return of_bytes && !is_pointer && (has_brackets || is_std_array); }
};

struct ByteArray {
  std::string name;
  std::size_t offset = 0;  // of its opening brace
  Bytes bytes;
};

template <std::size_t N>
bool is_one_of(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), tokens_(text) { advance(); }

  // The next array that starts as a model does; nothing at the end of the text.
  Result<std::optional<ByteArray>> next_model() {
    while (token_.kind != TokenKind::end) {
      if (!(token_.is('{') && starts_initialiser())) {
        note();
        continue;
      }
      if (!declaration_.is_byte_array()) {
        skip_group('{', '}');
        continue;
      }
      auto array = KG_TRY(read_array());
      if (array) return array;
    }
    return std::nullopt;
  }

  // What was wrong with the first values of an array of bytes that was passed over.
  const std::optional<Error>& first_doubt() const { return first_doubt_; }

 private:
  void advance() {
    previous_ = token_;
    token_ = tokens_.next();
  }

  bool starts_initialiser() const {
    return previous_.is('=') || previous_.is(']') ||
           (declaration_.is_std_array && previous_.kind == TokenKind::identifier);
  }

  // Takes one token into the declaration.
  void note() {
    if (token_.is('(')) return skip_group('(', ')');
    if (token_.is(';') || token_.is('{') || token_.is('}')) {
      declaration_ = {};
    } else if (token_.is('*')) {
      declaration_.is_pointer = true;
    } else if (token_.is('[')) {
      return note_brackets();
    } else if (token_.kind == TokenKind::number && declaration_.is_std_array) {
      declaration_.stated_size = integer_of(token_.text);
    } else if (token_.kind == TokenKind::identifier) {
      declaration_.of_bytes = declaration_.of_bytes || is_one_of(kByteTypes, token_.text);
      declaration_.is_std_array = declaration_.is_std_array || token_.text == "array";
      declaration_.last_identifier = token_.text;
      if (!declaration_.has_brackets) declaration_.name = token_.text;
    }
    advance();
  }

  // "[2472]" states a size; "[[gnu::aligned(16)]]" is an attribute.
  void note_brackets() {
    advance();
    if (token_.is('[')) {
      skip_group('[', ']');
      return advance();
    }
    declaration_.has_brackets = true;
    const Token first = token_;
    while (token_.kind != TokenKind::end && !token_.is(']')) advance();
    if (previous_.offset == first.offset && first.kind == TokenKind::number) {
      declaration_.stated_size = integer_of(first.text);
    }
    advance();
  }

  // From the opening mark to behind its closing one.
  void skip_group(char open, char close) {
    std::size_t depth = 0;
    do {
      if (token_.is(open)) ++depth;
      if (token_.is(close)) --depth;
      advance();
    } while (depth > 0 && token_.kind != TokenKind::end);
  }

  // From behind an opening brace whose group is given up, to behind its closing one.
  void skip_rest() {
    std::size_t depth = 1;
    while (token_.kind != TokenKind::end && depth > 0) {
      if (token_.is('{')) ++depth;
      if (token_.is('}')) --depth;
      advance();
    }
  }

  // Reads the list; gives up, without an error, an array that turns out to be no model.
  Result<std::optional<ByteArray>> read_array() {
    ByteArray array{std::string(declaration_.name), token_.offset, {}};
    advance();
    const bool doubled = token_.is('{');  // std::array may be written with two braces
    if (doubled) advance();
    while (!token_.is('}')) {
      auto value = read_value(array);
      const bool is_head = array.bytes.size() < kHeadBytes;
      if (!value && is_head) {
        if (!first_doubt_) first_doubt_ = value.error();
        skip_rest();
        return std::nullopt;
      }
      array.bytes.push_back(KG_TRY(std::move(value)));
      if (array.bytes.size() == kHeadBytes && !has_tflite_identifier(array.bytes)) {
        skip_rest();
        return std::nullopt;
      }
    }
    advance();
    if (array.bytes.size() < kHeadBytes) return std::nullopt;
    if (doubled && token_.is('}')) advance();
    KG_CHECK(check_end(array));
    return array;
  }

  // A value and the comma behind it.
  Result<std::uint8_t> read_value(const ByteArray& array) {
    const Token start = token_;
    const bool is_negative = token_.is('-');
    if (is_negative) advance();
    std::optional<std::uint64_t> value;
    if (token_.kind == TokenKind::number) value = integer_of(token_.text);
    if (token_.kind == TokenKind::character) value = character_of(token_.text);
    if (token_.kind == TokenKind::end) return ends_early(array);
    if (!value || *value > (is_negative ? 128u : 255u)) return no_byte(start);
    advance();
    if (token_.is(',')) {
      advance();
    } else if (token_.kind == TokenKind::end) {
      return ends_early(array);
    } else if (!token_.is('}')) {
      return no_byte(token_);
    }
    return static_cast<std::uint8_t>(is_negative ? 256 - *value : *value);
  }

  Result<void> check_end(const ByteArray& array) {
    if (!token_.is(';')) return ends_early(array);
    const auto stated = declaration_.stated_size;
    if (!stated || *stated == array.bytes.size()) return {};
    return fail(ErrorKind::bad_input,
                "the array \"" + array.name + "\" is declared with " + grouped(*stated) + " bytes, but lists " +
                    grouped(array.bytes.size()),
                place_in(text_, array.offset), "the same number", "The text may have been cut; write it anew.");
  }

  tl::unexpected<Error> no_byte(const Token& token) const {
    return fail(ErrorKind::bad_input, "\"" + std::string(token.text.substr(0, 20)) + "\" is no byte",
                place_in(text_, token.offset),
                "a whole number from 0 to 255, or from -128, and a comma or the end of the list");
  }

  tl::unexpected<Error> ends_early(const ByteArray& array) const {
    return fail(ErrorKind::bad_input, "the text ends, or goes on differently, inside the array \"" + array.name + "\"",
                place_in(text_, token_.offset), "\"};\" after the last value",
                "The text may have been cut; write it anew.");
  }

  std::string_view text_;
  Tokens tokens_;
  Token token_{};
  Token previous_{};
  Declaration declaration_{};
  std::optional<Error> first_doubt_{};
};

bool is_length_of(std::string_view name, std::string_view array) {
  return name.starts_with(array) && is_one_of(kLengthEndings, name.substr(array.size()));
}

// Every `NAME_len = 2472;` of the text states the length that the array has.
Result<void> check_lengths(std::string_view text, const ByteArray& array) {
  Tokens tokens(text);
  for (Token token = tokens.next(); token.kind != TokenKind::end; token = tokens.next()) {
    if (token.kind != TokenKind::identifier || !is_length_of(token.text, array.name)) continue;
    const Token name = token;
    token = tokens.next();
    if (!token.is('=')) continue;
    token = tokens.next();
    const auto stated = token.kind == TokenKind::number ? integer_of(token.text) : std::nullopt;
    if (!stated || *stated == array.bytes.size()) continue;
    return fail(ErrorKind::bad_input,
                std::string(name.text) + " says " + grouped(*stated) + " bytes, but the array has " +
                    grouped(array.bytes.size()),
                place_in(text, token.offset), "the same number", "The text may have been cut; write it anew.");
  }
  return {};
}

Result<ByteArray> only_model(std::string_view text) {
  Reader reader(text);
  auto found = KG_TRY(reader.next_model());
  if (!found && reader.first_doubt()) return fail(*reader.first_doubt());
  if (!found) {
    return fail(ErrorKind::bad_input, "no array of the text holds a .tflite file", {},
                "an array of bytes with the identifier TFL3, as `xxd -i` writes it");
  }
  const auto second = KG_TRY(reader.next_model());
  if (!second) return *std::move(found);
  return fail(ErrorKind::bad_input,
              "the arrays \"" + found->name + "\" and \"" + second->name + "\" both hold a .tflite file",
              place_in(text, second->offset), "one model in the text", "Put each model into a file of its own.");
}

}  // namespace
}  // namespace c_array

bool has_c_array(ByteView text) {
  c_array::Reader reader(text_of(text));
  const auto found = reader.next_model();
  return !found || *found;
}

Result<Bytes> read_c_array(ByteView text, const Limits& limits) {
  if (text.size() > limits.max_bytes) {
    return fail(ErrorKind::too_large, "the text has " + grouped(text.size()) + " bytes", {},
                "at most " + grouped(limits.max_bytes), "Raise the limit on file size if you trust the file.");
  }
  auto array = KG_TRY(c_array::only_model(text_of(text)));
  KG_CHECK(c_array::check_lengths(text_of(text), array));
  return std::move(array.bytes);
}

}  // namespace kilograph::ingest
