// Descriptions held to the Recommendations; no catalogue is needed.
#include "base/file.hpp"
#include "base/utf8.hpp"
#include "reply/model_check.hpp"
#include "reply/named_file.hpp"
#include "reply/thing_check.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

constexpr const char* kInput = "-";

Result<Bytes> bytes_of(const std::string& path, const Desk& desk, std::uint64_t limit_bytes) {
  if (path != kInput) {
    KG_CHECK(check_no_folder(path));
    return read_file(path, limit_bytes);
  }
  if (!desk.read_input) return fail(ErrorKind::usage, "there is no standard input to read from", kInput);
  const std::string text = KG_TRY(desk.read_input(limit_bytes));
  return Bytes(text.begin(), text.end());
}

// A file that cannot be read, or a folder, is a finding like any other, so that the others are told too.
ValidatedFile validated(const std::string& path, const Desk& desk, const ingest::thing::ValidationLimits& limits) {
  const auto bytes = bytes_of(path, desk, limits.json.bytes);
  if (bytes) {
    ValidatedFile file{
        path, check_things(*bytes, clean_utf8(std::filesystem::path(path).filename().string()), limits), {}};
    if (path != kInput) check_model_whole(file.report, text_of(*bytes), path);
    return file;
  }
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
  std::error_code error;
  answer.folder = std::filesystem::current_path(error);
  ingest::thing::ValidationLimits limits;
  limits.json.bytes = call.number("max-bytes", limits.json.bytes);
  const std::vector<std::string> paths = call.list("file");
  for (std::uint64_t done = 0; done < paths.size(); ++done) {
    if (desk.progress) desk.progress({done, paths.size(), paths[done]});
    answer.files.push_back(validated(paths[done], desk, limits));
  }
  return Answer{std::move(answer)};
}

}  // namespace kilograph::reply
