#include "net/tls_context.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>  // must precede Boost.Asio, which does not include it (1.74 with g++ 12)

#include "descriptor.h"

namespace net {
namespace {

namespace ssl = boost::asio::ssl;

Error cannot_use(const std::string& what, const std::string& file, const std::string& reason) {
  return {"cannot use the " + what + " " + file + ": " + reason};
}

std::string describe(int error) {
  if (error == ENOENT) return "no such file";
  if (error == EACCES) return "this user may not read it";
  if (error == EISDIR) return "it is a folder";
  return std::strerror(error);
}

// Reads the whole file. Error: the errno.
Result<std::string, int> read(const std::string& file) {
  constexpr std::size_t most_bytes = 1 << 20;  // a certificate with its chain has a few thousand bytes
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!opened.is_open()) return errno;
  std::string text;
  std::array<char, 4096> drain;
  while (true) {
    const ssize_t count = ::read(opened.get(), drain.data(), drain.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    if (count == 0) return text;
    text.append(drain.data(), static_cast<std::size_t>(count));
    if (text.size() > most_bytes) return EFBIG;
  }
}

// RFC 7301, section 3.2: a client that offers only other protocols gets an alert. A client that
// offers no protocol speaks HTTP/1.1.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size, const unsigned char* offered,
                    unsigned offered_size, void*) {
  constexpr std::string_view ours = "http/1.1";
  for (unsigned at = 0; at < offered_size; at += 1u + offered[at]) {
    const std::string_view name(reinterpret_cast<const char*>(offered + at + 1), offered[at]);
    if (name != ours) continue;
    *chosen = offered + at + 1;
    *chosen_size = offered[at];
    return SSL_TLSEXT_ERR_OK;
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

// For TLS 1.2, allows only suites with forward secrecy and AEAD. Padding attacks have broken CBC
// suites (RFC 9325, section 4.2). TLS 1.3 has only AEAD suites.
constexpr const char* suites_of_tls_1_2 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

void set_up(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, suites_of_tls_1_2);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_mode(context, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  // Tickets resume a session. The server keeps no session state (RFC 5077; RFC 8446, section 2.2).
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

}  // namespace

Result<TlsContext, Error> load_tls(const std::string& certificate_file, const std::string& key_file,
                                   const std::string& ticket_key_file) {
  const auto certificate = read(certificate_file);
  if (!certificate.has_value()) return cannot_use("certificate", certificate_file, describe(certificate.error()));
  const auto key = read(key_file);
  if (!key.has_value()) return cannot_use("key", key_file, describe(key.error()));

  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  set_up(native);
  boost::system::error_code ec;
  // Without a callback, OpenSSL would ask on the terminal. The context owns the callback.
  const auto wants_passphrase = std::make_shared<bool>(false);
  context->set_password_callback(
      [wants_passphrase](std::size_t, ssl::context::password_purpose) {
        *wants_passphrase = true;
        return std::string();
      },
      ec);

  context->use_certificate_chain(boost::asio::buffer(certificate.value()), ec);
  if (ec && certificate.value().find("CERTIFICATE-----") == std::string::npos) {
    return cannot_use("certificate", certificate_file, "there is none in it; it begins -----BEGIN CERTIFICATE-----");
  }
  if (ec) return cannot_use("certificate", certificate_file, ec.message());
  context->use_private_key(boost::asio::buffer(key.value()), ssl::context::pem, ec);
  if (ec && *wants_passphrase) {
    return cannot_use("key", key_file, "it has a passphrase; `openssl pkey` writes it without");
  }
  if (ec && key.value().find("PRIVATE KEY-----") == std::string::npos) {
    return cannot_use("key", key_file, "there is none in it; it begins -----BEGIN PRIVATE KEY-----");
  }
  if (ec && ERR_GET_LIB(static_cast<unsigned long>(ec.value())) != ERR_LIB_X509) {
    return cannot_use("key", key_file, ec.message());
  }
  if (ec || SSL_CTX_check_private_key(native) != 1) {
    ERR_clear_error();
    return cannot_use("key", key_file, "it does not belong to the certificate in " + certificate_file);
  }
  if (!ticket_key_file.empty()) {
    auto ticket_key = read(ticket_key_file);
    if (!ticket_key.has_value()) return cannot_use("ticket key", ticket_key_file, describe(ticket_key.error()));
    constexpr std::size_t ticket_key_bytes = 80;  // OpenSSL: 16 of the name, 32 for HMAC, 32 for AES
    auto bytes = std::move(ticket_key).value();
    if (bytes.size() != ticket_key_bytes) {
      return cannot_use("ticket key", ticket_key_file,
                        "it has " + std::to_string(bytes.size()) + " bytes; `openssl rand 80` writes the right number");
    }
    SSL_CTX_set_tlsext_ticket_keys(native, bytes.data(), bytes.size());
  }
  return TlsContext(std::move(context));
}

}  // namespace net
