#include "base/error.hpp"

#include <array>

namespace kilograph {
namespace {

constexpr std::array kRows{
    ErrorKindRow{ErrorKind::usage, "usage", 2, 400},
    ErrorKindRow{ErrorKind::bad_input, "bad-input", 3, 400},
    ErrorKindRow{ErrorKind::too_large, "too-large", 3, 413},
    ErrorKindRow{ErrorKind::unsupported, "unsupported", 3, 415},
    ErrorKindRow{ErrorKind::not_found, "not-found", 4, 404},
    ErrorKindRow{ErrorKind::ambiguous, "ambiguous", 2, 409},
    ErrorKindRow{ErrorKind::conflict, "conflict", 2, 409},
    ErrorKindRow{ErrorKind::timeout, "timeout", 3, 503},
    ErrorKindRow{ErrorKind::io, "io", 5, 500},
    ErrorKindRow{ErrorKind::internal, "internal", 5, 500},
};

}  // namespace

const ErrorKindRow& error_kind_row(ErrorKind kind) {
  for (const ErrorKindRow& row : kRows) {
    if (row.kind == kind) return row;
  }
  return kRows.back();
}

std::string Error::to_text() const {
  std::string text;
  if (!where.empty()) text += where + ": ";
  text += message;
  if (!expected.empty()) text += " (expected " + expected + ")";
  if (!advice.empty()) text += ". " + advice;
  return text;
}

Error Error::in(std::string_view outer) && {
  where = where.empty() ? std::string(outer) : std::string(outer) + ": " + where;
  return std::move(*this);
}

}  // namespace kilograph
