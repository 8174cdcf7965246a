#include "ingest/thing/validation/thing_walk.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "ingest/thing/validation/words.hpp"

namespace kilograph::ingest::thing {
namespace {

using json::Kind;
using json::Value;

// The same text for values that JSON Schema takes as equal: 1 and 1.0, members in any order.
std::string canonical(const Value& value) {
  switch (value.kind()) {
    case Kind::string: return fmt::format("\"{}\"", value.string());
    case Kind::number: {
      const auto whole = value.integer();
      return whole ? std::to_string(*whole) : fmt::format("{}", value.number());
    }
    case Kind::array: {
      std::string text = "[";
      for (const Value& element : value.elements()) text += canonical(element) + ",";
      return text + "]";
    }
    case Kind::object: {
      std::vector<std::string> members;
      for (const json::Member& member : value.members()) {
        members.push_back(fmt::format("\"{}\":{},", member.name(), canonical(member.value())));
      }
      std::ranges::sort(members);
      return fmt::format("{{{}}}", fmt::join(members, ""));
    }
    default: return std::string(value.text());
  }
}

// One member of an object, held to its row.
class MemberCheck {
 public:
  MemberCheck(Walk& walk, Class owner, Class holder, const MemberRow& row)
      : walk_(walk), owner_(owner), holder_(holder), row_(row) {}

  void check(const Value& value, const Place& place) {
    if (walk_.is_model() && value.is_string() && has_placeholder(value.string())) return;
    if (walk_.merges && value.is_null()) return;
    switch (row_.shape) {
      case Shape::any: return;
      case Shape::text: return void(is_kind(value, place, Kind::string));
      case Shape::texts: return texts(value, place, false);
      case Shape::some_texts: return texts(value, place, !walk_.is_model() || owner_ == Class::thing);
      case Shape::text_list: return void(is_kind(value, place, Kind::array) && (texts(value, place, false), true));
      case Shape::language_map: return language_map(value, place);
      case Shape::boolean: return void(is_kind(value, place, Kind::boolean));
      case Shape::number: return void(is_kind(value, place, Kind::number));
      case Shape::positive_number: return positive(value, place);
      case Shape::count: return count(value, place);
      case Shape::word: return word(value, place, row_.words);
      case Shape::operations: return operations(value, place);
      case Shape::object: return object(value, place);
      case Shape::objects:
      case Shape::some_objects: return objects(value, place);
      case Shape::object_map:
      case Shape::some_object_map: return object_map(value, place);
      case Shape::object_or_objects: return value.is_array() ? objects(value, place) : object(value, place);
      case Shape::values: return values(value, place);
      case Shape::moment: return moment(value, place);
      case Shape::iri: return iri(value, place);
      case Shape::language_tags: return language_tags(value, place);
    }
  }

 private:
  template <class Words>
  void say(Aspect aspect, const Place& place, const Value& value, const Words& words) {
    walk_.break_member(row_.owner, row_.name, aspect, place, value, words);
  }
  void wrong_type(const Value& value, const Place& place) {
    say(Aspect::type, place, value, [&] {
      return fmt::format("\"{}\", {}, must be {}, not {}", row_.name, row_.what, words_of(row_.shape),
                         kind_in_words(value));
    });
  }
  bool is_kind(const Value& value, const Place& place, Kind kind) {
    if (value.kind() == kind) return true;
    wrong_type(value, place);
    return false;
  }
  bool is_open(const Value& value) const {  // a model may leave it to its instances
    return walk_.is_model() && value.is_string() && has_placeholder(value.string());
  }
  bool is_filled(const Value& value, const Place& place) {
    if (!value.empty()) return true;
    say(Aspect::empty, place, value,
        [&] { return fmt::format("\"{}\", {}, is empty: fill it or leave it out", row_.name, row_.what); });
    return false;
  }
  void wrong_value(const Value& value, const Place& place, std::string_view wanted) {
    say(Aspect::value, place, value, [&] {
      const std::string_view text = value.is_string() ? value.string() : value.text();
      return fmt::format("\"{}\" must be {}, not \"{}\"", row_.name, wanted, text.substr(0, 80));
    });
  }

  void texts(const Value& value, const Place& place, bool some) {
    if (value.is_string()) return;
    if (!is_kind(value, place, Kind::array) || (some && !is_filled(value, place))) return;
    std::size_t position = 0;
    for (const Value& element : value.elements()) {
      if (!element.is_string()) wrong_type(element, place.at(position));
      ++position;
    }
  }

  void language_map(const Value& value, const Place& place) {
    if (!is_kind(value, place, Kind::object)) return;
    for (const json::Member& member : value.members()) {
      if (!member.value().is_string()) wrong_member(member.value(), place.at(member.name()), "text");
      if (!is_language_tag(member.name())) {
        say(Aspect::value, place.at(member.name()), member.name_value(), [&] {
          return fmt::format("\"{}\" in \"{}\" is no language tag (BCP 47), such as en or zh-Hans", member.name(),
                             row_.name);
        });
      }
    }
  }

  void positive(const Value& value, const Place& place) {
    if (is_kind(value, place, Kind::number) && !(value.number() > 0)) wrong_value(value, place, words_of(row_.shape));
  }

  void count(const Value& value, const Place& place) {
    if (!is_kind(value, place, Kind::number)) return;
    if (!value.is_whole() || value.number() < 0) wrong_value(value, place, words_of(row_.shape));
  }

  void word(const Value& value, const Place& place, std::span<const std::string_view> words) {
    if (is_open(value) || !is_kind(value, place, Kind::string)) return;
    if (std::ranges::find(words, value.string()) != words.end()) return;
    wrong_value(value, place, fmt::format("one of {}", fmt::join(words, ", ")));
  }

