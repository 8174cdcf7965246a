// A client that sends bytes as they are and reads what comes, over a real socket.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace kilograph::serve::tests {

struct RawAnswer {
  unsigned status = 0;  // 0: nothing came
  std::string head;     // status line and fields
  std::string body;     // unchunked

  std::string header(std::string_view name) const {
    const std::string wanted = "\r\n" + std::string(name) + ": ";
    const std::size_t begin = head.find(wanted);
    if (begin == std::string::npos) return "";
    const std::size_t value = begin + wanted.size();
    return head.substr(value, head.find("\r\n", value) - value);
  }
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), is_open_(other.is_open_), waiting_(std::move(other.waiting_)) {}
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }

  bool is_open() const { return is_open_; }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  void end() { ::shutdown(socket_, SHUT_WR); }

  // One more answer. `is_head`: of a HEAD request, which has no body.
  RawAnswer answer(bool is_head = false) {
    RawAnswer answer;
    if (!read_until([&] { return waiting_.find("\r\n\r\n") != std::string::npos; })) return answer;
    const std::size_t end = waiting_.find("\r\n\r\n");
    answer.head = waiting_.substr(0, end + 2);
    waiting_.erase(0, end + 4);
    answer.status = static_cast<unsigned>(std::stoul(answer.head.substr(9, 3)));
    if (answer.status == 100) return this->answer(is_head);
    if (is_head || answer.status == 204 || answer.status == 304) return answer;
    if (answer.header("Transfer-Encoding") == "chunked") {
      answer.body = chunks();
    } else if (const std::string length = answer.header("Content-Length"); !length.empty()) {
      const std::size_t bytes = std::stoul(length);
      read_until([&] { return waiting_.size() >= bytes; });
      answer.body = waiting_.substr(0, bytes);
      waiting_.erase(0, bytes);
    } else {
      read_until([] { return false; });
      answer.body = std::exchange(waiting_, {});
    }
    return answer;
  }

  RawAnswer ask(std::string_view bytes, bool is_head = false) {
    send(bytes);
    return answer(is_head);
  }

  // Text as it comes, until it has these words; for event streams.
  std::string read_to(std::string_view words) {
    read_until([&] { return waiting_.find(words) != std::string::npos; });
    const std::size_t found = waiting_.find(words);
    const std::size_t end = found == std::string::npos ? waiting_.size() : found + words.size();
    std::string text = waiting_.substr(0, end);
    waiting_.erase(0, end);
    return text;
  }
  // Whether the server has closed, after what it sent.
  bool is_closed() {
    read_until([] { return false; });
    return has_ended_;
  }

 private:
  static constexpr int kPatienceMs = 20'000;  // a bound for broken servers, never waited for otherwise

  template <class F>
  bool read_until(const F& is_there) {
    while (!is_there()) {
      pollfd waits{socket_, POLLIN, 0};
      if (has_ended_ || ::poll(&waits, 1, kPatienceMs) <= 0) return false;
      char piece[16384];
      const ssize_t count = ::recv(socket_, piece, sizeof piece, 0);
      if (count <= 0) {
        has_ended_ = true;
      } else {
        waiting_.append(piece, static_cast<std::size_t>(count));
      }
    }
    return true;
  }

  std::string chunks() {
    std::string body;
    while (true) {
      if (!read_until([&] { return waiting_.find("\r\n") != std::string::npos; })) return body;
      const std::size_t line = waiting_.find("\r\n");
      const std::size_t bytes = std::stoul(waiting_.substr(0, line), nullptr, 16);
      if (!read_until([&] { return waiting_.size() >= line + 2 + bytes + 2; })) return body;
      body += waiting_.substr(line + 2, bytes);
      waiting_.erase(0, line + 2 + bytes + 2);
      if (bytes == 0) return body;
    }
  }

  int socket_;
  bool is_open_ = false;
  bool has_ended_ = false;
  std::string waiting_;
};

inline std::string request_text(std::string_view method, std::string_view target, std::string_view fields = "",
                                std::string_view body = "") {
  std::string text = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n";
  text += fields;
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + std::string(body);
}

}  // namespace kilograph::serve::tests
