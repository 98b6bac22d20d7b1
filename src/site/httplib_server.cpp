#include "site/httplib_server.h"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

#include "http/problem_details.h"
#include "site/fields.h"
#include "site/problem.h"
#include "site/target.h"

namespace site {
namespace {

namespace beast = boost::beast;

// A stream in memory. Later versions of httplib::Stream have pure functions that earlier ones do
// not have. So there is no `override`: each version uses the functions that it knows.
class MemoryStream final : public httplib::Stream {
 public:
  explicit MemoryStream(std::string input) : input_(std::move(input)) {}

  const std::string& output() const { return output_; }

  // NOLINTBEGIN(modernize-use-override)
  bool is_readable() const { return true; }
  bool is_writable() const { return true; }
  bool is_peer_alive() const { return true; }
  bool wait_readable() const { return true; }
  bool wait_writable() const { return true; }
  time_t duration() const { return 0; }
  ssize_t read(char* to, std::size_t size) {
    const auto count = std::min(size, input_.size() - position_);
    std::memcpy(to, input_.data() + position_, count);
    position_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, std::size_t size) {
    output_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string& address, int& port) const { nowhere(address, port); }
  void get_local_ip_and_port(std::string& address, int& port) const { nowhere(address, port); }
  socket_t socket() const { return INVALID_SOCKET; }
  // NOLINTEND(modernize-use-override)

  using httplib::Stream::write;

 private:
  static void nowhere(std::string& address, int& port) {
    address.clear();
    port = 0;
  }

  std::string input_;
  std::size_t position_ = 0;
  std::string output_;
};

// The exception of the handler, for this thread's request.
std::exception_ptr& thrown() {
  static thread_local std::exception_ptr pointer;
  return pointer;
}

// What this thread's request asks for.
const Resolved*& asked() {
  static thread_local const Resolved* pointer = nullptr;
  return pointer;
}

std::string path_of(Route route) { return "/" + std::to_string(static_cast<unsigned>(route)); }

// Fields of cpp-httplib's connection, not of the answer, and fields that the edge sets.
bool is_of_the_connection(beast::string_view name) {
  for (const auto* other :
       {"Connection", "Keep-Alive", "Content-Length", "Content-Type", "Accept-Ranges", "Date", "Transfer-Encoding"}) {
    if (beast::iequals(name, other)) return true;
  }
  return false;
}

http::Response read_answer(const std::string& text) {
  beast::http::response_parser<beast::http::string_body> parser;
  parser.eager(true);
  parser.header_limit(64u << 10);
  parser.body_limit(boost::none);
  beast::error_code error;
  auto rest = boost::asio::buffer(text);
  while (!parser.is_done() && rest.size() > 0 && !error) rest += parser.put(rest, error);
  if (error || !parser.is_done()) throw std::runtime_error("cpp-httplib's answer cannot be read: " + error.message());

  auto& message = parser.get();
  http::Response answer;
  answer.status = static_cast<int>(message.result_int());
  answer.content_type = std::string(message[beast::http::field::content_type]);
  for (const auto& field : message) {
    if (is_of_the_connection(field.name_string())) continue;
    answer.fields.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  answer.body = std::move(message.body());
  return answer;
}

}  // namespace

HttplibServer::HttplibServer() {
  // Otherwise cpp-httplib would add a field with the exception's text to the answer.
  set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr exception) {
    thrown() = std::move(exception);
    response.status = 500;
  });
}

void HttplibServer::add(Route route, Handler handler) {
  Get(path_of(route), [handler = std::move(handler)](const httplib::Request&, httplib::Response& response) {
    handler(*asked(), response);
  });
}

http::Response HttplibServer::get(const Resolved& resolved) {
  MemoryStream stream("GET " + path_of(resolved.route) + " HTTP/1.1\r\nHost: origin\r\n\r\n");
  thrown() = nullptr;
  asked() = &resolved;
  process(stream);
  asked() = nullptr;
  if (const auto exception = std::exchange(thrown(), nullptr)) std::rethrow_exception(exception);
  auto answer = read_answer(stream.output());
  if (answer.status >= 400 && answer.content_type != http::problem_type) {
    throw std::runtime_error("cpp-httplib answered with an error of its own, " + std::to_string(answer.status));
  }
  answer.route = static_cast<std::size_t>(resolved.route);
  if (answer.status >= 400 && make_error_page_) {
    auto page = make_error_page_(resolved, answer);
    answer.html = std::move(page.html);
    answer.html_policy = page.policy + frame_ancestors_;
  }
  for (auto& field : answer.fields) {
    if (field.name == "Content-Security-Policy") field.value += frame_ancestors_;
  }
  add_cache_fields(resolved, answer);
  return answer;
}

void HttplibServer::add_cache_fields(const Resolved& resolved, http::Response& answer) const {
  if (!surrogate_key_.empty()) {
    const bool is_item = resolved.route == Route::item || resolved.route == Route::item_json;
    const auto own = is_item ? " " + surrogate_key_ + "-item-" + percent_encode(resolved.part) : std::string();
    answer.fields.push_back({"Surrogate-Key", surrogate_key_ + own});
  }
  const bool is_news = std::any_of(answer.fields.begin(), answer.fields.end(), [](const http::Field& field) {
    return field.name == "Cache-Control" && field.value == cache_control(Freshness::news);
  });
  if (is_news && !cdn_cache_control_.empty()) answer.fields.push_back({"CDN-Cache-Control", cdn_cache_control_});
}

// process_request has different parameters in different versions. The first call that compiles is
// used.
bool HttplibServer::process(httplib::Stream& stream) {
  bool closed = false;
  bool upgraded = false;
  const std::function<void(httplib::Request&)> setup;
  const auto call = [&](auto& server) {
    if constexpr (requires { server.process_request(stream, true, closed, setup); }) {
      return server.process_request(stream, true, closed, setup);  // 0.11
    } else if constexpr (requires { server.process_request(stream, "", 0, "", 0, true, closed, setup); }) {
      return server.process_request(stream, "", 0, "", 0, true, closed, setup);  // 0.18
    } else {
      return server.process_request(stream, "", 0, "", 0, true, closed, setup, &upgraded);
    }
  };
  return call(*this);
}

}  // namespace site
