// One connection of a client. Private to the server.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "serve/http/server.hpp"

namespace kilograph::serve::http {

// What all connections of a server share; only its own thread touches it.
struct Shared {
  const Router* router = nullptr;
  Limits limits{};
  AccessLog log{};
  std::string origin{};
  Traffic traffic{};
  bool is_stopping = false;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, Shared& shared);
  ~Connection();

  boost::asio::awaitable<void> serve();
  // Answers 429 to whatever comes, and closes.
  boost::asio::awaitable<void> refuse();
  // Idle: closes now; else after the answer that is under way.
  void finish();
  // Tells whoever computes the answer that it is late.
  void call_off();
  void close();

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  enum class Phase { idle, busy, streaming };

  boost::asio::awaitable<bool> serve_one();
  boost::asio::awaitable<bool> read_header(Parser& parser);
  boost::asio::awaitable<bool> read_body(Parser& parser);
  void watch_for_leaving();
  boost::asio::awaitable<Response> answer(const Handler& handler, std::shared_ptr<const Request> request);
  boost::asio::awaitable<bool> send(Response response);
  boost::asio::awaitable<bool> send_whole(Response& response);
  boost::asio::awaitable<bool> send_pieces(Response& response);
  boost::asio::awaitable<bool> send_events(Response& response);
  boost::asio::awaitable<bool> write(std::string bytes);
  boost::asio::awaitable<bool> fail_with(Response response);
  boost::asio::awaitable<void> linger();
  std::string head_of(const Response& response, std::optional<std::uint64_t> length) const;
  std::shared_ptr<Request> request_of(Parser& parser) const;
  void allow(std::chrono::milliseconds time);
  void take_note(const Response& response);

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer deadline_;
  boost::asio::steady_timer alarm_;  // of an event stream: something to send
  boost::beast::flat_buffer buffer_;
  Shared& shared_;
  std::string peer_;
  Phase phase_ = Phase::idle;
  bool is_late_ = false;     // the deadline has passed
  bool keeps_alive_ = true;
  bool lingers_ = false;     // the client may still be sending what was refused
  // Of the request at hand:
  std::stop_source answer_{};
  bool is_head_ = false, is_old_ = false;  // HEAD; HTTP/1.0
  std::string method_{}, target_{};
  std::uint64_t sent_bytes_ = 0;
  std::chrono::steady_clock::time_point begin_{};
};

}  // namespace kilograph::serve::http
