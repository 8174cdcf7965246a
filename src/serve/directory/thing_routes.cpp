#include "serve/directory/thing_routes.hpp"

#include <array>

#include "serve/directory/listing.hpp"
#include "serve/directory/thing_response.hpp"
#include "serve/http/accept.hpp"
#include "serve/http/problem.hpp"

namespace kilograph::serve::directory {
namespace {

using reply::directory::Order;
using reply::directory::Outcome;

constexpr unsigned kRetrySeconds = 1;
constexpr std::string_view kPatchType = "application/merge-patch+json";

struct KindRow {
  Order::Kind kind;
  std::span<const std::string_view> types;  // of its body; none: it has no body
};
constexpr std::array<std::string_view, 3> kThingTypes{"application/td+json", "application/ld+json", "application/json"};
constexpr std::array<std::string_view, 1> kPatchTypes{kPatchType};
constexpr std::array kKinds{KindRow{Order::Kind::create, kThingTypes}, KindRow{Order::Kind::put, kThingTypes},
                            KindRow{Order::Kind::patch, kPatchTypes}, KindRow{Order::Kind::remove, {}}};

// 415 where the body is of a type that the order does not take.
std::optional<http::Response> refused_type(const http::Request& request, const KindRow& row) {
  if (row.types.empty()) return std::nullopt;
  const std::string type = http::media_type_of(request.header("Content-Type"));
  if (std::ranges::find(row.types, type) != row.types.end()) return std::nullopt;
  std::string expected;
  for (const std::string_view one : row.types) expected += (expected.empty() ? "" : ", ") + std::string(one);
  http::Response response = http::problem(
      {ErrorKind::unsupported, type.empty() ? "the request does not say what its body is" : "the body is " + type,
       "Content-Type", expected});
  if (row.kind == Order::Kind::patch) response.with("Accept-Patch", std::string(kPatchType));
  return response;
}

http::Handler ordering(Writer& writer, Order::Kind kind) {
  const KindRow& row = *std::ranges::find(kKinds, kind, &KindRow::kind);
  return [&writer, &row](const std::shared_ptr<const http::Request>& request, const http::Done& done) {
    if (auto refused = refused_type(*request, row)) return done(*std::move(refused));
    Order order{row.kind,
                request->variable("id"),
                request->body,
                {std::string(request->header("If-Match")), std::string(request->header("If-None-Match"))}};
    const bool is_taken =
        writer.submit(std::move(order), [done](const Outcome& outcome) { done(response_to(outcome)); });
    if (is_taken) return;
    done(http::try_later({ErrorKind::too_large, "too many changes wait for the disk"}, 429, kRetrySeconds));
  };
}

http::Response retrieve(const http::Request& request, const reply::directory::Shelf& shelf) {
  const auto thing = shelf.find(request.variable("id"));
  if (thing) return thing_response(request, *thing);
  return http::problem({ErrorKind::not_found, "there is no Thing of this id", request.variable("id"), "",
                        "GET /things lists all; an id is written with percent signs: urn%3Aexample%3A1."});
}

}  // namespace

std::vector<http::Route> thing_routes(Writer& writer) {
  const auto& shelf = writer.shelf();
  return {{"GET", "/things", http::at_once([&shelf](const http::Request& request) { return listing(request, shelf); })},
          {"POST", "/things", ordering(writer, Order::Kind::create)},
          {"GET", "/things/{id}",
           http::at_once([&shelf](const http::Request& request) { return retrieve(request, shelf); })},
          {"PUT", "/things/{id}", ordering(writer, Order::Kind::put)},
          {"PATCH", "/things/{id}", ordering(writer, Order::Kind::patch)},
          {"DELETE", "/things/{id}", ordering(writer, Order::Kind::remove)}};
}

}  // namespace kilograph::serve::directory
