// JSON-LD contexts beside those that are built in: given, listed, taken back.
#include "base/file.hpp"
#include "base/utf8.hpp"
#include "knowledge/context_document.hpp"
#include "knowledge/ontology.hpp"
#include "reply/remaking.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

using knowledge::Catalogue;
using Action = ContextAnswer::Action;

tl::unexpected<Error> missing(std::string_view what, std::string_view usage) {
  return fail(ErrorKind::usage, "`context` needs " + std::string(what), {}, std::string(usage));
}

Result<Answer> list_contexts(const Desk& desk) {
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  ContextAnswer answer;
  for (const auto& given : KG_TRY(catalogue.contexts())) {
    answer.contexts.push_back({given.url, false, given.place, given.digest.hex()});
  }
  for (const auto& known : knowledge::known_contexts()) answer.contexts.push_back({known.url, true});
  return answer;
}

Result<Answer> add_context(const std::string& url, const std::filesystem::path& path, const Desk& desk) {
  Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::write));
  const auto original = std::make_shared<const Bytes>(KG_TRY(read_file(path, knowledge::kMostContextBytes)));
  const std::string place = clean_utf8(path.filename().string());
  std::vector<std::string> unknown;
  auto document = knowledge::document_from_context(place, *original, url, KG_TRY(catalogue.contexts()), &unknown);
  if (!document) return fail(std::move(document).error().in(path.string()));
  const std::string digest = document->file.hex();
  auto done = KG_TRY(catalogue.put_context(original, std::move(*document), rereading(catalogue), desk.actor));
  ContextAnswer answer{Action::add, {{url, false, place, digest}}, done.changed, std::move(done.refused)};
  for (const std::string& other : unknown) {
    answer.warnings.push_back("it uses the context <" + other + ">, which is not known here: give its file too");
  }
  return answer;
}

Result<Answer> remove_context(const std::string& url, const Desk& desk) {
  Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::write));
  auto done = KG_TRY(catalogue.remove_context(url, rereading(catalogue), desk.actor));
  return ContextAnswer{Action::remove, {{url, false}}, done.changed, std::move(done.refused)};
}

}  // namespace

Result<Answer> context(const Call& call, Desk& desk) {
  const std::string action = call.text("action");
  if (action == "list") return list_contexts(desk);
  if (!call.has("url")) return missing("the context's address", "kilograph context " + action + " URL");
  if (action == "remove") return remove_context(call.text("url"), desk);
  if (!call.has("file")) return missing("the context's file", "kilograph context add URL FILE");
  return add_context(call.text("url"), call.text("file"), desk);
}

}  // namespace kilograph::reply
