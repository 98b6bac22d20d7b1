// tls_floor PORT HEAD BODY CERTIFICATE KEY - what OpenSSL and the kernel allow: an epoll loop that reads requests
// through TLS and writes the bytes of two files, nothing else. It looks for the end of a head in what one read gave.

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/bench/floor_parts.h"

namespace {

void watch(int loop, int descriptor, void* data) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = data;
  epoll_ctl(loop, EPOLL_CTL_ADD, descriptor, &event);
}

void end(SSL* session) {
  close(SSL_get_fd(session));
  SSL_free(session);
}

// The first read also does the handshake.
void answer(SSL* session, const std::string& bytes) {
  std::array<char, 8192> buffer;
  while (true) {
    const int count = SSL_read(session, buffer.data(), static_cast<int>(buffer.size()));
    if (count <= 0) {
      if (SSL_get_error(session, count) != SSL_ERROR_WANT_READ) end(session);
      return;
    }
    const std::string_view requests(buffer.data(), static_cast<std::size_t>(count));
    for (auto at = requests.find("\r\n\r\n"); at != std::string_view::npos; at = requests.find("\r\n\r\n", at + 4)) {
      if (SSL_write(session, bytes.data(), static_cast<int>(bytes.size())) <= 0) return end(session);
    }
    if (SSL_has_pending(session) == 0 && requests.size() < buffer.size()) return;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 6) return 2;
  std::signal(SIGPIPE, SIG_IGN);  // a client may be gone
  const auto bytes = floor_parts::contents(arguments[2]) + floor_parts::contents(arguments[3]);
  SSL_CTX* const context = SSL_CTX_new(TLS_server_method());
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_read_ahead(context, 1);
  if (SSL_CTX_use_certificate_chain_file(context, arguments[4]) != 1 ||
      SSL_CTX_use_PrivateKey_file(context, arguments[5], SSL_FILETYPE_PEM) != 1) {
    return 1;
  }
  const int listener = floor_parts::listen_on(arguments[1]);
  if (listener < 0) return 1;
  const int loop = epoll_create1(0);
  watch(loop, listener, nullptr);
  for (std::array<epoll_event, 128> events;;) {
    const int ready = epoll_wait(loop, events.data(), events.size(), -1);
    for (int number = 0; number < ready; ++number) {
      if (auto* const known = static_cast<SSL*>(events.at(static_cast<std::size_t>(number)).data.ptr)) {
        answer(known, bytes);
      } else if (const int connection = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK); connection >= 0) {
        const int yes = 1;
        setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        SSL* const session = SSL_new(context);
        SSL_set_fd(session, connection);
        SSL_set_accept_state(session);
        watch(loop, connection, session);
      }
    }
  }
}
