#include "ingest/card/licence_list.hpp"

#include <algorithm>
#include <map>

#include "domain/spelling.hpp"
#include "ingest/card/licence.hpp"
#include "ingest/embedded.hpp"

namespace kilograph::ingest::card {
namespace {

struct List {
  std::map<std::string, ListedLicence, std::less<>> licences, exceptions;  // by identifier in lower case
};

List read_list() {
  List list;
  std::string_view text = embedded_files().front().text;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with('#')) continue;
    const bool is_deprecated = line.starts_with('-'), is_exception = line.starts_with('+');
    if (is_deprecated || is_exception) line.remove_prefix(1);
    auto& rows = is_exception ? list.exceptions : list.licences;
    rows.emplace(domain::lower_case(line), ListedLicence{std::string(line), is_deprecated});
  }
  return list;
}

const List& list() {
  static const List all = read_list();
  return all;
}

// What people write for a licence that the list names otherwise, and the commonest of that name.
struct Usual {
  std::string_view name, id;
};
constexpr Usual kUsual[] = {
    {"agpl", "AGPL-3.0-or-later"},
    {"apache", "Apache-2.0"},
    {"apache license", "Apache-2.0"},
    {"apache license 2.0", "Apache-2.0"},
    {"bsd", "BSD-3-Clause"},
    {"bsd license", "BSD-3-Clause"},
    {"c-uda", "C-UDA-1.0"},
    {"cc", "CC-BY-4.0, or another that begins with CC-"},
    {"cc0", "CC0-1.0"},
    {"gfdl", "GFDL-1.3-or-later"},
    {"gpl", "GPL-3.0-or-later"},
    {"lgpl", "LGPL-3.0-or-later"},
    {"mit license", "MIT"},
    {"mpl", "MPL-2.0"},
    {"odbl", "ODbL-1.0"},
    {"pddl", "PDDL-1.0"},
    {"public domain", "CC0-1.0"},
    {"the mit license", "MIT"},
};

const ListedLicence* in(const std::map<std::string, ListedLicence, std::less<>>& rows, std::string_view id) {
  const auto row = rows.find(domain::lower_case(id));
  return row == rows.end() ? nullptr : &row->second;
}

// "MIT/Apache-2.0" is either.
std::string either_of(std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos) return {};
  const ListedLicence *one = listed_licence(name.substr(0, slash)), *other = listed_licence(name.substr(slash + 1));
  return one && other ? one->id + " OR " + other->id : std::string();
}

}  // namespace

const ListedLicence* listed_licence(std::string_view id) { return in(list().licences, id); }
const ListedLicence* listed_exception(std::string_view id) { return in(list().exceptions, id); }

std::string own_licence(std::string_view name) {
  std::string id = "LicenseRef-";
  for (const char letter : name) {
    const bool is_kept = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                         (letter >= '0' && letter <= '9') || letter == '.';
    id += is_kept ? letter : '-';
  }
  return id;
}

std::string licence_advice(std::string_view name) {
  const auto usual = std::ranges::find(kUsual, domain::lower_case(name), &Usual::name);
  if (usual != std::end(kUsual)) return "the nearest is " + std::string(usual->id);
  if (std::string either = either_of(name); !either.empty()) return "the nearest is " + either;
  const auto near = domain::nearest(name, spdx_identifiers(), 1);
  if (!near.empty()) return "the nearest is " + near.front();
  return "a licence that is not on SPDX's list is " + own_licence(name);
}

std::string exception_advice(std::string_view name) {
  std::vector<std::string> known;
  for (const auto& [key, row] : list().exceptions) known.push_back(row.id);
  const auto near = domain::nearest(name, known, 1);
  return near.empty() ? "such as Classpath-exception-2.0" : "the nearest is " + near.front();
}

std::string successor_advice(const ListedLicence& deprecated) {
  const bool or_later = deprecated.id.ends_with('+');
  const std::string stem = or_later ? deprecated.id.substr(0, deprecated.id.size() - 1) : deprecated.id;
  const ListedLicence *only = listed_licence(stem + "-only"), *later = listed_licence(stem + "-or-later");
  if (only && later) return "the nearest is " + (or_later ? later->id : only->id + " or " + later->id);
  return licence_advice(deprecated.id);
}

const std::vector<std::string>& spdx_identifiers() {
  static const std::vector<std::string> ids = [] {
    std::vector<std::string> all;
    for (const auto& [key, row] : list().licences) {
      if (!row.is_deprecated) all.push_back(row.id);
    }
    return all;
  }();
  return ids;
}

}  // namespace kilograph::ingest::card
