#include "knowledge/thing/mapper.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "domain/spelling.hpp"
#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/thing/context.hpp"
#include "knowledge/thing/iri_text.hpp"

namespace kilograph::knowledge::thing {
namespace {

using json::Value;

constexpr std::size_t kMostContexts = 64;           // kept ready, by their text
constexpr std::size_t kMostContextBytes = 1 << 20;  // of all these texts
constexpr std::size_t kMostMembersCompared = 16;  // pairwise, for names that come twice

// A member of an object, with what its name stands for.
struct Property {
  std::string_view name;
  Value value;
  const Definition* definition = nullptr;  // null: the name is no term of the context
  std::string iri;                         // or "@id", "@type"
};

bool has_doubled_names(const Value& object, const std::vector<Property>& properties) {
  if (properties.size() > kMostMembersCompared) return !json::doubled_members(object).empty();
  for (std::size_t i = 0; i < properties.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (properties[i].name == properties[k].name) return true;
    }
  }
  return false;
}

// Every step is false where the document turns out not to be regular.
class Mapping {
 public:
  Mapping(const std::string& base_iri, const std::string& skolem_prefix, std::vector<Value>* left_out)
      : folder_(base_iri.substr(0, base_iri.rfind('/') + 1)), skolem_prefix_(skolem_prefix), left_out_(left_out) {}

  bool map(const Value& root, const Context& context) { return node(root, context, nullptr, true); }
  rdf::Graph graph() && { return std::move(graph_); }

 private:
  // Where a node hangs, and the name that an index map gives it.
  struct Parent {
    const rdf::Term& subject;
    const rdf::Term& predicate;
    const Context& context;       // around the property
    const Definition* property;   // null: no term of the context
    std::string_view name;        // of the property, as written
    std::string_view index{};     // empty: not in a map whose names count
  };

  bool properties_of(const Value& object, const Context& context, bool is_root, std::vector<Property>& properties) {
    for (const json::Member& member : object.members()) {
      const std::string_view name = member.name();
      if (name == "@context") {
        if (!is_root) return false;
        continue;
      }
      Property property{name, member.value(), context.find(name), {}};
      if (name.starts_with('@')) {
        if (name != "@id" && name != "@type") return false;
        property.iri = name;
      } else if (property.definition != nullptr) {
        property.iri = property.definition->iri;
      } else {
        auto iri = context.expanded(name, true);
        if (!iri || !is_plain_iri(*iri)) return false;
        property.iri = std::move(*iri);
      }
      properties.push_back(std::move(property));
    }
    return !has_doubled_names(object, properties);
  }

  bool node(const Value& object, const Context& context, const Parent* parent, bool is_root) {
    std::vector<Property> properties;
    if (!properties_of(object, context, is_root, properties)) return false;
    rdf::Term subject;
    if (!subject_of(properties, context, subject)) return false;
    if (parent != nullptr) {
      graph_.push_back({parent->subject, parent->predicate, subject});
      if (!parent->index.empty() && !index_of(subject, *parent)) return false;
    }
    for (const Property& property : properties) {
      if (property.iri == "@id") continue;
      if (property.iri == "@type") {
        if (!types(subject, property.value, context)) return false;
        continue;
      }
      const rdf::Term predicate = rdf::iri(property.iri);
      if (!values(property.value, {subject, predicate, context, property.definition, property.name})) return false;
    }
    return true;
  }

  bool subject_of(const std::vector<Property>& properties, const Context& context, rdf::Term& subject) {
    const auto is_id = [](const Property& property) { return property.iri == "@id"; };
    const auto id = std::ranges::find_if(properties, is_id);
    if (id == properties.end()) {
      subject = rdf::iri(skolem_prefix_ + std::to_string(++nodes_));
      return true;
    }
    const bool is_alone = std::none_of(id + 1, properties.end(), is_id);
    return is_alone && id->value.is_string() && address(id->value.string(), context, false, subject);
  }

  bool types(const rdf::Term& subject, const Value& value, const Context& context) {
    const auto take = [&](const Value& type) {
      if (!type.is_string()) return false;
      const Definition* term = context.find(type.string());
      if (term != nullptr && term->scope) return false;
      rdf::Term object;
      if (!address(type.string(), context, true, object)) return false;
      graph_.push_back({subject, rdf::iri(std::string(graph::rdf_term::type)), std::move(object)});
      return true;
    };
    return value.is_array() ? std::ranges::all_of(value.elements(), take) : take(value);
  }

  // The values of one property, whatever container they come in.
  bool values(const Value& value, const Parent& parent) {
    const Definition* property = parent.property;
    const Context* inner = property != nullptr && property->scope ? parent.context.within(*property) : &parent.context;
    if (inner == nullptr) return false;
    if (property == nullptr || !value.is_object()) return items(value, *inner, parent);
    if (property->is_language_map) return texts(value, parent);
    if (!property->is_index_map) return items(value, *inner, parent);
    return std::ranges::all_of(value.members(),
                               [&](const json::Member& member) {
                                 if (member.name().starts_with('@') || member.name().empty()) return false;
                                 Parent indexed = parent;
                                 if (!property->index.empty()) indexed.index = member.name();
                                 return items(member.value(), *inner, indexed);
                               }) &&
           (value.size() < 2 || json::doubled_members(value).empty());
  }

  bool items(const Value& value, const Context& inner, const Parent& parent) {
    is_no_iri_ = false;
    if (value.is_null()) return true;
    if (value.is_array()) {
      return std::ranges::all_of(value.elements(), [&](const Value& item) { return items(item, inner, parent); });
    }
    if (value.is_object()) return node(value, inner, &parent, false);
    if (!parent.index.empty()) {
      if (left_out_ != nullptr) left_out_->push_back(value);
      return left_out_ != nullptr;
    }
    rdf::Term object;
    if (!scalar(value, inner, parent.name, object)) return is_no_iri_;
    graph_.push_back({parent.subject, parent.predicate, std::move(object)});
    return true;
  }

