#include "reply/named_file.hpp"

#include "ingest/recognition.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;

bool is_iri(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && colon < text.find('/');
}

bool looks_like_file(std::string_view text) {
  return !is_iri(text) && (text.find('/') != std::string_view::npos || ingest::has_known_extension(text));
}

}  // namespace

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool is_written_as_file(std::string_view text) {
  return text.starts_with("./") || text.starts_with("../") || text.starts_with("/");
}

Result<void> check_no_folder(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {};
  return fail(ErrorKind::usage, "it is a folder, not a file", path.string(), "one file", "Name a file in it.");
}

Error not_found_either(std::string_view text, Error searched) {
  if (searched.kind != ErrorKind::not_found) return searched;
  const std::string name(text);
  std::error_code error;
  const fs::file_status status = fs::status(name, error);
  if (fs::is_directory(status) && looks_like_file(text)) {
    return {ErrorKind::usage, "it is a folder, not a file", name, "one file",
            "Name a file in it; `kilograph add` takes whole folders."};
  }
  if (fs::is_directory(status) || !looks_like_file(text)) return searched;
  if (fs::exists(status)) return {ErrorKind::usage, "it is no regular file", name, "a file that can be read again"};
  const bool searched_names = searched.where == name && !is_written_as_file(text);
  return searched_names ? Error{ErrorKind::not_found, "there is no such file, and no entity of this name or id", name,
                                searched.expected, searched.advice}
                        : Error{ErrorKind::not_found, "there is no such file", name};
}

}  // namespace kilograph::reply
