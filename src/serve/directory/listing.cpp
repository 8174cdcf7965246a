#include "serve/directory/listing.hpp"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "serve/directory/thing_response.hpp"
#include "serve/http/accept.hpp"
#include "serve/http/problem.hpp"

namespace kilograph::serve::directory {
namespace {

using reply::directory::ShelvedThing;

constexpr std::size_t kPieceBytes = 64u << 10;
constexpr std::array<std::string_view, 2> kListTypes{"application/ld+json", "application/json"};
constexpr std::array<std::string_view, 2> kSorting{"sort_by", "sort_order"};

struct Page {
  std::size_t offset = 0;
  std::optional<std::size_t> limit{};
  bool is_collection = false;
};

Result<std::optional<std::size_t>> number_in(const http::Request& request, std::string_view name, std::size_t least) {
  const auto text = request.parameter(name);
  if (!text) return std::nullopt;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number < least) {
    return fail(ErrorKind::usage, "'" + *text + "' is no number of Things", std::string(name),
                "a whole number from " + std::to_string(least));
  }
  return number;
}

Result<Page> page_in(const http::Request& request) {
  Page page;
  page.offset = KG_TRY(number_in(request, "offset", 0)).value_or(0);
  page.limit = KG_TRY(number_in(request, "limit", 1));
  const std::string format = request.parameter("format").value_or("array");
  page.is_collection = format == "collection";
  if (format != "array" && format != "collection") {
    return fail(ErrorKind::usage, "'" + format + "' is no form of a list", "format", "array or collection");
  }
  return page;
}

std::string address_of(const Page& page, std::size_t offset) {
  std::string address = "/things?offset=" + std::to_string(offset);
  if (page.limit) address += "&limit=" + std::to_string(*page.limit);
  return page.is_collection ? address + "&format=collection" : address;
}

// Things one after the other with commas between, some at a time; what stands before and after them first and last.
std::function<std::string()> pieces(std::vector<ShelvedThing> things, std::string before, std::string after) {
  return [things = std::move(things), before = std::move(before), after = std::move(after), at = std::size_t{0},
          is_over = false]() mutable {
    if (is_over) return std::string();
    std::string piece = at == 0 ? before : std::string();
    for (; at < things.size() && piece.size() < kPieceBytes; ++at) {
      if (at > 0) piece += ',';
      piece += things[at]->text;
      things[at].reset();
    }
    if (at == things.size()) {
      piece += after;
      is_over = true;
    }
    return piece;
  };
}

}  // namespace

http::Response listing(const http::Request& request, const reply::directory::Shelf& shelf) {
  for (const std::string_view option : kSorting) {
    if (!request.parameter(option)) continue;
    return http::problem({ErrorKind::unsupported, "Things are listed by their id alone", std::string(option)}, 501);
  }
  const auto page = page_in(request);
  if (!page) return http::problem(page.error());
  const auto type = http::best_of(request.header("Accept"), kListTypes);
  if (!type) return not_acceptable("application/ld+json, application/json");
  const std::size_t total = shelf.count();
  std::vector<ShelvedThing> things = shelf.page(page->offset, page->limit);
  const std::size_t end = page->offset + things.size();
  const bool has_more = page->limit && end < total;
  http::Response response;
  response.with("Content-Type", std::string(kListTypes[*type]));
  const std::string tag = "\"" + std::to_string(shelf.seq()) + "\"";
  if (page->limit) {
    if (has_more) response.with("Link", "<" + address_of(*page, end) + ">; rel=\"next\"");
    response.with("Link", "<" + request.origin + "/things>; rel=\"canonical\"; etag=" + tag);
  }
  std::string before = "[", after = "]";
  if (page->is_collection) {
    nlohmann::ordered_json head{{"@context", reply::directory::kDiscoveryContext},
                                {"@type", "ThingCollection"},
                                {"total", total},
                                {"@id", address_of(*page, page->offset)}};
    if (has_more) head["next"] = address_of(*page, end);
    before = head.dump();
    before.back() = ',';
    before += "\"members\":[";
    after = "]}";
  }
  response.next = pieces(std::move(things), std::move(before), std::move(after));
  return response;
}

}  // namespace kilograph::serve::directory
