// http/client.h - a client that sends exactly the bytes and pieces that a test gives it, and waits for
// the answer within a limit.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <thread>

inline constexpr std::chrono::milliseconds patience{10000};  // for what must happen: reached only by a fault

struct Response {
  int status = 0;
  std::string head;                           // as it came, without the empty line
  std::map<std::string, std::string> fields;  // by name in lower case; several lines are joined by ", "
  std::string body;

  std::string field(const std::string& lower_name) const {
    const auto found = fields.find(lower_name);
    return found == fields.end() ? "" : found->second;
  }
};

// Every call throws std::runtime_error when its time is over, or the connection is reset.
class Client {
 public:
  // `endpoint`: "127.0.0.1:8080", "[::1]:8080" or "unix:PATH". `receive_bytes` bounds the kernel's buffer, 0 leaves it
  // as it is.
  explicit Client(const std::string& endpoint, int receive_bytes = 0);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view bytes);
  // Sends as much as possible without waiting. Returns the number of bytes; 0 also after a reset.
  std::size_t send_some(std::string_view bytes);
  void finish_sending();
  void reset();  // closes with a RST

  // The next answer. `has_body` is false for an answer to HEAD.
  Response receive(bool has_body = true);
  // Everything until the other side closes.
  std::string receive_all();
  // Whether the other side closes, sending nothing more, within `limit`.
  bool is_closed(std::chrono::milliseconds limit = patience);
  // Whether nothing comes within `limit`: no byte and no end.
  bool is_silent(std::chrono::milliseconds duration);
  // Up to `most` bytes as soon as there are any; "" at the end.
  std::string receive_some(std::size_t most, std::chrono::milliseconds limit = patience);
  // How often the kernel has sent a segment of this side again (tcp(7), TCP_INFO).
  unsigned retransmissions() const;

 private:
  int descriptor_;
  std::string unread_;
};

// Sends one request. Returns everything that arrives until the end of the connection, parsed.
Response ask_once(const std::string& endpoint, std::string_view request);

// Waits until `condition` holds, for `patience` at most. Returns whether it holds.
template <class Condition>
bool eventually(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}
