#include "reply/directory/path_search.hpp"

#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

#include "engine/error.hpp"
#include "engine/jsonpath.h"

namespace kilograph::reply::directory {

struct PathSearch::State {
  explicit State(const Shelf& given) : shelf(given), documents(kg_documents_new()) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { kg_documents_free(documents); }

  const Shelf& shelf;
  std::timed_mutex mutex;  // of all below
  KgDocuments* documents;
  std::vector<ShelvedThing> parsed;  // by id

  Result<void> put(const Shelved& thing) {
    KgError* error = nullptr;
    const KgStatus status = kg_documents_put(documents, engine::text(thing.id), engine::text(thing.text), &error);
    if (status != KG_OK) return fail(engine::take_error(status, error));
    return {};
  }

  // Both lists are by id: what is in one alone has gone or come, what differs has changed.
  Result<void> follow() {
    std::vector<ShelvedThing> now = shelf.page(0, std::nullopt);
    auto before = parsed.begin();
    for (const ShelvedThing& thing : now) {
      for (; before != parsed.end() && (*before)->id < thing->id; ++before) remove(**before);
      const bool was_there = before != parsed.end() && (*before)->id == thing->id;
      if (!was_there || *before != thing) KG_CHECK(put(*thing));
      if (was_there) ++before;
    }
    for (; before != parsed.end(); ++before) remove(**before);
    parsed = std::move(now);
    return {};
  }

  void remove(const Shelved& thing) { kg_documents_remove(documents, engine::text(thing.id)); }
};

PathSearch::PathSearch(std::unique_ptr<State> state) : state_(std::move(state)) {}
PathSearch::PathSearch(PathSearch&&) noexcept = default;
PathSearch& PathSearch::operator=(PathSearch&&) noexcept = default;
PathSearch::~PathSearch() = default;

Result<PathSearch> PathSearch::over(const Shelf& shelf) {
  auto state = std::make_unique<State>(shelf);
  if (!state->documents) return fail(ErrorKind::internal, "there is no memory for searches");
  return PathSearch(std::move(state));
}

Result<std::string> PathSearch::ask(std::string_view path, const PathLimits& limits) {
  const std::unique_lock lock(state_->mutex, std::chrono::milliseconds(limits.time_ms));
  if (!lock) return fail(ErrorKind::conflict, "another search takes its time", "", "", "Ask again in some seconds.");
  KG_CHECK(state_->follow());
  const KgPathQuery query{engine::text(path), limits.time_ms, limits.max_bytes};
  std::string answer;
  const auto keep = [](void* user, KgText json) {
    return engine::kept([&] { static_cast<std::string*>(user)->assign(engine::view(json)); });
  };
  KgError* error = nullptr;
  const KgStatus status = kg_documents_query(state_->documents, &query, keep, &answer, &error);
  if (status == KG_STOPPED) {
    kg_error_free(error);
    return fail(ErrorKind::too_large, "the answer does not fit into memory");
  }
  if (status != KG_OK) return fail(engine::take_error(status, error));
  return answer;
}

}  // namespace kilograph::reply::directory
