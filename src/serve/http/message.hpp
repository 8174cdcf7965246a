// A request and its response as plain values: what routes see of HTTP (RFC 9110). No library type is in here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kilograph::serve::http {

using Fields = std::vector<std::pair<std::string, std::string>>;  // in order; names as they were written

// The first field of that name, whatever its case; empty where there is none.
std::string_view field(const Fields& fields, std::string_view name);

struct Request {
  std::string method;                                       // "GET"
  std::string target;                                       // as it was written: "/things/urn%3Aa?x=1"
  std::vector<std::string> segments{};                      // of the path, decoded: {"things", "urn:a"}
  std::vector<std::pair<std::string, std::string>> query{};  // decoded, in order
  Fields fields{};
  std::string body{};
  std::map<std::string, std::string, std::less<>> variables{};  // of the route's pattern: {"id", "urn:a"}
  std::string peer{};                                       // "127.0.0.1:51234"
  std::string origin{};                                     // where the server was asked: "http://127.0.0.1:8080"
  std::stop_token stop{};  // the client has left, or the server ends: no need to answer

  std::string_view header(std::string_view name) const { return field(fields, name); }
  // The first of that name in the query; nothing where there is none.
  std::optional<std::string> parameter(std::string_view name) const;
  std::string variable(std::string_view name) const;
};

// Server-Sent Events that a connection writes as they come. Everything is called on the server's own thread.
class EventFeed {
 public:
  virtual ~EventFeed() = default;
  // What waits to be sent, in the form of text/event-stream; empty where nothing does.
  virtual std::string take() = 0;
  // Called once for each time that something came after take() gave nothing.
  virtual void on_event(std::function<void()> wake) = 0;
};

struct Response {
  unsigned status = 200;
  Fields fields{};
  std::string body{};
  std::function<std::string()> next{};  // in place of `body`: piece after piece, an empty one at the end
  std::shared_ptr<EventFeed> events{};  // in place of `body`: until the client leaves

  Response& with(std::string name, std::string value) {
    fields.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

// Text of a media type, with status 200 where no other is named.
Response text_response(std::string media_type, std::string body, unsigned status = 200);

}  // namespace kilograph::serve::http
