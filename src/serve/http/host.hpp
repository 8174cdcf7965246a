// Addresses of the server itself: which it may listen on, and which names of it a request may use.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kilograph::serve::http {

struct HostAndPort {
  std::string host;        // "127.0.0.1", "::1", "localhost"
  std::uint16_t port = 0;  // 0: a free one
};

// "127.0.0.1:8080", "localhost:0", "[::1]:8080". Errors: usage.
Result<HostAndPort> parse_listen(std::string_view text);

// A loopback address, or "localhost".
bool is_loopback(std::string_view host);

// Of a field Host, with its port or without; empty (HTTP/1.0) is taken.
bool is_own_host(std::string_view field);

// "[::1]" and "127.0.0.1", as a URL has them.
std::string in_url(const std::string& host);

}  // namespace kilograph::serve::http
