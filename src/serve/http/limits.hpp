// What one client, or all of them, may take of the server.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace kilograph::serve::http {

struct Limits {
  std::uint32_t header_bytes = 16u << 10;  // request line and fields; more: 431
  std::uint64_t body_bytes = 1u << 20;     // where a route names no limit of its own; more: 413
  std::size_t connections = 4'096;         // open at a time; more: 429 with Retry-After
  std::size_t waiting = 256;               // requests that wait for a worker; more: 429 with Retry-After
  // Threads that compute answers; open connections cost none. Queries in SPARQL have their own, so that slow ones hold
  // nothing else up.
  std::size_t workers = 2, query_workers = 4;
  std::chrono::milliseconds header_time{10'000};  // from the first byte of a request to the end of its header: 408
  std::chrono::milliseconds body_time{30'000};  // from there to the end of its body: 408
  std::chrono::milliseconds idle_time{60'000};  // without a request on an open connection: it is closed
  std::chrono::milliseconds write_time{30'000};  // for a client to take a piece of an answer: it is closed
  std::chrono::milliseconds stop_time{10'000};  // that requests may take to finish when the server stops
};

}  // namespace kilograph::serve::http
