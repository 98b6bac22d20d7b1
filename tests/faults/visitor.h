// tests/faults/visitor.h - a client with one kept connection, plain or TLS, that can tell an answer from a lost
// connection and from one that hangs.
#pragma once

#include <openssl/types.h>

#include <cstdint>
#include <string>

namespace faults {

enum class Outcome : unsigned char { answered, lost, hung };

struct Answer {
  int status = 0;
  std::string head;
  std::string body;

  std::string field(const std::string& name) const;  // "" if there is none
};

class Visitor {
 public:
  // `tls` is null for a plain connection.
  Visitor(std::uint16_t server_port, SSL_CTX* tls) : server_port_(server_port), tls_(tls) {}
  ~Visitor() { leave(); }
  Visitor(const Visitor&) = delete;
  Visitor& operator=(const Visitor&) = delete;

  bool is_connected() const { return descriptor_ >= 0; }
  // The port of this side, of the connection that there is or was last.
  std::uint16_t port() const { return port_; }

  // With TLS, the handshake too. Throws std::runtime_error if nothing listens.
  Outcome connect();
  // Sends the request and takes its answer. A connection that is lost or hangs is closed.
  Outcome ask(const std::string& request, Answer& answer);
  void leave();

 private:
  Outcome give_up();
  int receive(char* bytes, int size);
  bool send(const std::string& bytes);
  bool receive_more();

  std::uint16_t server_port_;
  SSL_CTX* tls_;
  int descriptor_ = -1;
  std::uint16_t port_ = 0;
  SSL* session_ = nullptr;
  std::string unread_;
};

}  // namespace faults
