#include "serve/http/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

#include "serve/http/host.hpp"
#include "serve/http/problem.hpp"
#include "serve/http/target.hpp"

namespace kilograph::serve::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace library = boost::beast::http;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr unsigned kRetrySeconds = 2;
constexpr std::size_t kReadBytes = 64u << 10;  // that may wait unread

// What the library refuses, as a problem; nothing where there is nobody to tell.
std::optional<Response> refusal(const beast::error_code& code) {
  if (code == library::error::header_limit) {
    return problem({ErrorKind::too_large, "the request's header is too long"}, 431);
  }
  if (code == library::error::body_limit) return problem({ErrorKind::too_large, "the request's body is too long"});
  if (code == library::error::end_of_stream || code == library::error::partial_message) return std::nullopt;
  if (code.category() != make_error_code(library::error::bad_method).category()) return std::nullopt;
  return problem({ErrorKind::bad_input, "this is no request of HTTP/1.1: " + code.message()});
}

// Errors: what a proxy might read in another way than we do.
Result<void> check_header(const library::request<library::string_body>& request) {
  const std::size_t codings = request.count(library::field::transfer_encoding);
  if (codings > 0 && request.count(library::field::content_length) > 0) {
    return fail(ErrorKind::bad_input, "the request has both Content-Length and Transfer-Encoding");
  }
  if (codings > 1 || (codings == 1 && (request.version() < 11 || !request.chunked() ||
                                       !beast::iequals(request[library::field::transfer_encoding], "chunked")))) {
    return fail(ErrorKind::bad_input, "the request has a Transfer-Encoding other than chunked");
  }
  if (request.count(library::field::host) > 1) return fail(ErrorKind::bad_input, "the request has more than one Host");
  if (request.version() >= 11 && request.count(library::field::host) == 0) {
    return fail(ErrorKind::bad_input, "the request has no Host");
  }
  return {};
}

// The responses are made here because GCC 12 destroys a braced temporary of a co_await expression twice.
Response wrong_host() {
  return problem(
      {ErrorKind::usage, "this server does not answer for that Host", "Host", "a loopback address or localhost"}, 421);
}

Response too_long(std::uint64_t bytes, std::uint64_t limit) {
  return problem({ErrorKind::too_large, "the request's body takes " + std::to_string(bytes) + " bytes", "",
                  "at most " + std::to_string(limit)});
}

Response too_slow(std::string_view part) {
  return problem({ErrorKind::timeout, "the request's " + std::string(part) + " came too slowly"}, 408);
}

Response too_many() { return try_later({ErrorKind::too_large, "too many connections are open"}, 429, kRetrySeconds); }

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, Shared& shared)
    : socket_(std::move(socket)),
      deadline_(socket_.get_executor()),
      alarm_(socket_.get_executor()),
      buffer_(kReadBytes),
      shared_(shared) {
  boost::system::error_code error;
  const auto remote = socket_.remote_endpoint(error);
  if (!error) peer_ = remote.address().to_string() + ":" + std::to_string(remote.port());
  socket_.set_option(asio::ip::tcp::no_delay(true), error);
  ++shared_.traffic.connections;
}

Connection::~Connection() { --shared_.traffic.connections; }

void Connection::allow(std::chrono::milliseconds time) {
  is_late_ = false;
  deadline_.expires_after(time);
  deadline_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const auto connection = self.lock();
    if (error || !connection || connection->deadline_.expiry() > std::chrono::steady_clock::now()) return;
    connection->is_late_ = true;
    boost::system::error_code ignored;
    connection->socket_.cancel(ignored);
  });
}

void Connection::finish() {
  if (phase_ == Phase::busy) {
    keeps_alive_ = false;
  } else {
    close();
  }
}

void Connection::close() {
  boost::system::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
  deadline_.cancel();
  alarm_.cancel();
}

asio::awaitable<void> Connection::serve() {
  const auto self = shared_from_this();
  while (co_await serve_one()) {
    if (shared_.is_stopping) break;
  }
  if (lingers_) co_await linger();
  close();
}

asio::awaitable<void> Connection::refuse() {
  const auto self = shared_from_this();
  keeps_alive_ = false;
  Response response = too_many();
  co_await fail_with(std::move(response));
  co_await linger();
  close();
}

