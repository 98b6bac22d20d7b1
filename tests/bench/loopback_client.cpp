#include "tests/bench/loopback_client.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

namespace loopback {

int connect_to(std::uint16_t port, std::uint32_t source) {
  const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection < 0) return -1;
  // Without this, the port would be chosen before the peer is known: it would then be used for all peers.
  const int yes = 1;
  setsockopt(connection, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(source);
  const auto* any = reinterpret_cast<const sockaddr*>(&address);
  bool connected = bind(connection, any, sizeof address) == 0;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  connected = connected && connect(connection, any, sizeof address) == 0;
  if (connected) return connection;
  close(connection);
  return -1;
}

bool is_whole(const std::string& answer) {
  const auto head = answer.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  // Some servers write its name in lower case.
  auto length = answer.find("ontent-Length: ");
  if (length == std::string::npos) length = answer.find("ontent-length: ");
  if (length >= head) return false;
  return answer.size() >= head + 4 + std::strtoul(answer.c_str() + length + 15, nullptr, 10);
}

bool ask(int connection) {
  if (send(connection, request.data(), request.size(), MSG_NOSIGNAL) < 0) return false;
  std::string answer;
  for (std::array<char, 16384> buffer;;) {
    const auto count = recv(connection, buffer.data(), buffer.size(), 0);
    if (count <= 0) return false;
    answer.append(buffer.data(), static_cast<std::size_t>(count));
    if (is_whole(answer)) return answer.compare(0, 12, "HTTP/1.1 200") == 0;
  }
}

}  // namespace loopback
