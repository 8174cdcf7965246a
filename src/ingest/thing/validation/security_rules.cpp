// Security schemes (TD 1.1, section 5.3.3): what each may hold, and the names by which they are used.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "ingest/thing/validation/thing_walk.hpp"
#include "ingest/thing/validation/words.hpp"

namespace kilograph::ingest::thing {
namespace {

using json::Value;

constexpr std::string_view kPlaces[] = {"header", "query", "body", "cookie", "auto"};
constexpr std::string_view kKeyPlaces[] = {"header", "query", "body", "cookie", "uri", "auto"};
constexpr std::string_view kQop[] = {"auth", "auth-int"};

struct SchemeMember {
  std::string_view scheme, name;
  std::span<const std::string_view> words{};  // where it is one of them; any text otherwise
  bool may_be_list = false;
};

constexpr SchemeMember kMembers[] = {
    {"basic", "in", kPlaces},    {"basic", "name"},           {"digest", "in", kPlaces},
    {"digest", "name"},          {"digest", "qop", kQop},     {"apikey", "in", kKeyPlaces},
    {"apikey", "name"},          {"bearer", "in", kPlaces},   {"bearer", "name"},
    {"bearer", "authorization"}, {"bearer", "alg"},           {"bearer", "format"},
    {"psk", "identity"},         {"oauth2", "authorization"}, {"oauth2", "token"},
    {"oauth2", "refresh"},       {"oauth2", "flow"},          {"oauth2", "scopes", {}, true},
};

constexpr std::string_view kSchemes[] = {"nosec", "basic", "digest", "apikey", "bearer", "psk", "oauth2"};
constexpr std::string_view kLaterSchemes[] = {"auto", "combo"};  // since 1.1

template <class List>
bool is_among(const List& words, std::string_view text) {
  return std::ranges::find(words, text) != std::end(words);
}

void check_member(Walk& walk, const SchemeMember& row, const Value& value, const Place& place) {
  const auto say = [&](const Value& at, const Place& where, const std::string& wanted) {
    walk.break_rule(RuleId::scheme_member, where, at, [&] {
      return fmt::format("\"{}\" of a {} scheme must be {}, not {}", row.name, row.scheme, wanted,
                         at.text().substr(0, 80));
    });
  };
  if (row.may_be_list && value.is_array()) {
    std::size_t position = 0;
    for (const Value& element : value.elements()) {
      if (!element.is_string()) say(element, place.at(position), "text, or a list of text");
      ++position;
    }
    return;
  }
  if (!value.is_string()) return say(value, place, row.may_be_list ? "text, or a list of text" : "text");
  if (row.words.empty() || is_among(row.words, value.string())) return;
  if (walk.is_model() && has_placeholder(value.string())) return;
  say(value, place, fmt::format("one of {}", fmt::join(row.words, ", ")));
}

void check_combo(Walk& walk, const Value& scheme, const Place& place) {
  const Value one = scheme.find("oneOf"), every = scheme.find("allOf");
  const auto is_choice = [](const Value& names) {
    if (!names || !names.is_array() || names.size() < 2) return false;
    return std::ranges::all_of(names.elements().begin(), names.elements().end(),
                               [](const Value& name) { return name.is_string(); });
  };
  if (is_choice(one) != is_choice(every) || walk.is_model()) {
    if (one) check_security_names(walk, one, place.at("oneOf"));
    if (every) check_security_names(walk, every, place.at("allOf"));
    return;
  }
  walk.break_rule(RuleId::combo_choice, place, scheme, [] {
    return std::string(
        "a combo scheme needs either oneOf or allOf: a list of at least two names of security definitions");
  });
}

void check_addresses(Walk& walk, const Value& scheme, const Place& place) {
  const Value flow = scheme.find("flow");
  if (!flow || !flow.is_string() || walk.is_model()) return;
  const bool has_authorization = bool(scheme.find("authorization")), has_token = bool(scheme.find("token"));
  const auto say = [&](RuleId rule, std::string_view words) {
    walk.break_rule(rule, place, scheme, [&] { return std::string(words); });
  };
  const bool is_client = walk.edition == Edition::td_1_1 && flow.string() == "client";
  if (flow.string() == "code" && !(has_authorization && has_token)) {
    say(RuleId::oauth2_addresses,
        "the flow code of oauth2 needs both authorization and token, the addresses of its server");
  } else if (is_client && !has_token) {
    say(RuleId::oauth2_client_token, "the flow client of oauth2 needs token, the address of its server");
  } else if (is_client && has_authorization) {
    say(RuleId::oauth2_addresses, "the flow client of oauth2 has no authorization: leave it out");
  }
}

bool is_json_pointer(std::string_view text) {
  if (!text.empty() && text.front() != '/') return false;
  for (std::size_t at = text.find('~'); at != std::string_view::npos; at = text.find('~', at + 1)) {
    if (at + 1 == text.size() || (text[at + 1] != '0' && text[at + 1] != '1')) return false;
  }
  return true;
}

void check_body_name(Walk& walk, const Value& scheme, const Place& place) {
  const Value where = scheme.find("in"), name = scheme.find("name");
  if (walk.edition != Edition::td_1_1 || !where || !where.is_string() || where.string() != "body") return;
  if (!name || !name.is_string() || is_json_pointer(name.string())) return;
  walk.break_rule(RuleId::key_pointer, place.at("name"), name, [&] {
    return fmt::format("\"{}\" is no JSON pointer, which leads to the place in the body: write /{} or the like",
                       name.string().substr(0, 80), name.string().substr(0, 80));
  });
}

}  // namespace

void check_key_variables(Walk& walk, const Value& names, const Value& href, const Place& place) {
  if (walk.edition != Edition::td_1_1 || walk.keys_in_addresses.empty() || !href || !href.is_string()) return;
  const auto used = template_variables(href.string());
  each_text(names, place, [&](const Value& name, const Place&) {
    for (const auto& [definition, variable] : walk.keys_in_addresses) {
      if (definition != name.string() || is_among(used, variable)) continue;
      walk.break_rule(RuleId::key_variable_absent, place.at("href"), href, [&, variable = variable] {
        return fmt::format("the address lacks the variable \"{}\" of the security definition \"{}\": add {{?{}}}",
                           variable, name.string().substr(0, 80), variable);
      });
    }
  });
}

void check_key_names(Walk& walk, const Value& variables, const Place& place) {
  if (walk.edition != Edition::td_1_1 || walk.keys_in_addresses.empty() || !variables || !variables.is_object()) return;
  for (const json::Member& member : variables.members()) {
    for (const auto& [definition, variable] : walk.keys_in_addresses) {
      if (variable != member.name()) continue;
      walk.break_rule(RuleId::key_variable_taken, place.at(member.name()), member.name_value(),
                      [&, definition = definition] {
                        return fmt::format("\"{}\" is the variable of the security definition \"{}\" too: rename one",
                                           member.name().substr(0, 80), definition);
                      });
    }
  }
}

bool is_scheme_member(std::string_view name) {
  return name == "oneOf" || name == "allOf" ||
         std::ranges::find(kMembers, name, &SchemeMember::name) != std::end(kMembers);
}

std::vector<std::string_view> scheme_members(const Value& scheme) {
  const Value kind = scheme.find("scheme");
  std::vector<std::string_view> names;
  for (const SchemeMember& row : kMembers) {
    if (kind && kind.is_string() && kind.string() == row.scheme) names.push_back(row.name);
  }
  return names;
}

void check_security_scheme(Walk& walk, const Value& scheme, const Place& place) {
  check_texts(walk, scheme, place);
  const Value kind = scheme.find("scheme");
  if (!kind || !kind.is_string()) return;
  const std::string_view name = kind.string();
  const bool is_later = walk.edition != Edition::td_1_0 && is_among(kLaterSchemes, name);
  if (!is_among(kSchemes, name) && !is_later && !has_prefix(name) && !(walk.is_model() && has_placeholder(name))) {
    return walk.break_rule(RuleId::scheme_unknown, place.at("scheme"), kind, [&] {
      return fmt::format(
          "the security scheme \"{}\" is not known: use one of {}, or a name with a prefix that @context defines", name,
          fmt::join(kSchemes, ", "));
    });
  }
  for (const json::Member& member : scheme.members()) {
    for (const SchemeMember& row : kMembers) {
      if (row.scheme == name && row.name == member.name())
        check_member(walk, row, member.value(), place.at(member.name()));
    }
  }
  if (is_later && name == "combo") check_combo(walk, scheme, place);
  if (is_later && name == "auto" && scheme.find("name")) {
    walk.break_rule(RuleId::auto_name, place.at("name"), scheme.find("name"),
                    [] { return std::string("an auto scheme has no name: leave it out"); });
  }
  check_prefix(walk, kind, place.at("scheme"));
  check_body_name(walk, scheme, place);
  if (name == "oauth2") check_addresses(walk, scheme, place);
}

void check_security_names(Walk& walk, const Value& names, const Place& place) {
  if (walk.is_model()) return;  // its instances may define them
  each_text(names, place, [&](const Value& name, const Place& at) {
    if (std::ranges::binary_search(walk.security_names, name.string())) return;
    walk.break_rule(RuleId::security_undefined, at, name, [&] {
      return fmt::format(
          "no security definition is named \"{}\": define it in securityDefinitions, or use one of {}",
          name.string().substr(0, 80),
          fmt::join(walk.security_names.begin(),
                    walk.security_names.begin() + std::min<std::ptrdiff_t>(std::ssize(walk.security_names), 8), ", "));
    });
  });
}

}  // namespace kilograph::ingest::thing