  // {"en": "Lamp", "de": ["Lampe", "Leuchte"]}
  bool texts(const Value& map, const Parent& parent) {
    for (const json::Member& member : map.members()) {
      if (!is_plain_language(member.name())) return false;
      const auto take = [&](const Value& text) {
        if (text.is_null()) return true;
        if (!text.is_string()) return false;
        graph_.push_back({parent.subject, parent.predicate,
                          rdf::tagged(std::string(text.string()), domain::lower_case(member.name()))});
        return true;
      };
      const bool is_taken =
          member.value().is_array() ? std::ranges::all_of(member.value().elements(), take) : take(member.value());
      if (!is_taken) return false;
    }
    return json::doubled_members(map).empty();
  }

  // The name that a map gives the node, as a statement about it.
  bool index_of(const rdf::Term& subject, const Parent& parent) {
    const std::string& property = parent.property->index;
    const auto predicate = parent.context.expanded(property, true);
    rdf::Term object;
    if (!predicate || !is_plain_iri(*predicate)) return false;
    if (!text(parent.index, parent.context, parent.context.find(property), object)) return false;
    graph_.push_back({subject, rdf::iri(*predicate), std::move(object)});
    return true;
  }

  bool scalar(const Value& value, const Context& context, std::string_view name, rdf::Term& object) {
    const Definition* definition = context.find(name);
    if (value.is_string()) return text(value.string(), context, definition, object);
    if (value.is_boolean()) {
      object = rdf::literal(value.boolean() ? "true" : "false", rdf::kXsd, "boolean");
    } else {
      auto number = number_literal(value.number_text());
      if (!number) return false;
      object = std::move(*number);
    }
    if (definition != nullptr && definition->values == Definition::Values::typed) {
      if (definition->datatype.ends_with("#double")) return false;
      set_datatype(object, definition->datatype);
    }
    return true;
  }

  bool text(std::string_view value, const Context& context, const Definition* definition, rdf::Term& object) {
    const auto values = definition == nullptr ? Definition::Values::plain : definition->values;
    if (values == Definition::Values::iri || values == Definition::Values::word) {
      return address(value, context, values == Definition::Values::word, object);
    }
    object = rdf::literal(std::string(value));
    if (values == Definition::Values::typed) {
      set_datatype(object, definition->datatype);
    } else {
      object.language = definition != nullptr && definition->language ? *definition->language : context.language();
    }
    return true;
  }

  static void set_datatype(rdf::Term& literal, const std::string& datatype) {
    static const std::string kString = std::string(rdf::kXsd) + "string";
    literal.datatype = datatype == kString ? std::string() : datatype;
  }

  bool address(std::string_view value, const Context& context, bool is_term, rdf::Term& object) {
    if (value.starts_with('@')) return false;
    auto iri = context.expanded(value, is_term);
    if (!iri) {
      if (!is_plain_segment(value)) return false;
      object = rdf::iri(folder_ + std::string(value));
      return true;
    }
    is_no_iri_ = is_term && is_broken_by_percent(*iri);
    if (!is_plain_iri(*iri)) return false;
    object = rdf::iri(std::move(*iri));
    return true;
  }

  std::string folder_;  // of the base IRI
  const std::string& skolem_prefix_;
  std::vector<Value>* left_out_;  // null: such a value is not regular
  std::uint64_t nodes_ = 0;
  bool is_no_iri_ = false;  // the address at hand certainly is none: a processor leaves its statement out
  rdf::Graph graph_;
};

// Documents of a fleet have the same few contexts, and a table takes longer to make than to use.
const Context* context_of(const Value& local) {
  struct Ready {
    std::unique_ptr<json::Document> document;  // the context's own copy, which its scopes point into
    std::unique_ptr<std::string> text;
    std::unique_ptr<Context> context;
  };
  thread_local std::unordered_map<std::string_view, Ready> ready;
  thread_local std::size_t ready_bytes = 0;
  if (const auto found = ready.find(local.text()); found != ready.end()) return found->second.context.get();
  if (ready.size() >= kMostContexts || ready_bytes >= kMostContextBytes) {
    ready.clear();
    ready_bytes = 0;
  }
  Ready made{nullptr, std::make_unique<std::string>(local.text()), nullptr};
  auto document = json::parse(*made.text);
  if (!document) return nullptr;
  made.document = std::make_unique<json::Document>(std::move(*document));
  made.context = Context::make(nullptr, made.document->root());
  ready_bytes += made.text->size();
  const std::string_view key = *made.text;
  return ready.emplace(key, std::move(made)).first->second.context.get();
}

bool has_folder(std::string_view base) {
  const std::size_t host = base.find("://");
  return host != std::string_view::npos && base.find('/', host + 3) != std::string_view::npos && is_plain_iri(base) &&
         base.find_first_of("?#") == std::string_view::npos;
}

}  // namespace

std::optional<rdf::Graph> mapped(const Value& root, const std::string& base_iri, const std::string& skolem_prefix,
                                 std::vector<Value>* left_out) {
  if (!root.is_object() || !has_folder(base_iri)) return std::nullopt;
  const Value local = root.find("@context");
  const Context* context = local ? context_of(local) : nullptr;
  Mapping mapping(base_iri, skolem_prefix, left_out);
  if (context == nullptr || !mapping.map(root, *context)) return std::nullopt;
  return std::move(mapping).graph();
}

}  // namespace kilograph::knowledge::thing
