#include "serve/service/service.hpp"

#include <optional>
#include <utility>

#include "base/version.hpp"
#include "serve/directory/event_routes.hpp"
#include "serve/directory/introduction.hpp"
#include "serve/directory/search_routes.hpp"
#include "serve/directory/thing_routes.hpp"
#include "serve/http/workers.hpp"
#include "serve/rest/health.hpp"
#include "serve/rest/openapi.hpp"
#include "serve/rest/verb_routes.hpp"
#include "serve/sparql/sparql_routes.hpp"
#include "serve/vocabulary/vocabulary_routes.hpp"

namespace kilograph::serve::service {
namespace {

constexpr std::size_t kMostWrites = 4'096;  // that wait for the disk

}  // namespace

struct Service::State {
  explicit State(const http::Limits& limits)
      : workers(limits.workers, limits.waiting), query_workers(limits.query_workers, limits.waiting) {}

  http::Router router;
  std::optional<http::Server> server{};
  std::optional<reply::sparql::QueryDesk> queries{};
  std::optional<reply::directory::PathSearch> paths{};
  // After the server, so that they end before it:
  http::Workers workers, query_workers;
  std::optional<directory::Writer> writer{};
};

Service::Service(std::unique_ptr<State> state) : state_(std::move(state)) {}
Service::Service(Service&&) noexcept = default;
Service& Service::operator=(Service&&) noexcept = default;
Service::~Service() = default;

Result<Service> Service::open(const std::filesystem::path& catalogue, const http::ServerOptions& options) {
  auto state = std::make_unique<State>(options.limits);
  State* const own = state.get();
  const auto hub = std::make_shared<directory::EventHub>();
  auto things = KG_TRY(reply::directory::Directory::open(catalogue, signature() + ", http"));
  state->router.add(rest::health_routes({
      .traffic = [own]() -> const http::Traffic& { return own->server->traffic(); },
      .things = [own] { return static_cast<std::uint64_t>(own->writer->shelf().count()); },
      .change = [own] { return own->writer->shelf().seq(); },
      .is_sparql_ready = [own] { return own->queries->is_ready(); },
  }));
  state->queries.emplace(KG_TRY(reply::sparql::QueryDesk::open(catalogue)));
  state->router.add(rest::openapi_routes());
  state->router.add(rest::verb_routes({catalogue, &*state->queries}, state->workers));
  state->router.add(sparql::sparql_routes(*state->queries, state->query_workers, {}));
  state->router.add(vocabulary::vocabulary_routes(state->workers));
  state->server = KG_TRY(http::Server::listen(options, state->router));
  state->writer.emplace(std::move(things), kMostWrites, [own, hub](std::vector<reply::directory::Event> events) {
    own->server->post([hub, events = std::move(events)]() mutable { hub->publish(std::move(events)); });
  });
  state->router.add(directory::introduction_routes());
  state->paths.emplace(KG_TRY(reply::directory::PathSearch::over(state->writer->shelf())));
  state->router.add(directory::search_routes(*state->paths, state->workers));
  state->router.add(directory::thing_routes(*state->writer));
  state->router.add(directory::event_routes(hub));
  return Service(std::move(state));
}

http::Server& Service::server() { return *state_->server; }

void Service::run() {
  state_->server->run();
  state_->workers.finish();
  state_->query_workers.finish();
  state_->writer->finish();
}

Result<void> serve(const reply::ServiceOrder& order, const std::function<void(const std::string&)>& ready,
                   http::AccessLog log) {
  http::ServerOptions options;
  options.where = KG_TRY(http::parse_listen(order.listen));
  options.log = std::move(log);
  Service service = KG_TRY(Service::open(order.catalogue, options));
  service.server().take_signals();
  ready(service.server().origin());
  service.run();
  return {};
}

}  // namespace kilograph::serve::service
