// Inventories of fleets.
#include "reply/verb/add_inventory.hpp"

#include <filesystem>
#include <fstream>

#include "base/file.hpp"
#include "base/listing.hpp"
#include "ingest/figures/csv.hpp"
#include "reply/inventory_intake.hpp"
#include "reply/kept_text.hpp"
#include "reply/named_file.hpp"
#include "reply/projection.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

namespace inventory = ingest::inventory;
using inventory::Columns;
using knowledge::Catalogue;

constexpr std::size_t kFrontBytes = 64 << 10;

std::string front_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string front(kFrontBytes, '\0');
  file.read(front.data(), static_cast<std::streamsize>(front.size()));
  front.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return front;
}

// The mapping that the call states or names; nothing where it does neither.
Result<std::optional<Columns>> stated_columns(Catalogue& catalogue, const Call& call, const Desk& desk) {
  if (call.has("columns")) {
    auto columns = inventory::parse_columns(call.text("columns"));
    if (!columns) return fail(std::move(columns).error().in("--columns"));
    if (call.has("mapping")) {
      KG_CHECK(keep_text(catalogue, desk.actor, TextKind::columns, {call.text("mapping"), to_text(*columns)}));
    }
    return *columns;
  }
  if (!call.has("mapping")) return std::nullopt;
  const std::string kept = KG_TRY(kept_text(catalogue, TextKind::columns, call.text("mapping")));
  return KG_TRY(inventory::parse_columns(kept));
}

tl::unexpected<Error> no_columns(std::string_view text, const std::string& path) {
  const std::string header = listed(ingest::figures::csv_header(text));
  return fail(ErrorKind::usage, "which column is what is not said", path,
              "--columns \"id=…,model=…\", or --mapping NAME",
              header.empty() ? "" : "The columns are: " + header + ".");
}

Result<void> take_file(Catalogue& catalogue, const std::string& path, const std::optional<Columns>& stated,
                       const Call& call, Desk& desk, AddAnswer& answer) {
  KG_CHECK(check_no_folder(path));
  const auto original = std::make_shared<const Bytes>(KG_TRY(read_file(path, call.number("max-bytes", 64ull << 20))));
  const std::string_view text = KG_TRY(inventory::inventory_text(*original));
  const auto kind = inventory::export_of(text);
  if (!stated && !kind) return no_columns(text, path);
  const std::string source = call.has("mapping") ? call.text("mapping")
                             : kind              ? std::string(source_name_of(*kind))
                                                 : std::filesystem::path(path).stem().string();
  return take_inventory(catalogue, {path, stated ? *stated : usual_columns(*kind), source, call.has("prune")}, original,
                        desk, answer);
}

}  // namespace

Result<bool> is_inventory_call(const Call& call) {
  if (call.has("columns") || call.has("mapping") || call.has("prune")) return true;
  const auto paths = call.list("path");
  std::error_code error;
  if (paths.size() != 1 || !std::filesystem::is_regular_file(paths.front(), error)) return false;
  const std::string front = front_of(paths.front());
  const std::size_t begin = front.find_first_not_of(" \t\r\n");
  const bool is_json = begin != std::string::npos && (front[begin] == '{' || front[begin] == '[');
  return is_json && inventory::export_of(front).has_value();
}

Result<Answer> add_inventory(const Call& call, Desk& desk) {
  if (!call.has("path")) return fail(ErrorKind::usage, "`add` needs PATH", "", "the inventory's file");
  Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::write));
  const auto columns = KG_TRY(stated_columns(catalogue, call, desk));
  AddAnswer answer;
  answer.streamed = call.has("stream");
  for (const std::string& path : call.list("path")) {
    auto taken = take_file(catalogue, path, columns, call, desk, answer);
    if (!taken) return fail(std::move(taken).error().in(path));
  }
  keep_projection(desk, answer.added + answer.changed);
  return answer;
}

}  // namespace kilograph::reply
