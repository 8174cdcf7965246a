// What the classes of the Recommendation may hold: a row a member (TD 1.1, sections 5.3.1 to 5.3.4 and 10;
// TD 1.0, section 5.3). Members that no row names are extensions and are let
// through; @context has rules of its own (context_rules.cpp).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ingest/thing/validation/report.hpp"

namespace kilograph::ingest::thing {

enum class Class {
  thing,
  version,
  property,
  action,
  event,
  data_schema,
  form,
  response,
  additional_response,
  link,
  security_scheme
};
std::string_view name_of(Class owner);  // "data-schema": the first part of its rules' names

enum class Shape {
  any,
  text,
  texts,
  some_texts,
  text_list,
  language_map,
  boolean,
  number,
  positive_number,
  count,
  word,
  operations,
  object,
  objects,
  some_objects,
  object_map,
  some_object_map,
  object_or_objects,
  values,
  moment,
  iri,
  language_tags
};
std::string_view words_of(Shape shape);  // "text, or a list of text"

enum class Presence { optional, required };
enum class Since { td_1_0, td_1_1 };

struct MemberRow {
  Class owner;
  std::string_view name;
  Shape shape;
  std::string_view what;                   // what it says, for messages and documents
  Presence presence = Presence::optional;  // in descriptions; a model may leave out all but @context and @type
  Since since = Since::td_1_0;             // an earlier description may use the name for something else
  Class target = Class::thing;             // of shapes with objects
  std::span<const std::string_view> words{};  // of shape word
};

std::span<const MemberRow> member_rows();

// Rows by name for one class, its bases' rows included; and which of them must be there.
class Members {
 public:
  static const Members& of(Class owner, Edition edition);
  const MemberRow* find(std::string_view name) const;
  const std::vector<std::string_view>& names() const { return names_; }
  std::span<const MemberRow* const> required() const { return required_; }

 private:
  Members(Class owner, Edition edition);
  std::vector<std::vector<const MemberRow*>> buckets_;
  std::vector<const MemberRow*> required_;
  std::vector<std::string_view> names_;
};

// Which operations the forms of a class may name.
std::span<const std::string_view> operations_of(Class owner, Edition edition);

}  // namespace kilograph::ingest::thing
