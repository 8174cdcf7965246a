#include "knowledge/graph/view.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>
#include <unordered_set>

#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

using rdf::Triple;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The run of digits at the front, without leading zeros, taken off the text.
std::string_view take_digits(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  return digits;
}

int natural_compare(std::string_view a, std::string_view b) {
  const std::string_view whole_a = a, whole_b = b;
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const std::string_view left = take_digits(a), right = take_digits(b);
      if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
      if (const int order = left.compare(right); order != 0) return order;
    } else {
      if (a.front() != b.front()) return a.front() < b.front() ? -1 : 1;
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  if (a.empty() != b.empty()) return a.empty() ? -1 : 1;
  return whole_a.compare(whole_b);
}

int compare(const rdf::Term& a, const rdf::Term& b) {
  if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
  if (const int order = natural_compare(a.value, b.value); order != 0) return order;
  const auto rest = std::tie(a.datatype, a.language) <=> std::tie(b.datatype, b.language);
  return rest < 0 ? -1 : rest > 0 ? 1 : 0;
}

bool by_subject(const Triple* a, const Triple* b) {
  if (const int order = a->subject.value.compare(b->subject.value); order != 0) return order < 0;
  if (const int order = a->predicate.value.compare(b->predicate.value); order != 0) return order < 0;
  return compare(a->object, b->object) < 0;
}

bool by_object(const Triple* a, const Triple* b) {
  if (const int order = a->predicate.value.compare(b->predicate.value); order != 0) return order < 0;
  if (const int order = a->object.value.compare(b->object.value); order != 0) return order < 0;
  return natural_compare(a->subject.value, b->subject.value) < 0;
}

struct Key {
  std::string_view first, second;
};

// Orders triples against the first two columns of an index.
struct SubjectKey {
  static int order(const Triple* t, const Key& key) {
    const int first = t->subject.value.compare(key.first);
    return first != 0 ? first : t->predicate.value.compare(key.second);
  }
};

struct ObjectKey {
  static int order(const Triple* t, const Key& key) {
    const int first = t->predicate.value.compare(key.first);
    return first != 0 ? first : t->object.value.compare(key.second);
  }
};

template <class K>
auto range_of(const std::vector<const Triple*>& index, const Key& key) {
  const auto begin =
      std::partition_point(index.begin(), index.end(), [&](const Triple* t) { return K::order(t, key) < 0; });
  const auto end = std::partition_point(begin, index.end(), [&](const Triple* t) { return K::order(t, key) == 0; });
  return std::pair(begin, end);
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) { return natural_compare(a, b) < 0; }

View::View(const rdf::Graph& graph) : most_(50 * graph.size() + 100'000) {
  by_subject_.reserve(graph.size());
  for (const Triple& triple : graph) by_subject_.push_back(&triple);
  by_object_ = by_subject_;
  std::ranges::sort(by_subject_, by_subject);
  std::ranges::sort(by_object_, by_object);
}

View::Terms View::objects(std::string_view subject, std::string_view predicate) const {
  Terms terms;
  const auto [begin, end] = range_of<SubjectKey>(by_subject_, {subject, predicate});
  read_ += 1 + static_cast<std::uint64_t>(end - begin);
  if (is_exhausted()) return terms;
  for (auto it = begin; it != end; ++it) {
    if (terms.empty() || *terms.back() != (*it)->object) terms.push_back(&(*it)->object);
  }
  return terms;
}

const rdf::Term* View::object(std::string_view subject, std::string_view predicate) const {
  if (++read_ > most_) return nullptr;
  const auto [begin, end] = range_of<SubjectKey>(by_subject_, {subject, predicate});
  return begin == end ? nullptr : &(*begin)->object;
}

bool View::states(std::string_view subject, std::string_view predicate, std::string_view iri) const {
  const auto [begin, end] = range_of<SubjectKey>(by_subject_, {subject, predicate});
  read_ += 1 + static_cast<std::uint64_t>(end - begin);
  return !is_exhausted() && std::any_of(begin, end, [&](const Triple* t) {
    return t->object.kind == rdf::Term::Kind::iri && t->object.value == iri;
  });
}

bool View::has_type(std::string_view subject, std::string_view klass) const {
  return states(subject, rdf_term::type, klass);
}

std::vector<std::string_view> View::subjects(std::string_view predicate, std::string_view iri) const {
  std::vector<std::string_view> found;
  const auto [begin, end] = range_of<ObjectKey>(by_object_, {predicate, iri});
  read_ += 1 + static_cast<std::uint64_t>(end - begin);
  if (is_exhausted()) return found;
  for (auto it = begin; it != end; ++it) {
    if ((*it)->object.kind != rdf::Term::Kind::iri) continue;
    if (found.empty() || found.back() != (*it)->subject.value) found.emplace_back((*it)->subject.value);
  }
  return found;
}

std::vector<std::string_view> View::subjects_with(std::string_view predicate) const {
  std::vector<std::string_view> found;
  const auto begin = std::partition_point(by_object_.begin(), by_object_.end(),
                                          [&](const Triple* t) { return t->predicate.value < predicate; });
  for (auto it = begin; it != by_object_.end() && (*it)->predicate.value == predicate; ++it) {
    found.emplace_back((*it)->subject.value);
  }
  std::ranges::sort(found, natural_less);
  const auto rest = std::ranges::unique(found);
  found.erase(rest.begin(), rest.end());
  return found;
}

View::Terms View::list(std::string_view head) const {
  Terms items;
  std::unordered_set<std::string_view> seen;
  while (head != rdf_term::nil && seen.insert(head).second) {
    const rdf::Term* first = object(head, rdf_term::first);
    const rdf::Term* rest = object(head, rdf_term::rest);
    if (!first) break;
    items.push_back(first);
    if (!rest) break;
    head = rest->value;
  }
  return items;
}

std::string View::text(std::string_view subject, std::string_view predicate) const {
  const rdf::Term* term = object(subject, predicate);
  return term ? term->value : std::string();
}

std::optional<std::int64_t> View::integer(std::string_view subject, std::string_view predicate) const {
  const rdf::Term* term = object(subject, predicate);
  return term && term->kind == rdf::Term::Kind::literal ? integer_of(term->value) : std::nullopt;
}

std::optional<std::uint64_t> View::count(std::string_view subject, std::string_view predicate) const {
  const rdf::Term* term = object(subject, predicate);
  if (!term || term->kind != rdf::Term::Kind::literal) return std::nullopt;
  std::uint64_t value = 0;
  const char* last = term->value.data() + term->value.size();
  const auto [end, error] = std::from_chars(term->value.data(), last, value);
  if (error == std::errc() && end == last) return value;
  const auto whole = integer_of(term->value);
  return whole && *whole >= 0 ? std::optional(static_cast<std::uint64_t>(*whole)) : std::nullopt;
}

std::optional<double> View::number(std::string_view subject, std::string_view predicate) const {
  const rdf::Term* term = object(subject, predicate);
  return term && term->kind == rdf::Term::Kind::literal ? number_of(term->value) : std::nullopt;
}

std::optional<double> number_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> integer_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size()) return value;
  const auto number = number_of(text);
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (!number || std::trunc(*number) != *number || std::abs(*number) > kExact) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

}  // namespace kilograph::knowledge::graph
