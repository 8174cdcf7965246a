#include "reply/directory/thing_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "base/json/document.hpp"

namespace kilograph::reply::directory {
namespace {

constexpr std::uint64_t kMostSeconds = 100ull * 366 * 24 * 3600;  // of a ttl: a century

bool names_discovery(const Json& context) {
  if (context.is_array()) return std::ranges::any_of(context, names_discovery);
  return context.is_string() && context.get_ref<const std::string&>() == kDiscoveryContext;
}

// Seconds of a ttl that is right.
std::optional<std::uint64_t> seconds_of(const Json& ttl) {
  if (ttl.is_number_float()) {
    const auto number = ttl.get<double>();
    if (number < 0 || number > static_cast<double>(kMostSeconds)) return std::nullopt;
    return static_cast<std::uint64_t>(number);
  }
  if (!ttl.is_number_unsigned() || ttl.get<std::uint64_t>() > kMostSeconds) return std::nullopt;
  return ttl.get<std::uint64_t>();
}

// `member` first, or after @context where there is one.
Json with_id(Json thing, const std::string& id) {
  Json whole = Json::object();
  if (thing.contains("@context")) whole["@context"] = thing["@context"];
  whole["id"] = id;
  for (auto& [name, value] : thing.items()) {
    if (!whole.contains(name)) whole[name] = std::move(value);
  }
  return whole;
}

// Where discovery is named already, the context stays as it is.
void add_discovery(Json& thing) {
  Json& context = thing["@context"];
  if (names_discovery(context)) return;
  Json list = context.is_array() ? context : Json::array({context});
  list.push_back(kDiscoveryContext);
  context = std::move(list);
}

}  // namespace

Result<Json> parse_object(std::string_view text, std::string_view what) {
  const auto document = KG_TRY(json::parse(text, {.bytes = 16u << 20, .values = 4u << 20}));
  if (!document.root().is_object()) {
    return fail(ErrorKind::bad_input, "the " + std::string(what) + " is no JSON object", "line 1, column 1", "{…}");
  }
  return Json::parse(text);
}

std::string new_thing_id() {
  std::random_device device;
  std::uint64_t high = (std::uint64_t{device()} << 32) | device();
  std::uint64_t low = (std::uint64_t{device()} << 32) | device();
  high = (high & ~0xF000ull) | 0x4000;
  low = (low & ~(0xC0ull << 56)) | (0x80ull << 56);
  return fmt::format("urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, (high >> 16) & 0xFFFF, high & 0xFFFF,
                     low >> 48, low & 0xFFFFFFFFFFFF);
}

std::optional<BadRegistration> check_registration(const Json& thing) {
  const auto found = thing.find("registration");
  if (found == thing.end()) return std::nullopt;
  if (!found->is_object()) return BadRegistration{"/registration", "registration is no object"};
  if (const auto ttl = found->find("ttl"); ttl != found->end() && !seconds_of(*ttl)) {
    return BadRegistration{"/registration/ttl", "ttl is no number of seconds from 0 to a century"};
  }
  for (const char* name : {"expires", "created", "modified", "retrieved"}) {
    const auto member = found->find(name);
    if (member == found->end()) continue;
    if (!member->is_string() || !parse_moment(member->get<std::string>())) {
      return BadRegistration{"/registration/" + std::string(name),
                             std::string(name) + " is no moment, as 2026-11-21T10:15:30Z"};
    }
  }
  return std::nullopt;
}

Json kept_form(Json thing, const std::string& id, Moment at) {
  if (!thing.contains("id")) thing = with_id(std::move(thing), id);
  const auto found = thing.find("registration");
  if (found == thing.end()) return thing;
  Json registration = Json::object();
  if (const auto ttl = found->find("ttl"); ttl != found->end()) {
    registration["expires"] = to_text(at + std::chrono::seconds(*seconds_of(*ttl)));
    registration["ttl"] = *ttl;
  } else if (const auto expires = found->find("expires"); expires != found->end()) {
    registration["expires"] = *expires;
  }
  if (registration.empty()) {
    thing.erase("registration");
  } else {
    *found = std::move(registration);
  }
  return thing;
}

std::optional<Moment> expiry_of(const Json& kept) {
  const auto found = kept.find("registration");
  if (found == kept.end() || !found->is_object()) return std::nullopt;
  const auto expires = found->find("expires");
  if (expires == found->end() || !expires->is_string()) return std::nullopt;
  return parse_moment(expires->get_ref<const std::string&>());
}

Json served_form(Json kept, const std::string& created, const std::string& modified) {
  add_discovery(kept);
  Json registration{{"created", created}, {"modified", modified}};
  if (const auto found = kept.find("registration"); found != kept.end() && found->is_object()) {
    for (const char* name : {"expires", "ttl"}) {
      if (found->contains(name)) registration[name] = (*found)[name];
    }
  }
  kept["registration"] = std::move(registration);
  return kept;
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace kilograph::reply::directory
