// Errors as clients read them: problem details (RFC 7807, RFC 9457), application/problem+json in UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "serve/http/message.hpp"

namespace kilograph::serve::http {

// The status is that of the error's kind; `title` its words, `detail` the whole in one line, and beside them the
// members of `--json`: `kind`, `where`, `expected`, `advice`.
Response problem(const Error& error);
// The same under another status: 405, 411, 431 have no kind of their own.
Response problem(const Error& error, unsigned status);

// A response that asks to come back: 429 or 503.
Response try_later(const Error& error, unsigned status, unsigned seconds);

std::string_view reason_of(unsigned status);  // "Not Found"; empty where the status is not known

}  // namespace kilograph::serve::http
