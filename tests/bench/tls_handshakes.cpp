// tls_handshakes PORT SECONDS HOW - connects, shakes hands with TLS 1.3, asks once and closes, again and again. HOW:
// "full", or "resumed" by the ticket of the connection before. Prints the numbers of connections and of resumed ones.

#include <openssl/ssl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "tests/bench/loopback_client.h"

namespace {

// The ticket comes behind the handshake, so the answer must be read.
bool ask(SSL* session) {
  if (SSL_write(session, loopback::request.data(), static_cast<int>(loopback::request.size())) <= 0) return false;
  std::string answer;
  for (std::array<char, 16384> buffer; !loopback::is_whole(answer);) {
    const int count = SSL_read(session, buffer.data(), static_cast<int>(buffer.size()));
    if (count <= 0) return false;
    answer.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const auto port = static_cast<std::uint16_t>(std::atoi(arguments[1]));
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(arguments[2]));
  const bool resumes = std::string(arguments[3]) == "resumed";
  SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
  SSL_SESSION* ticket = nullptr;
  unsigned long connections = 0;
  unsigned long resumed = 0;
  // Other source addresses, so that no port is used twice while the kernel still keeps it.
  while (std::chrono::steady_clock::now() < end) {
    const auto source = (127u << 24) + (220u << 16) + static_cast<std::uint32_t>(connections / 5000) * 256 + 1;
    const int connection = loopback::connect_to(port, source);
    SSL* const session = SSL_new(context);
    if (ticket != nullptr) SSL_set_session(session, ticket);
    if (connection < 0 || SSL_set_fd(session, connection) != 1 || SSL_connect(session) != 1 || !ask(session)) {
      std::cerr << "tls_handshakes: connection " << connections + 1 << " failed\n";
      return 1;
    }
    ++connections;
    resumed += static_cast<unsigned long>(SSL_session_reused(session));
    if (resumes) {
      SSL_SESSION_free(ticket);
      ticket = SSL_get1_session(session);
    }
    SSL_shutdown(session);
    SSL_free(session);
    close(connection);
  }
  std::cout << connections << ' ' << resumed << "\n" << std::flush;
}
