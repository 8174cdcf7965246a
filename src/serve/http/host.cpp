#include "serve/http/host.hpp"

#include <boost/asio/ip/address.hpp>
#include <charconv>

namespace kilograph::serve::http {
namespace {

struct Parts {
  std::string_view host, port;
};

Parts parts_of(std::string_view text) {
  const std::size_t bracket = text.starts_with('[') ? text.find(']') : std::string_view::npos;
  const std::size_t colon = bracket == std::string_view::npos ? text.find(':') : text.find(':', bracket);
  Parts parts{text.substr(0, colon), colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1)};
  if (bracket != std::string_view::npos) parts.host = text.substr(1, bracket - 1);
  return parts;
}

}  // namespace

Result<HostAndPort> parse_listen(std::string_view text) {
  const Parts parts = parts_of(text);
  HostAndPort where{std::string(parts.host), 0};
  const auto [end, error] = std::from_chars(parts.port.data(), parts.port.data() + parts.port.size(), where.port);
  if (where.host.empty() || parts.port.empty() || error != std::errc() ||
      end != parts.port.data() + parts.port.size()) {
    return fail(ErrorKind::usage, "'" + std::string(text) + "' is no address to listen on", "--listen",
                "HOST:PORT, as 127.0.0.1:8080", "Port 0 takes a free one.");
  }
  if (!is_loopback(where.host)) {
    return fail(ErrorKind::usage, "'" + where.host + "' is reached from other machines", "--listen",
                "a loopback address, as 127.0.0.1:8080",
                "Everybody who reaches the server may read and write, so that it answers this machine alone.");
  }
  return where;
}

bool is_loopback(std::string_view host) {
  if (host == "localhost") return true;
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(std::string(host), error);
  return !error && address.is_loopback();
}

bool is_own_host(std::string_view field) { return field.empty() || is_loopback(parts_of(field).host); }

std::string in_url(const std::string& host) { return host.find(':') == std::string::npos ? host : "[" + host + "]"; }

}  // namespace kilograph::serve::http
