#include "tests/http/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error("client: " + what); }

bool is_ready(int descriptor, short events, std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
    pollfd entry{descriptor, events, 0};
    const int count = ::poll(&entry, 1, static_cast<int>(std::max<long>(0, static_cast<long>(left))));
    if (count > 0) return true;
    if (count == 0) return false;
    if (errno != EINTR) fail(std::strerror(errno));
  }
}

Response parse(const std::string& head) {
  Response response;
  response.head = head;
  if (head.size() < 12 || head.compare(0, 9, "HTTP/1.1 ") != 0) fail("no status line: " + head);
  response.status = std::stoi(head.substr(9, 3));
  std::size_t begin = head.find("\r\n");
  while (begin != std::string::npos && begin + 2 < head.size()) {
    const std::size_t end = std::min(head.find("\r\n", begin + 2), head.size());
    const std::string line = head.substr(begin + 2, end - begin - 2);
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) fail("no field line: " + line);
    std::string name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string& value = response.fields[name];
    value = value.empty() ? line.substr(colon + 2) : value + ", " + line.substr(colon + 2);
    begin = end == head.size() ? std::string::npos : end;
  }
  return response;
}

int connect_to_path(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return descriptor;
  const int error = errno;
  ::close(descriptor);
  fail(std::strerror(error));
}

}  // namespace

Client::Client(const std::string& endpoint, int receive_bytes) {
  if (endpoint.compare(0, 5, "unix:") == 0) {
    descriptor_ = connect_to_path(endpoint.substr(5));
    return;
  }
  const auto colon = endpoint.rfind(':');
  const auto port = htons(static_cast<std::uint16_t>(std::stoi(endpoint.substr(colon + 1))));
  const bool is_v6 = endpoint[0] == '[';
  const std::string address = is_v6 ? endpoint.substr(1, colon - 2) : endpoint.substr(0, colon);
  sockaddr_in6 v6{};
  sockaddr_in v4{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = port;
  v4.sin_family = AF_INET;
  v4.sin_port = port;
  inet_pton(is_v6 ? AF_INET6 : AF_INET, address.c_str(),
            is_v6 ? static_cast<void*>(&v6.sin6_addr) : static_cast<void*>(&v4.sin_addr));
  descriptor_ = ::socket(is_v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor_ < 0) fail(std::strerror(errno));
  const int one = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (receive_bytes > 0) ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  const auto* where = is_v6 ? reinterpret_cast<sockaddr*>(&v6) : reinterpret_cast<sockaddr*>(&v4);
  if (::connect(descriptor_, where, is_v6 ? sizeof v6 : sizeof v4) != 0) {
    const int error = errno;
    ::close(descriptor_);
    fail(std::strerror(error));
  }
}

Client::~Client() { ::close(descriptor_); }

unsigned Client::retransmissions() const {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (::getsockopt(descriptor_, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) fail(std::strerror(errno));
  return info.tcpi_total_retrans;
}

void Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!is_ready(descriptor_, POLLOUT, patience)) fail("the server takes no more");
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) fail(std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::size_t Client::send_some(std::string_view bytes) {
  const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent < 0 ? 0 : static_cast<std::size_t>(sent);
}

void Client::finish_sending() { ::shutdown(descriptor_, SHUT_WR); }

void Client::reset() {
  const linger none{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &none, sizeof none);
  ::close(descriptor_);
  descriptor_ = -1;
}

std::string Client::receive_some(std::size_t most, std::chrono::milliseconds limit) {
  if (!unread_.empty()) {
    const std::string taken = unread_.substr(0, most);
    unread_.erase(0, most);
    return taken;
  }
  if (!is_ready(descriptor_, POLLIN, limit)) fail("nothing came in time");
  std::string bytes(most, '\0');
  const ssize_t received = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
  if (received < 0) fail(std::strerror(errno));
  bytes.resize(static_cast<std::size_t>(received));
  return bytes;
}

Response Client::receive(bool has_body) {
  std::string bytes;
  std::size_t end = std::string::npos;
  while ((end = bytes.find("\r\n\r\n")) == std::string::npos) {
    const auto more = receive_some(65536);
    if (more.empty()) fail("the connection ended within a head: \"" + bytes + "\"");
    bytes += more;
  }
  Response response = parse(bytes.substr(0, end));
  bytes.erase(0, end + 4);
  const std::string length = response.field("content-length");
  if (has_body && response.status != 304 && response.status != 204 && !length.empty()) {
    const std::size_t size = std::stoul(length);
    while (bytes.size() < size) {
      const auto more = receive_some(65536);
      if (more.empty()) fail("the connection ended within a body");
      bytes += more;
    }
    response.body = bytes.substr(0, size);
    bytes.erase(0, size);
  }
  unread_ = bytes + unread_;
  return response;
}

std::string Client::receive_all() {
  std::string all;
  while (true) {
    const auto more = receive_some(65536);
    if (more.empty()) return all;
    all += more;
  }
}

bool Client::is_closed(std::chrono::milliseconds limit) {
  if (!unread_.empty() || !is_ready(descriptor_, POLLIN, limit)) return false;
  char byte = 0;
  return ::recv(descriptor_, &byte, 1, 0) == 0;
}

bool Client::is_silent(std::chrono::milliseconds duration) {
  return unread_.empty() && !is_ready(descriptor_, POLLIN, duration);
}

Response ask_once(const std::string& endpoint, std::string_view request) {
  Client client(endpoint);
  client.send(request);
  client.finish_sending();
  const bool is_head = request.substr(0, 5) == "HEAD ";
  Response response = client.receive(!is_head);
  const std::string rest = client.receive_all();
  if (!rest.empty()) fail("more than one answer: " + rest);
  return response;
}