  void operations(const Value& value, const Place& place) {
    const auto words = operations_of(holder_, walk_.edition);
    if (!value.is_array()) return word(value, place, words);
    if (!is_filled(value, place)) return;
    std::size_t position = 0;
    for (const Value& element : value.elements()) word(element, place.at(position++), words);
  }

  void object(const Value& value, const Place& place) {
    if (is_kind(value, place, Kind::object)) check_object(walk_, row_.target, value, place, owner_);
  }

  // What one of the values that the member holds must be.
  void wrong_member(const Value& value, const Place& place, std::string_view wanted) {
    say(Aspect::type, place, value, [&] {
      const std::string one = place.in_list ? std::to_string(place.position) : std::string(place.name);
      return fmt::format("\"{}\" in \"{}\" must be {}, not {}", one, row_.name, wanted, kind_in_words(value));
    });
  }
  void inner(const Value& value, const Place& place) {
    if (value.is_object()) return check_object(walk_, row_.target, value, place, owner_);
    if (walk_.merges && value.is_null()) return;
    wrong_member(value, place, "an object");
  }

  void objects(const Value& value, const Place& place) {
    if (!is_kind(value, place, Kind::array)) return;
    if (row_.shape == Shape::some_objects && !is_filled(value, place)) return;
    std::size_t position = 0;
    for (const Value& element : value.elements()) {
      if (!is_open(element)) inner(element, place.at(position));
      ++position;
    }
  }

  void object_map(const Value& value, const Place& place) {
    if (!is_kind(value, place, Kind::object)) return;
    if (row_.shape == Shape::some_object_map && !is_filled(value, place)) return;
    for (const json::Member& member : value.members()) {
      if (walk_.is_model() && has_placeholder(member.name())) {
        walk_.break_rule(RuleId::model_placeholder_name, place.at(member.name()), member.name_value(), [&] {
          return fmt::format("the name \"{}\" has a placeholder: name it, and put placeholders into values",
                             member.name());
        });
      }
      inner(member.value(), place.at(member.name()));
    }
  }

  void values(const Value& value, const Place& place) {
    if (!is_kind(value, place, Kind::array) || !is_filled(value, place)) return;
    std::vector<std::pair<std::string, std::size_t>> seen;
    std::vector<Value> elements;
    for (const Value& element : value.elements()) {
      seen.emplace_back(canonical(element), elements.size());
      elements.push_back(element);
    }
    std::ranges::sort(seen);
    for (std::size_t i = 1; i < seen.size(); ++i) {
      if (seen[i].first != seen[i - 1].first) continue;
      const std::size_t position = seen[i].second;
      say(Aspect::value, place.at(position), elements[position], [&] {
        return fmt::format("the value {} is in \"{}\" twice: leave one out", elements[position].text().substr(0, 80),
                           row_.name);
      });
    }
  }

  void moment(const Value& value, const Place& place) {
    if (is_kind(value, place, Kind::string) && !is_moment(value.string()))
      wrong_value(value, place, words_of(row_.shape));
  }

  void iri(const Value& value, const Place& place) {
    if (!is_kind(value, place, Kind::string) || is_absolute_iri(value.string())) return;
    wrong_value(value, place, "an absolute IRI without spaces, such as urn:example:lamp-1");
  }

  void language_tags(const Value& value, const Place& place) {
    const auto one = [&](const Value& tag, const Place& at) {
      if (is_open(tag)) return;
      if (!tag.is_string()) return wrong_type(tag, at);
      if (!is_language_tag(tag.string())) wrong_value(tag, at, "a language tag (BCP 47), such as en or zh-Hans");
    };
    if (!value.is_array()) return one(value, place);
    std::size_t position = 0;
    for (const Value& element : value.elements()) one(element, place.at(position++));
  }

  Walk& walk_;
  Class owner_, holder_;
  const MemberRow& row_;
};

void check_class(Walk& walk, Class owner, const Value& object, const Place& place, Class holder) {
  switch (owner) {
    case Class::thing: return check_thing(walk, object, place);
    case Class::property:
    case Class::action:
    case Class::event: return check_affordance(walk, owner, object, place);
    case Class::data_schema: return check_data_schema(walk, object, place);
    case Class::form: return check_form(walk, holder, object, place);
    case Class::link: return check_link(walk, object, place);
    case Class::security_scheme: return check_security_scheme(walk, object, place);
    default: return;
  }
}

}  // namespace

std::string_view kind_in_words(const Value& value) {
  constexpr std::array<std::string_view, 6> kWords{"null", "true or false", "a number", "text", "a list", "an object"};
  return kWords[static_cast<std::size_t>(value.kind())];
}

void check_object(Walk& walk, Class owner, const Value& object, const Place& place, Class holder) {
  const Members& members = Members::of(owner, walk.edition);
  const bool merges = walk.merges;
  walk.merges = merges || (walk.is_model() && object.find("tm:ref"));
  for (const json::Member& member : object.members()) {
    const MemberRow* row = members.find(member.name());
    if (row != nullptr) {
      MemberCheck(walk, owner, holder, *row).check(member.value(), place.at(member.name()));
    } else if (!walk.defines_all) {
      check_unknown_member(walk, owner, object, member, place.at(member.name()));
    }
  }
  for (const MemberRow* row : members.required()) {
    if (object.find(row->name)) continue;
    walk.break_member(row->owner, row->name, Aspect::required, place, object, [&] {
      return fmt::format("\"{}\" is missing ({}): add it as {}", row->name, row->what, words_of(row->shape));
    });
  }
  check_class(walk, owner, object, place, holder);
  walk.merges = merges;
}

}  // namespace kilograph::ingest::thing
