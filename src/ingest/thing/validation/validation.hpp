// Thing Descriptions and Thing Models held to the W3C Recommendations TD 1.0 (2020) and TD 1.1 (2023).
// What each class may hold is a table (member_table.hpp), and so are the rules beyond it (rule_table.hpp);
// docs/formats/thing_description.md lists them all.
#pragma once

#include "base/bytes.hpp"
#include "base/json/document.hpp"
#include "ingest/thing/validation/report.hpp"

namespace kilograph::ingest::thing {

struct ValidationLimits {
  json::Limits json{.bytes = 16u << 20, .depth = 100, .values = 4u << 20};
  std::size_t findings = 1000;  // that are told; the rest is counted
};

// One description, a list of them, or an object with several under "@graph". Broken JSON, bytes that are not
// UTF-8 and texts beyond a limit are findings too, so this cannot fail. Time grows with the text alone.
Report validate(ByteView bytes, const ValidationLimits& limits = {});

// Of a file that was not read: because it is too large, or is not there, or the machine does not give it.
Report unread_report(const Error& error);

// The same of a text that was read already, whose nesting was limited then.
Report validate(const json::Document& document, const ValidationLimits& limits = {});

}  // namespace kilograph::ingest::thing
