// Descriptions held to the Recommendations; no catalogue is needed.
#include "base/file.hpp"
#include "base/utf8.hpp"
#include "reply/named_file.hpp"
#include "reply/thing_check.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

// A file that cannot be read is a finding like any other, so that the others are told too; a folder is wrong use.
Result<ValidatedFile> validated(const std::string& path, const ingest::thing::ValidationLimits& limits) {
  KG_CHECK(check_no_folder(path));
  const auto bytes = read_file(path, limits.json.bytes);
  if (bytes)
    return ValidatedFile{
        path, check_things(*bytes, clean_utf8(std::filesystem::path(path).filename().string()), limits), {}};
  ValidatedFile unread{path, ingest::thing::unread_report(bytes.error()), {}};
  if (bytes.error().kind != ErrorKind::too_large) unread.unread = bytes.error().kind;
  return unread;
}

}  // namespace

Result<Answer> validate(const Call& call, Desk& desk) {
  ValidateAnswer answer;
  answer.strict = call.has("strict");
  answer.as_sarif = call.has("sarif");
  if (answer.as_sarif && desk.for_programs) {
    return fail(ErrorKind::usage, "--json and --sarif are two forms of one answer", {}, "one of them");
  }
  ingest::thing::ValidationLimits limits;
  limits.json.bytes = call.number("max-bytes", limits.json.bytes);
  const std::vector<std::string> paths = call.list("file");
  for (std::uint64_t done = 0; done < paths.size(); ++done) {
    if (desk.progress) desk.progress({done, paths.size(), paths[done]});
    answer.files.push_back(KG_TRY(validated(paths[done], limits)));
  }
  return Answer{std::move(answer)};
}

}  // namespace kilograph::reply
