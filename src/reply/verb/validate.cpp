// Descriptions held to the Recommendations; no catalogue is needed.
#include "base/file.hpp"
#include "base/utf8.hpp"
#include "reply/thing_check.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

// A file that is too large breaks a rule like any other; one that cannot be read ends the call.
Result<ingest::thing::Report> report_of(const std::string& path, const ingest::thing::ValidationLimits& limits) {
  const auto bytes = read_file(path, limits.json.bytes);
  if (bytes) return check_things(*bytes, clean_utf8(std::filesystem::path(path).filename().string()), limits);
  if (bytes.error().kind != ErrorKind::too_large) return fail(bytes.error());
  return ingest::thing::too_large_report(bytes.error());
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
    answer.files.push_back({paths[done], KG_TRY(report_of(paths[done], limits))});
  }
  return Answer{std::move(answer)};
}

}  // namespace kilograph::reply
