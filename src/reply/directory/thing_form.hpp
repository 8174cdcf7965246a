// The forms of a Thing Description in the directory: as its maker sent it, as it is kept, as it is served.
//
// Kept is what was sent, with an id where it had none, and of its registration only `ttl` and `expires`, which
// the directory computes from `ttl`. Served is what is kept, with the discovery context and the whole registration
// (WoT Discovery, sections 7.2.1 and 7.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.hpp"
#include "reply/directory/moment.hpp"

namespace kilograph::reply::directory {

using Json = nlohmann::ordered_json;

inline constexpr std::string_view kDiscoveryContext = "https://www.w3.org/2022/wot/discovery";

// An object of JSON, by the house's own reader, so that an error has its line and column.
// Errors: bad_input, also for what is no object; too_large.
Result<Json> parse_object(std::string_view text, std::string_view what);

// "urn:uuid:…", version 4 (RFC 9562).
std::string new_thing_id();

// What is wrong with a registration: a JSON pointer and words; nothing where it is right or absent.
struct BadRegistration {
  std::string where, message;
};
std::optional<BadRegistration> check_registration(const Json& thing);

// As it is kept; `id` goes in where the thing has none. The registration must be right.
Json kept_form(Json thing, const std::string& id, Moment at);

// When what is kept expires; nothing: never.
std::optional<Moment> expiry_of(const Json& kept);

// As it is served. `created` and `modified` are the ledger's times.
Json served_form(Json kept, const std::string& created, const std::string& modified);

std::string text_of(const Json& json);  // compact, UTF-8

}  // namespace kilograph::reply::directory
