// The Thing as a whole, its links and its texts.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "ingest/thing/validation/thing_walk.hpp"
#include "ingest/thing/validation/words.hpp"

namespace kilograph::ingest::thing {
namespace {

using json::Value;

bool is_text(const Value& value) { return value && value.is_string(); }
bool is_object(const Value& value) { return value && value.is_object(); }

void check_title(Walk& walk, RuleId rule, const Value& object, std::string_view one, std::string_view many,
                 const Place& place) {
  const Value text = object.find(one), texts = object.find(many);
  if (!is_text(text) || !is_object(texts) || texts.empty()) return;
  for (const json::Member& member : texts.members()) {
    if (member.value().is_string() && member.value().string() == text.string()) return;
  }
  walk.break_rule(rule, place.at(one), text, [&] {
    return fmt::format(
        "\"{}\" is \"{}\", which is none of \"{}\": add it there with its language, or make one of them the \"{}\"",
        one, text.string().substr(0, 80), many, one);
  });
}

void check_languages(Walk& walk, const Value& texts, const Place& place) {
  if (!is_object(texts)) return;
  std::vector<std::string_view> languages;
  for (const json::Member& member : texts.members()) languages.push_back(member.name());
  std::ranges::sort(languages);
  if (walk.first_language_map.empty()) {
    walk.first_language_map = pointer_to(place);
    walk.languages = std::move(languages);
    return;
  }
  if (languages == walk.languages) return;
  walk.break_rule(RuleId::languages_differ, place, texts, [&] {
    return fmt::format("the languages are {} here and {} at {}: give each text in the same ones",
                       fmt::join(languages, ", "), fmt::join(walk.languages, ", "), walk.first_language_map);
  });
}

void check_links(Walk& walk, const Value& links, const Place& place) {
  if (!links || !links.is_array() || walk.edition == Edition::td_1_0) return;
  std::size_t position = 0, models = 0;
  for (const Value& link : links.elements()) {
    const Value relation = link.is_object() ? link.find("rel") : Value();
    if (is_text(relation) && relation.string() == "type" && ++models == 2) {
      walk.break_rule(RuleId::link_model_twice, place.at(position).at("rel"), relation, [] {
        return std::string("a second link has rel type: a Thing is an instance of one Thing Model; keep one of them");
      });
    }
    ++position;
  }
}

void check_sizes(Walk& walk, const Value& link, bool is_icon, const Place& place) {
  const Value sizes = link.find("sizes");
  if (!sizes || walk.edition == Edition::td_1_0) return;
  const auto has_form = [&] {
    if (!sizes.is_string()) return false;
    const std::size_t x = sizes.string().find_first_of('x');
    if (walk.is_model() && has_placeholder(sizes.string())) return true;
    return x != std::string_view::npos && x + 1 < sizes.string().size() && sizes.string()[x + 1] >= '0' &&
           sizes.string()[x + 1] <= '9';
  };
  if (is_icon && has_form()) return;
  walk.break_rule(RuleId::link_icon, place.at("sizes"), sizes, [&] {
    return is_icon ? std::string("\"sizes\" must be text such as 16x16")
                   : std::string("\"sizes\" is for icons: give the link rel icon, or leave sizes out");
  });
}

}  // namespace

void check_texts(Walk& walk, const Value& object, const Place& place) {
  check_title(walk, RuleId::title_not_among_titles, object, "title", "titles", place);
  check_title(walk, RuleId::description_not_among, object, "description", "descriptions", place);
  check_languages(walk, object.find("titles"), place.at("titles"));
  check_languages(walk, object.find("descriptions"), place.at("descriptions"));
  if (const Value types = object.find("@type")) check_types(walk, types, place.at("@type"));
}

void check_link(Walk& walk, const Value& link, const Place& place) {
  const Value relation = link.find("rel"), href = link.find("href");
  const bool is_icon = is_text(relation) && relation.string() == "icon";
  check_sizes(walk, link, is_icon, place);
  if (is_text(href) && !has_iri_characters(href.string()) && !walk.is_model()) {
    walk.break_rule(RuleId::iri_characters, place.at("href"), href, [&] {
      return fmt::format("\"{}\" has a character that no IRI has: write it as % and two hexadecimal digits",
                         href.string().substr(0, 80));
    });
  }
  if (!is_text(relation)) return;
  const std::string_view name = relation.string();
  if (name == "tm:extends" && walk.edition == Edition::td_1_1) {
    return walk.break_rule(RuleId::link_relation, place.at("rel"), relation, [] {
      return std::string("tm:extends is for Thing Models: an instance links to its model with rel type");
    });
  }
  if (has_prefix(name) || is_link_relation(name) || (walk.is_model() && has_placeholder(name))) return;
  walk.break_rule(RuleId::link_relation_unknown, place.at("rel"), relation, [&] {
    return fmt::format(
        "the relation \"{}\" is not registered: use a registered one, or an IRI or prefixed name of your own",
        name.substr(0, 80));
  });
}

void check_thing(Walk& walk, const Value& thing, const Place& place) {
  check_texts(walk, thing, place);
  if (const Value names = thing.find("security")) check_security_names(walk, names, place.at("security"));
  const Value forms = thing.find("forms");
  if (forms && forms.is_array() && forms.empty()) {
    walk.break_rule(RuleId::thing_forms_empty, place.at("forms"), forms,
                    [] { return std::string("\"forms\" of the Thing itself is empty: leave it out"); });
  }
  check_key_names(walk, thing.find("uriVariables"), place.at("uriVariables"));
  check_links(walk, thing.find("links"), place.at("links"));
  const Value base = thing.find("base");
  if (is_text(base) && !has_iri_characters(base.string()) && !walk.is_model()) {
    walk.break_rule(RuleId::iri_characters, place.at("base"), base, [&] {
      return fmt::format("\"{}\" has a character that no IRI has: write it as % and two hexadecimal digits",
                         base.string().substr(0, 80));
    });
  }
  if (walk.is_model()) check_model(walk, thing, place);
}

}  // namespace kilograph::ingest::thing
