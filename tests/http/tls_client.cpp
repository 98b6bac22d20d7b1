#include "tests/http/tls_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error("TLS client: " + what); }

const unsigned char* to_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string common_name(const X509_NAME* name) {
  std::array<char, 100> text{};
  X509_NAME_get_text_by_NID(const_cast<X509_NAME*>(name), NID_commonName, text.data(), text.size());
  return text.data();
}

}  // namespace

Certificate::Certificate(const std::string& name) {
  std::string pattern = (std::filesystem::temp_directory_path() / "latest-news-tls-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) fail("no folder");
  folder_ = pattern;
  replace(name);
}

Certificate::~Certificate() { std::filesystem::remove_all(folder_); }

void Certificate::replace(const std::string& name) {
  EVP_PKEY* key_pair = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  constexpr long day = 86400;
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -day);
  X509_gmtime_adj(X509_getm_notAfter(certificate), day);
  X509_set_pubkey(certificate, key_pair);
  X509_NAME* subject = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, to_bytes(name), static_cast<int>(name.size()), -1, 0);
  X509_set_issuer_name(certificate, subject);
  X509_sign(certificate, key_pair, EVP_sha256());
  std::FILE* stream = std::fopen(file().c_str(), "w");
  if (stream == nullptr || PEM_write_X509(stream, certificate) != 1) fail("no certificate");
  std::fclose(stream);
  stream = std::fopen(key().c_str(), "w");
  if (stream == nullptr || PEM_write_PrivateKey(stream, key_pair, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    fail("no key");
  }
  std::fclose(stream);
  X509_free(certificate);
  EVP_PKEY_free(key_pair);
}

TlsClient::TlsClient(const std::string& endpoint, const TlsWishes& wishes)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), context_(SSL_CTX_new(TLS_client_method())) {
  std::signal(SIGPIPE, SIG_IGN);  // of OpenSSL's write(2), where the other side has gone
  const timeval limit{10, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (wishes.receive_bytes > 0) {
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &wishes.receive_bytes, sizeof wishes.receive_bytes);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(endpoint.substr(endpoint.rfind(':') + 1))));
  // Versions that are refused must be offered at all.
  SSL_CTX_set_security_level(context_, 0);
  SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context_, wishes.max_version);
  if (!wishes.suites.empty()) SSL_CTX_set_cipher_list(context_, wishes.suites.c_str());
  SSL_CTX_set_alpn_protos(context_, to_bytes(wishes.protocols), static_cast<unsigned>(wishes.protocols.size()));
  ssl_ = SSL_new(context_);
  SSL_set_fd(ssl_, descriptor_);
  if (::connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 && SSL_connect(ssl_) == 1) {
    return;
  }
  // OpenSSL counts the alerts that come from 1000 on (RFC 8446, section 6).
  const int reason = ERR_GET_REASON(ERR_peek_last_error());
  ERR_clear_error();
  SSL_free(ssl_);
  SSL_CTX_free(context_);
  ::close(descriptor_);
  fail("no handshake" + (reason > 1000 ? ": alert " + std::to_string(reason - 1000) : std::string()));
}

TlsClient::~TlsClient() {
  SSL_free(ssl_);
  SSL_CTX_free(context_);
  ::close(descriptor_);
}

void TlsClient::send(std::string_view bytes) {
  if (SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) != static_cast<int>(bytes.size())) fail("not sent");
}

bool TlsClient::receive_more() {
  std::array<char, 16384> buffer{};
  const int count = SSL_read(ssl_, buffer.data(), static_cast<int>(buffer.size()));
  if (count > 0) unread_.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

std::string TlsClient::receive_some() {
  if (unread_.empty() && !receive_more() && !was_told_of_end()) fail("cut off");
  return std::exchange(unread_, "");
}

std::string TlsClient::receive_bytes(std::size_t count) {
  while (unread_.size() < count) {
    if (!receive_more()) fail("nothing came after " + std::to_string(unread_.size()) + " bytes");
  }
  std::string taken = unread_.substr(0, count);
  unread_.erase(0, count);
  return taken;
}

std::string TlsClient::receive_through(std::string_view end) {
  std::size_t at = std::string::npos;
  while ((at = unread_.find(end)) == std::string::npos) {
    if (!receive_more()) fail("nothing came after \"" + unread_ + "\"");
  }
  return receive_bytes(at + end.size());
}

bool TlsClient::is_closed() { return unread_.empty() && !receive_more() && was_told_of_end(); }

bool TlsClient::was_told_of_end() const { return (SSL_get_shutdown(ssl_) & SSL_RECEIVED_SHUTDOWN) != 0; }

std::string TlsClient::peer_name() const {
  X509* certificate = SSL_get1_peer_certificate(ssl_);
  std::string name = common_name(X509_get_subject_name(certificate));
  X509_free(certificate);
  return name;
}

std::string TlsClient::protocol() const {
  const unsigned char* name = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(ssl_, &name, &size);
  return {reinterpret_cast<const char*>(name), size};
}

std::string TlsClient::version() const { return SSL_get_version(ssl_); }
