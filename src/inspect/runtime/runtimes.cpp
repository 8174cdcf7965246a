#include "inspect/runtime/runtimes.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "inspect/runtime/runtime_reader.hpp"

namespace kilograph::inspect {
namespace {

using Json = nlohmann::json;

constexpr int kMostBases = 8;  // how long a chain of runtimes based on another may be

constexpr const char* kReplaced = "kernel_sets";  // taken as it is, so that a base may gain one

using Files = std::map<std::string, Json>;  // by id

Result<Files> parsed(std::span<const EmbeddedFile> files) {
  Files by_id;
  for (const EmbeddedFile& file : files) {
    Json json = Json::parse(file.text, nullptr, /*allow_exceptions=*/false);
    const bool named = json.is_object() && json.contains("id") && json["id"].is_string();
    if (!named) return fail(ErrorKind::internal, "it is no JSON object with an id", std::string(file.path));
    const std::string id = json["id"].get<std::string>();
    if (!by_id.emplace(id, std::move(json)).second)
      return fail(ErrorKind::internal, "two runtimes are called \"" + id + "\"", std::string(file.path));
  }
  return by_id;
}

Result<Json> whole(const Files& files, const std::string& id, int depth) {
  const Json& own = files.at(id);
  const auto base = own.find("based_on");
  if (base == own.end()) return own;
  if (!base->is_string() || !files.contains(base->get<std::string>()) || depth >= kMostBases)
    return fail(ErrorKind::internal, "it is based on no runtime that is known", "runtime " + id);
  Json merged = KG_TRY(whole(files, base->get<std::string>(), depth + 1));
  merged.merge_patch(own);
  if (own.contains(kReplaced)) merged[kReplaced] = own[kReplaced];
  return merged;
}

}  // namespace

const OperatorRow* RuntimeDescription::row(std::string_view name) const {
  const auto found =
      std::ranges::lower_bound(operators, name, {}, [](const OperatorRow& row) { return std::string_view(row.name); });
  return found != operators.end() && found->name == name ? &*found : nullptr;
}

Result<std::vector<RuntimeDescription>> read_runtimes(std::span<const EmbeddedFile> files) {
  const Files by_id = KG_TRY(parsed(files));
  std::vector<RuntimeDescription> read;
  for (const auto& [id, own] : by_id) {
    const Json json = KG_TRY(whole(by_id, id, 0));
    auto runtime = runtime_detail::read_runtime(json);
    if (!runtime) return fail(std::move(runtime).error().in("runtime " + id));
    read.push_back(*std::move(runtime));
  }
  std::ranges::stable_sort(read, std::ranges::greater(), &RuntimeDescription::as_of);
  return read;
}

Result<std::span<const RuntimeDescription>> runtime_descriptions() {
  static const auto shipped = read_runtimes(embedded_files());
  if (!shipped) return fail(shipped.error());
  return std::span<const RuntimeDescription>(*shipped);
}

const RuntimeDescription* runtime_description(std::string_view id) {
  const auto all = runtime_descriptions();
  if (!all) return nullptr;
  const auto found = std::ranges::find(*all, id, [](const auto& one) { return std::string_view(one.runtime.id); });
  return found == all->end() ? nullptr : &*found;
}

namespace {

Result<std::vector<domain::Runtime>> runtimes_that(bool run_on_devices) {
  std::vector<domain::Runtime> list;
  for (const RuntimeDescription& one : KG_TRY(runtime_descriptions())) {
    if (one.runs_on_devices == run_on_devices) list.push_back(one.runtime);
  }
  return list;
}

}  // namespace

Result<std::vector<domain::Runtime>> runtimes() { return runtimes_that(true); }

Result<std::vector<domain::Runtime>> host_runtimes() { return runtimes_that(false); }

}  // namespace kilograph::inspect
