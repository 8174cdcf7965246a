// A value of a json::Document: a handle of two words, copied freely.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kilograph::json {

enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
std::string_view name_of(Kind kind);  // "null", "boolean", ...

// The document's own form. A container is followed by its elements, or by a name and a value for each member.
struct Node {
  std::uint32_t begin = 0;  // byte offset in the text
  std::uint32_t bytes = 0;  // in the text, with quotes and brackets
  std::uint32_t link = 0;   // container: the node after its last; string with escapes: its number
  Kind kind = Kind::null;
  bool escaped = false;     // a string with escapes
};

struct Tape {
  std::string_view text;
  std::vector<Node> nodes;
  std::string unescaped;                       // the strings with escapes, one after the other,
  std::vector<std::uint32_t> unescaped_ends;   // and where each ends
};

class Elements;
class Members;

class Value {
 public:
  Value() = default;  // no value: only explicit operator bool may be asked of it
  Value(const Tape* tape, std::uint32_t index) : tape_(tape), index_(index) {}

  explicit operator bool() const { return tape_ != nullptr; }
  bool operator==(const Value&) const = default;  // the same place of the same document

  Kind kind() const { return node().kind; }
  bool is_null() const { return kind() == Kind::null; }
  bool is_boolean() const { return kind() == Kind::boolean; }
  bool is_number() const { return kind() == Kind::number; }
  bool is_string() const { return kind() == Kind::string; }
  bool is_array() const { return kind() == Kind::array; }
  bool is_object() const { return kind() == Kind::object; }

  // Each is for its own kind only.
  bool boolean() const { return text()[0] == 't'; }
  std::string_view string() const;
  std::string_view number_text() const { return text(); }  // as written: "1", "1.0", "1e0"
  double number() const;                                   // the nearest; finite
  // Of a number without fraction however it is written (1, 1.0, 1e2), where 64 bits hold it.
  std::optional<std::int64_t> integer() const;
  bool is_whole() const;  // a number without fraction, of any size

  Elements elements() const;
  Members members() const;
  bool empty() const;        // no elements or members
  std::size_t size() const;  // how many; counts them
  // The value of that name: of several the last, which is the one that JavaScript and JSON-LD processors take.
  Value find(std::string_view name) const;

  std::size_t offset() const { return node().begin; }
  std::string_view text() const { return tape_->text.substr(node().begin, node().bytes); }  // as written
  const Tape* tape() const { return tape_; }
  std::uint32_t index() const { return index_; }

 private:
  const Node& node() const { return tape_->nodes[index_]; }
  const Tape* tape_ = nullptr;
  std::uint32_t index_ = 0;
};

// Where the node after this one and all it holds is.
inline std::uint32_t after(const Tape& tape, std::uint32_t index) {
  const Node& node = tape.nodes[index];
  return node.kind >= Kind::array ? node.link : index + 1;
}

class Member {
 public:
  Member(const Tape* tape, std::uint32_t index) : tape_(tape), index_(index) {}
  std::string_view name() const { return name_value().string(); }
  Value name_value() const { return {tape_, index_}; }  // for the name's own place
  Value value() const { return {tape_, index_ + 1}; }

 private:
  const Tape* tape_;
  std::uint32_t index_;
};

template <class Item, std::uint32_t kAhead>
class Walk {
 public:
  class Step {
   public:
    using value_type = Item;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;
    Step() = default;
    Step(const Tape* tape, std::uint32_t index) : tape_(tape), index_(index) {}
    Item operator*() const { return {tape_, index_}; }
    Step& operator++() {
      index_ = after(*tape_, index_ + kAhead);
      return *this;
    }
    Step operator++(int) {
      const Step before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Step&) const = default;

   private:
    const Tape* tape_ = nullptr;
    std::uint32_t index_ = 0;
  };

  Walk(const Tape* tape, std::uint32_t container) : tape_(tape), container_(container) {}
  Step begin() const { return {tape_, container_ + 1}; }
  Step end() const { return {tape_, after(*tape_, container_)}; }

 private:
  const Tape* tape_;
  std::uint32_t container_;
};

class Elements : public Walk<Value, 0> {
  using Walk::Walk;
};
class Members : public Walk<Member, 1> {
  using Walk::Walk;
};

inline Elements Value::elements() const { return {tape_, index_}; }
inline Members Value::members() const { return {tape_, index_}; }

}  // namespace kilograph::json
