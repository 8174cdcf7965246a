// Result<T>: a value or an Error, by tl::expected (docs/decisions/0001-errors-are-values.md).
#pragma once

#include <tl/expected.hpp>
#include <utility>

#include "base/error.hpp"

namespace kilograph {

template <class T>
using Result = tl::expected<T, Error>;

// return fail(ErrorKind::bad_input, "the message", "where", "expected", "advice");
inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string where = {},
                                  std::string expected = {}, std::string advice = {}) {
  return tl::unexpected<Error>(
      Error{kind, std::move(message), std::move(where), std::move(expected), std::move(advice)});
}

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace kilograph

// auto value = KG_TRY(f());   the value of f(), or return its error from this function.
#define KG_TRY(expression)                                                         \
  __extension__({                                                                  \
    auto kg_try_result = (expression);                                             \
    if (!kg_try_result) return ::tl::unexpected(std::move(kg_try_result).error()); \
    std::move(kg_try_result).value();                                              \
  })

// KG_CHECK(f());   for Result<void>, and where the value is not wanted.
#define KG_CHECK(expression)                                                       \
  do {                                                                             \
    auto kg_try_result = (expression);                                             \
    if (!kg_try_result) return ::tl::unexpected(std::move(kg_try_result).error()); \
  } while (false)
