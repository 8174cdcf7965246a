#include "knowledge/thing/context.hpp"

#include <algorithm>

#include "domain/spelling.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/thing/iri_text.hpp"

namespace kilograph::knowledge::thing {
namespace {

using json::Value;

constexpr unsigned kMostDepth = 64;  // of terms that stand for each other

bool is_keyword(std::string_view text) { return text.starts_with('@'); }

// The value of @context in a built-in document; no value where none is known under that address.
Value built_in(std::string_view url) {
  static const auto documents = [] {
    std::map<std::string, json::Document, std::less<>> parsed;
    for (const rdf::Context& context : known_contexts()) {
      if (auto document = json::parse(text_of(context.document))) parsed.emplace(context.url, std::move(*document));
    }
    return parsed;
  }();
  const auto found = documents.find(url);
  return found == documents.end() ? Value() : found->second.root().find("@context");
}

}  // namespace

// Takes the members of one context over, each when it is needed first. Every step is false or nothing where
// the tables do not know what it says.
class Definer {
 public:
  Definer(Context& context, const Value& local) : context_(context), local_(local) {
    for (const json::Member& member : local.members()) members_.insert_or_assign(member.name(), member.value());
  }

  bool define_all() {
    if (!take_vocabulary() || !take_language()) return false;
    return std::ranges::all_of(local_.members(), [&](const json::Member& member) {
      if (!is_keyword(member.name())) return define(member.name(), member.value());
      return member.name() == "@vocab" || member.name() == "@language" || member.name() == "@version";
    });
  }

 private:
  bool take_vocabulary() {
    const Value vocabulary = local_.find("@vocab");
    if (!vocabulary) return true;
    if (!vocabulary.is_string() || !is_plain_iri(vocabulary.string())) return false;
    context_.vocabulary_ = vocabulary.string();
    return true;
  }

  bool take_language() {
    const Value language = local_.find("@language");
    if (!language) return true;
    if (!language.is_string() || !is_plain_language(language.string())) return false;
    context_.language_ = domain::lower_case(language.string());
    return true;
  }

  bool define(std::string_view term, const Value& value) {
    const auto [progress, is_first] = defined_.try_emplace(term, false);
    if (!is_first) return progress->second;  // false: it stands for itself in a circle
    if (term.empty() || term.find(':') != std::string_view::npos || depth_ == kMostDepth) return false;
    ++depth_;
    Definition definition;
    const bool is_taken = value.is_string()   ? take_simple(value.string(), definition)
                          : value.is_object() ? take_members(term, value, definition)
                                              : false;
    if (is_taken) context_.terms_.insert_or_assign(std::string(term), std::move(definition));
    --depth_;
    defined_[term] = is_taken;
    return is_taken;
  }

  bool take_simple(std::string_view name, Definition& definition) {
    const auto iri = iri_of(name);
    if (!iri) return false;
    definition.iri = *iri;
    definition.is_prefix = std::string_view(":/?#[]@").find(iri->back()) != std::string_view::npos;
    return true;
  }

  bool take_members(std::string_view term, const Value& value, Definition& definition) {
    definition.iri = context_.vocabulary_ + std::string(term);
    const bool is_known = std::ranges::all_of(value.members(), [&](const json::Member& member) {
      return member.name() == "@context" ? take_scope(member.value(), definition)
             : member.value().is_string() || member.name() == "@container"
                 ? take_member(member.name(), member.value(), definition)
                 : false;
    });
    return is_known && (value.find("@id") || !context_.vocabulary_.empty());
  }

  static bool take_scope(const Value& value, Definition& definition) {
    definition.scope = value;
    return value.is_object();
  }

  bool take_member(std::string_view name, const Value& value, Definition& definition) {
    if (name == "@container") return take_container(value, definition);
    const std::string_view text = value.string();
    if (name == "@index") {
      definition.index = text;
      return !is_keyword(text);
    }
    if (name == "@language") {
      definition.language = domain::lower_case(text);
      return is_plain_language(text);
    }
    if (name == "@type") return take_type(text, definition);
    const auto iri = name == "@id" ? iri_of(text) : std::nullopt;
    if (iri) definition.iri = *iri;
    return iri.has_value();
  }

  static bool take_container(const Value& value, Definition& definition) {
    if (!value.is_string()) return false;
    definition.is_index_map = value.string() == "@index";
    definition.is_language_map = value.string() == "@language";
    return definition.is_index_map || definition.is_language_map || value.string() == "@set";
  }

  bool take_type(std::string_view text, Definition& definition) {
    if (text == "@id" || text == "@vocab") {
      definition.values = text == "@id" ? Definition::Values::iri : Definition::Values::word;
      return true;
    }
    const auto iri = iri_of(text);
    if (!iri || is_keyword(*iri)) return false;
    definition.values = Definition::Values::typed;
    definition.datatype = *iri;
    return true;
  }

  // What a name within the context stands for; names that it uses are defined first.
  std::optional<std::string> iri_of(std::string_view name) {
    if (is_keyword(name)) return name == "@id" || name == "@type" ? std::optional(std::string(name)) : std::nullopt;
    const std::string_view first = name.substr(0, name.find(':'));
    const auto before = is_keyword(first) ? members_.end() : members_.find(first);
    if (before != members_.end() && !define(first, before->second)) return std::nullopt;
    auto iri = context_.expanded(name, true);
    return iri && is_plain_iri(*iri) ? iri : std::nullopt;
  }

  Context& context_;
  const Value& local_;
  std::unordered_map<std::string_view, Value> members_{};  // of local_: find() would make large contexts quadratic
  std::unordered_map<std::string_view, bool> defined_{};
  unsigned depth_ = 0;
};

std::unique_ptr<Context> Context::make(const Context* outer, const Value& local) {
  auto context = std::make_unique<Context>();
  if (outer != nullptr) {
    context->vocabulary_ = outer->vocabulary_;
    context->language_ = outer->language_;
    context->terms_ = outer->terms_;
  }
  const auto take = [&](const Value& part) {
    const Value members = part.is_string() ? built_in(part.string()) : part;
    return members && members.is_object() && Definer(*context, members).define_all();
  };
  const bool is_known = local.is_array() ? std::ranges::all_of(local.elements(), take) : take(local);
  return is_known ? std::move(context) : nullptr;
}

const Definition* Context::find(std::string_view term) const {
  const auto found = terms_.find(term);
  return found == terms_.end() ? nullptr : &found->second;
}

const Context* Context::within(const Definition& definition) const {
  const auto [place, is_new] = within_.try_emplace({definition.scope.tape(), definition.scope.index()});
  if (is_new) place->second = make(this, definition.scope);
  return place->second.get();
}

std::optional<std::string> Context::expanded(std::string_view name, bool is_term) const {
  const Definition* term = find(name);
  if (term != nullptr && (is_term || is_keyword(term->iri))) return term->iri;
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view suffix = name.substr(colon + 1);
    const Definition* prefix = suffix.starts_with("//") ? nullptr : find(name.substr(0, colon));
    return prefix != nullptr && prefix->is_prefix ? prefix->iri + std::string(suffix) : std::string(name);
  }
  if (is_term && !vocabulary_.empty()) return vocabulary_ + std::string(name);
  return std::nullopt;
}

}  // namespace kilograph::knowledge::thing
