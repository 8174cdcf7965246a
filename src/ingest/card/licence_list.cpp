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

// What people write for a licence that the list names otherwise, as plain_name() has it, and what is meant by it. Where
// a name leaves open which version, the commonest.
struct Usual {
  std::string_view name, id;
};
constexpr Usual kUsual[] = {
    {"afl", "AFL-3.0"},
    {"agpl", "AGPL-3.0-or-later"},
    {"agpl3", "AGPL-3.0-only"},
    {"agpl30", "AGPL-3.0-only"},
    {"agpl3+", "AGPL-3.0-or-later"},
    {"apache", "Apache-2.0"},
    {"apache2", "Apache-2.0"},
    {"apache20", "Apache-2.0"},
    {"apachesoftware20", "Apache-2.0"},
    {"artistic", "Artistic-2.0"},
    {"asl2", "Apache-2.0"},
    {"asl20", "Apache-2.0"},
    {"boost", "BSL-1.0"},
    {"bsd", "BSD-3-Clause"},
    {"bsd2", "BSD-2-Clause"},
    {"bsd3", "BSD-3-Clause"},
    {"bsd2clause", "BSD-2-Clause"},
    {"bsd3clause", "BSD-3-Clause"},
    {"bsl", "BSL-1.0"},
    {"cc", "CC-BY-4.0, or another that begins with CC-"},
    {"cc0", "CC0-1.0"},
    {"ccby", "CC-BY-4.0"},
    {"ccby4", "CC-BY-4.0"},
    {"ccby40", "CC-BY-4.0"},
    {"ccby3", "CC-BY-3.0"},
    {"ccby30", "CC-BY-3.0"},
    {"ccbync", "CC-BY-NC-4.0"},
    {"ccbync4", "CC-BY-NC-4.0"},
    {"ccbync40", "CC-BY-NC-4.0"},
    {"ccbyncnd", "CC-BY-NC-ND-4.0"},
    {"ccbyncnd4", "CC-BY-NC-ND-4.0"},
    {"ccbyncnd40", "CC-BY-NC-ND-4.0"},
    {"ccbyncsa", "CC-BY-NC-SA-4.0"},
    {"ccbyncsa4", "CC-BY-NC-SA-4.0"},
    {"ccbyncsa40", "CC-BY-NC-SA-4.0"},
    {"ccbynd", "CC-BY-ND-4.0"},
    {"ccbynd4", "CC-BY-ND-4.0"},
    {"ccbynd40", "CC-BY-ND-4.0"},
    {"ccbysa", "CC-BY-SA-4.0"},
    {"ccbysa4", "CC-BY-SA-4.0"},
    {"ccbysa40", "CC-BY-SA-4.0"},
    {"cczero", "CC0-1.0"},
    {"creativecommons", "CC-BY-4.0, or another that begins with CC-"},
    {"cuda", "C-UDA-1.0"},
    {"epl", "EPL-2.0"},
    {"epl2", "EPL-2.0"},
    {"eupl", "EUPL-1.2"},
    {"expat", "MIT"},
    {"freebsd", "BSD-2-Clause"},
    {"gfdl", "GFDL-1.3-or-later"},
    {"gnugpl", "GPL-3.0-or-later"},
    {"gnugeneralpublic2", "GPL-2.0-only"},
    {"gnugeneralpublic3", "GPL-3.0-only"},
    {"gnugeneralpublic30", "GPL-3.0-only"},
    {"gnugpl2", "GPL-2.0-only"},
    {"gnugpl3", "GPL-3.0-only"},
    {"gnulgpl", "LGPL-3.0-or-later"},
    {"gpl", "GPL-3.0-or-later"},
    {"gpl2", "GPL-2.0-only"},
    {"gpl20", "GPL-2.0-only"},
    {"gpl2+", "GPL-2.0-or-later"},
    {"gpl2orlater", "GPL-2.0-or-later"},
    {"gpl3", "GPL-3.0-only"},
    {"gpl30", "GPL-3.0-only"},
    {"gpl3+", "GPL-3.0-or-later"},
    {"gpl3orlater", "GPL-3.0-or-later"},
    {"isc", "ISC"},
    {"lgpl", "LGPL-3.0-or-later"},
    {"lgpl21", "LGPL-2.1-only"},
    {"lgpl3", "LGPL-3.0-only"},
    {"lgpl30", "LGPL-3.0-only"},
    {"lgpl3+", "LGPL-3.0-or-later"},
    {"mit", "MIT"},
    {"modifiedbsd", "BSD-3-Clause"},
    {"mozilla", "MPL-2.0"},
    {"mozillapublic20", "MPL-2.0"},
    {"mpl", "MPL-2.0"},
    {"mpl2", "MPL-2.0"},
    {"newbsd", "BSD-3-Clause"},
    {"odbl", "ODbL-1.0"},
    {"ofl", "OFL-1.1"},
    {"pddl", "PDDL-1.0"},
    {"publicdomain", "CC0-1.0"},
    {"simplifiedbsd", "BSD-2-Clause"},
    {"unlicense", "Unlicense"},
    {"unlicence", "Unlicense"},
};

// "Apache License, Version 2.0" is apache20, "GPL v3" and "GPLv3" are gpl3: letters and digits without the words that
// say nothing and the v of a version.
std::string plain_name(std::string_view name) {
  constexpr std::string_view kNothing[] = {"the", "license", "licence", "licensed", "version", "v"};
  std::string plain, word;
  const auto end_word = [&] {
    if (std::ranges::find(kNothing, word) == std::end(kNothing)) plain += word;
    word.clear();
  };
  const std::string lower = domain::lower_case(name);
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char letter = lower[i];
    const bool is_digit_next = i + 1 < lower.size() && lower[i + 1] >= '0' && lower[i + 1] <= '9';
    const bool is_kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '+';
    if (is_kept && !(letter == 'v' && is_digit_next)) word += letter;
    else if (letter == ' ' || letter == ',') end_word();
  }
  end_word();
  return plain;
}

const Usual* usual_of(std::string_view name) {
  const auto usual = std::ranges::find(kUsual, plain_name(name), &Usual::name);
  return usual == std::end(kUsual) ? nullptr : usual;
}

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
  if (const Usual* usual = usual_of(name)) return "the nearest is " + std::string(usual->id);
  if (std::string either = either_of(name); !either.empty()) return "the nearest is " + either;
  const auto near = domain::nearest(name, spdx_identifiers(), 1);
  if (!near.empty()) return "the nearest is " + near.front();
  return "a licence that is not on SPDX's list is " + own_licence(name);
}

bool is_usual_name(std::string_view name) { return usual_of(name) != nullptr; }

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