// Whether the connection goes on.
asio::awaitable<bool> Connection::serve_one() {
  Parser parser;
  parser.header_limit(shared_.limits.header_bytes);
  parser.body_limit(boost::none);
  if (!co_await read_header(parser)) co_return false;
  begin_ = std::chrono::steady_clock::now();
  phase_ = Phase::busy;
  answer_ = std::stop_source();
  const auto& header = parser.get();
  method_ = std::string(header.method_string());
  target_ = std::string(header.target());
  is_head_ = method_ == "HEAD";
  is_old_ = header.version() < 11;
  keeps_alive_ = header.keep_alive() && !is_old_ && !shared_.is_stopping;
  if (const auto checked = check_header(header); !checked) {
    Response refused = problem(checked.error());
    co_return co_await fail_with(std::move(refused));
  }
  if (!is_own_host(std::string_view(header[library::field::host].data(), header[library::field::host].size()))) {
    Response refused = wrong_host();
    co_return co_await fail_with(std::move(refused));
  }
  const auto request = request_of(parser);
  auto parsed = parse_target(request->target);
  if (!parsed) {
    Response refused = problem(parsed.error());
    co_return co_await fail_with(std::move(refused));
  }
  request->segments = std::move(parsed->segments);
  request->query = std::move(parsed->query);
  const Router::Match match = shared_.router->find(*request);
  auto without_route = answer_without_route(*request, match);
  const std::uint64_t named = match.route ? match.route->body_bytes : 0;
  const std::uint64_t limit = named > 0 ? named : shared_.limits.body_bytes;
  parser.body_limit(limit);
  const auto length = parser.content_length();
  if (length && *length > limit) {
    Response refused = too_long(*length, limit);
    co_return co_await fail_with(std::move(refused));
  }
  if (!co_await read_body(parser)) co_return false;
  request->body = std::move(parser.get().body());
  if (without_route) co_return co_await send(*std::move(without_route));
  co_return co_await send(co_await answer(match.route->handler, request));
}

asio::awaitable<bool> Connection::read_header(Parser& parser) {
  phase_ = Phase::idle;
  if (buffer_.size() == 0) {
    allow(shared_.limits.idle_time);
    const auto [waited] = co_await socket_.async_wait(asio::ip::tcp::socket::wait_read, kAwait);
    if (waited) co_return false;
  }
  allow(shared_.limits.header_time);
  const auto [error, bytes] = co_await library::async_read_header(socket_, buffer_, parser, kAwait);
  if (!error) co_return true;
  keeps_alive_ = false;
  if (is_late_) {
    if (bytes > 0 || parser.got_some()) {
      Response refused = too_slow("header");
      co_await fail_with(std::move(refused));
    }
  } else if (auto response = refusal(error)) {
    co_await fail_with(*std::move(response));
  }
  co_return false;
}

asio::awaitable<bool> Connection::read_body(Parser& parser) {
  if (parser.is_done()) co_return true;
  allow(shared_.limits.body_time);
  if (parser.get()[library::field::expect] == "100-continue" && !co_await write("HTTP/1.1 100 Continue\r\n\r\n")) {
    co_return false;
  }
  allow(shared_.limits.body_time);
  const auto [error, bytes] = co_await library::async_read(socket_, buffer_, parser, kAwait);
  if (!error) co_return true;
  keeps_alive_ = false;
  if (is_late_) {
    Response refused = too_slow("body");
    co_await fail_with(std::move(refused));
  } else if (auto response = refusal(error)) {
    co_await fail_with(*std::move(response));
  }
  co_return false;
}

