// tls_connections PORT COUNT HOW - opens COUNT connections, says "ready" and holds them until its standard input ends.
// HOW: "half" sends the ClientHello and reads the answer, but does not finish the handshake; "idle" finishes it.

#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "tests/bench/loopback_client.h"

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const auto port = static_cast<std::uint16_t>(std::atoi(arguments[1]));
  const auto connections = std::atoi(arguments[2]);
  const bool is_half = std::string(arguments[3]) == "half";
  SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
  std::vector<SSL*> sessions;
  for (int number = 0; number < connections; ++number) {
    const int connection = loopback::connect_to(port, (127u << 24) + (210u << 8) + 1);
    SSL* const session = SSL_new(context);
    bool is_open = connection >= 0;
    if (is_half) {
      // The client's bytes are made in memory, so that the answer to them is never processed.
      SSL_set_bio(session, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
      SSL_connect(session);
      std::array<char, 4096> hello;
      const int size = BIO_read(SSL_get_wbio(session), hello.data(), static_cast<int>(hello.size()));
      std::array<char, 65536> answer;
      is_open = is_open && size > 0 &&
                send(connection, hello.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL) == size &&
                recv(connection, answer.data(), answer.size(), 0) > 0;
    } else {
      is_open = is_open && SSL_set_fd(session, connection) == 1 && SSL_connect(session) == 1;
    }
    if (!is_open) {
      std::cerr << "tls_connections: cannot open connection " << number + 1 << " of " << connections << '\n';
      return 1;
    }
    sessions.push_back(session);
  }
  std::cout << "ready\n" << std::flush;
  for (char byte = 0; read(STDIN_FILENO, &byte, 1) > 0;) {
  }
}
