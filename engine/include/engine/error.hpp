// The engine's texts and errors as values of base/. For C++ only; the C contract is status.h.
#pragma once

#include <new>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "engine/status.h"

namespace kilograph::engine {

inline KgText text(std::string_view view) { return {reinterpret_cast<const std::uint8_t*>(view.data()), view.size()}; }

inline KgText text(ByteView bytes) { return {bytes.data(), bytes.size()}; }

inline std::string_view view(KgText text) { return {reinterpret_cast<const char*>(text.data), text.size}; }

inline std::string string(KgText text) { return std::string(view(text)); }

inline ErrorKind kind_of(KgStatus status) {
  switch (status) {
    case KG_USAGE: return ErrorKind::usage;
    case KG_BAD_INPUT: return ErrorKind::bad_input;
    case KG_TOO_LARGE: return ErrorKind::too_large;
    case KG_UNSUPPORTED: return ErrorKind::unsupported;
    case KG_NOT_FOUND: return ErrorKind::not_found;
    case KG_TIMEOUT: return ErrorKind::timeout;
    case KG_OK:
    case KG_INTERNAL:
    case KG_STOPPED: break;
  }
  return ErrorKind::internal;
}

// What a callback keeps: 0 to go on. An exception must not pass through the engine, so out of memory
// stops it instead.
template <class Keep>
int kept(const Keep& keep) noexcept {
  try {
    keep();
    return 0;
  } catch (const std::bad_alloc&) {
    return 1;
  }
}

// The error as a value; frees it. `error` may be null: then only the status is known.
inline Error take_error(KgStatus status, KgError* error) {
  if (!error) return {kind_of(status), "the engine failed without saying why"};
  Error taken{kind_of(error->status), string(error->message), {}, string(error->expected), string(error->advice)};
  if (error->line > 0) {
    taken.where = "line " + std::to_string(error->line) + ", column " + std::to_string(error->column);
  }
  kg_error_free(error);
  return taken;
}

}  // namespace kilograph::engine