std::shared_ptr<Request> Connection::request_of(Parser& parser) const {
  auto request = std::make_shared<Request>();
  request->method = method_;
  request->target = target_;
  request->peer = peer_;
  request->origin = shared_.origin;
  request->stop = answer_.get_token();
  for (const auto& field : parser.get()) {
    request->fields.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  return request;
}

// The handler may answer from any thread; what follows runs on the server's own.
asio::awaitable<Response> Connection::answer(const Handler& handler, std::shared_ptr<const Request> request) {
  deadline_.cancel();
  watch_for_leaving();
  const auto start = [this, &handler, request = std::move(request)](auto resume) {
    auto kept = std::make_shared<decltype(resume)>(std::move(resume));
    handler(request, [executor = socket_.get_executor(), kept](Response response) {
      asio::post(executor,
                 [kept, response = std::move(response)]() mutable { std::move (*kept)(std::move(response)); });
    });
  };
  Response response =
      co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(start, asio::use_awaitable);
  boost::system::error_code ignored;
  socket_.cancel(ignored);  // watching
  co_return response;
}

// A client that closes its side while it waits has left. One that sends its next request early has not, and is not
// watched any longer.
void Connection::watch_for_leaving() {
  socket_.async_wait(asio::ip::tcp::socket::wait_read,
                     [self = weak_from_this()](const boost::system::error_code& error) {
                       const auto connection = self.lock();
                       if (error || !connection) return;
                       char byte = 0;
                       boost::system::error_code failed;
                       connection->socket_.receive(asio::buffer(&byte, 1), asio::ip::tcp::socket::message_peek, failed);
                       if (failed && failed != asio::error::would_block) connection->call_off();
                     });
}

void Connection::call_off() { answer_.request_stop(); }

asio::awaitable<bool> Connection::fail_with(Response response) {
  keeps_alive_ = false;
  lingers_ = true;
  co_await send(std::move(response));
  co_return false;
}

// A connection closed over unread bytes is reset, and the client may never see the answer: so they are read.
asio::awaitable<void> Connection::linger() {
  constexpr std::chrono::seconds kTime{2};
  constexpr std::size_t kBytes = 4u << 20;
  boost::system::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  allow(kTime);
  std::string scrap(16u << 10, '\0');
  for (std::size_t taken = 0; taken < kBytes && !is_late_;) {
    const auto [error, bytes] = co_await socket_.async_read_some(asio::buffer(scrap), kAwait);
    if (error) break;
    taken += bytes;
  }
}

asio::awaitable<bool> Connection::send(Response response) {
  if (shared_.is_stopping) keeps_alive_ = false;
  sent_bytes_ = 0;
  bool is_sent = false;
  if (response.events && !is_head_) {
    is_sent = co_await send_events(response);
  } else if (response.next && !is_head_) {
    is_sent = co_await send_pieces(response);
  } else {
    is_sent = co_await send_whole(response);
  }
  take_note(response);
  co_return is_sent&& keeps_alive_;
}

std::string Connection::head_of(const Response& response, std::optional<std::uint64_t> length) const {
  std::string head =
      "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(reason_of(response.status)) + "\r\n";
  for (const auto& [name, value] : response.fields) head += name + ": " + value + "\r\n";
  if (length && response.status != 204 && response.status != 304) {
    head += "Content-Length: " + std::to_string(*length) + "\r\n";
  }
  head += "Server: kilograph\r\n";
  if (!keeps_alive_) head += "Connection: close\r\n";
  return head;
}

asio::awaitable<bool> Connection::send_whole(Response& response) {
  const bool is_endless = response.events || response.next;
  std::string bytes = head_of(response, is_endless ? std::nullopt : std::optional(response.body.size())) + "\r\n";
  if (!is_head_ && response.status != 304) {
    bytes += response.body;
    sent_bytes_ = response.body.size();
  }
  co_return co_await write(std::move(bytes));
}

asio::awaitable<bool> Connection::send_pieces(Response& response) {
  const auto chunk = [](const std::string& piece) {
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
    return size + piece + "\r\n";
  };
  if (is_old_) keeps_alive_ = false;
  std::string bytes = head_of(response, std::nullopt) + (is_old_ ? "\r\n" : "Transfer-Encoding: chunked\r\n\r\n");
  for (std::string piece = response.next(); !piece.empty(); piece = response.next()) {
    sent_bytes_ += piece.size();
    bytes += is_old_ ? piece : chunk(piece);
    if (!co_await write(std::exchange(bytes, {}))) co_return false;
  }
  co_return co_await write(bytes + (is_old_ ? "" : "0\r\n\r\n"));
}

// A stream ends when the client leaves or the server stops; a comment now and then finds out the former.
asio::awaitable<bool> Connection::send_events(Response& response) {
  constexpr std::chrono::seconds kHeartbeat{15};
  keeps_alive_ = false;
  if (!co_await write(head_of(response, std::nullopt) + "\r\n")) co_return false;
  phase_ = Phase::streaming;
  const auto wake = std::make_shared<bool>(false);
  response.events->on_event([this, alive = std::weak_ptr(wake)] {
    const auto flag = alive.lock();
    if (!flag) return;
    *flag = true;
    alarm_.cancel();
  });
  while (socket_.is_open() && !shared_.is_stopping) {
    *wake = false;
    std::string text = response.events->take();
    if (text.empty()) {
      deadline_.cancel();
      alarm_.expires_after(kHeartbeat);
      if (!*wake) co_await alarm_.async_wait(kAwait);
      if (*wake) continue;
      text = ":\n\n";
    }
    sent_bytes_ += text.size();
    if (!socket_.is_open() || !co_await write(std::move(text))) break;
  }
  co_return false;
}

asio::awaitable<bool> Connection::write(std::string bytes) {
  allow(shared_.limits.write_time);
  const auto [error, count] = co_await asio::async_write(socket_, asio::buffer(bytes), kAwait);
  co_return !error;
}

void Connection::take_note(const Response& response) {
  ++shared_.traffic.requests;
  if (response.status >= 400) ++shared_.traffic.refused;
  if (!shared_.log) return;
  const auto took = std::chrono::steady_clock::now() - begin_;
  shared_.log({peer_, method_, target_, response.status, sent_bytes_,
               static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count())});
}

}  // namespace kilograph::serve::http
