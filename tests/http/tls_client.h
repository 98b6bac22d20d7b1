// http/tls_client.h - a test's own certificates, and a client that speaks TLS.
#pragma once

#include <openssl/types.h>

#include <string>
#include <string_view>

// A folder with certificate.pem and key.pem, self-signed; replaced by new ones whenever it is asked.
class Certificate {
 public:
  explicit Certificate(const std::string& name);
  ~Certificate();
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  void replace(const std::string& name);  // of its subject
  std::string file() const { return folder_ + "/certificate.pem"; }
  std::string key() const { return folder_ + "/key.pem"; }

 private:
  std::string folder_;
};

struct TlsWishes {
  int max_version = 0;              // as OpenSSL numbers them; 0: any
  std::string_view protocols = {};  // of ALPN, each with its length before it
  int receive_bytes = 0;            // bounds the kernel's buffer
  std::string suites = {};          // of TLS 1.2, as OpenSSL names them; "": all
};

// Throws std::runtime_error if a handshake fails ("... alert 70"), or if nothing comes in time.
class TlsClient {
 public:
  explicit TlsClient(const std::string& endpoint, const TlsWishes& wishes = {});
  ~TlsClient();
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  void send(std::string_view bytes);
  // The next bytes; "" after close_notify.
  std::string receive_some();
  // The bytes until `end`. Later bytes stay unread.
  std::string receive_through(std::string_view end);
  std::string receive_bytes(std::size_t count);
  // Whether the other side sends close_notify and nothing before it.
  bool is_closed();

  std::string peer_name() const;
  std::string protocol() const;  // chosen by ALPN
  std::string version() const;

 private:
  bool receive_more();
  bool was_told_of_end() const;

  int descriptor_ = -1;
  SSL_CTX* context_ = nullptr;
  SSL* ssl_ = nullptr;
  std::string unread_;
};
