// net/certificate.h - reads when a certificate ends and for which hosts it is, for `latest-news doctor`.
#pragma once

#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>

namespace net {

// The first certificate of a PEM file.
class Certificate {
 public:
  // Nothing if the file cannot be read or has no certificate. load_tls() says why.
  static std::optional<Certificate> read(const std::string& file);

  // Whole days until the end of its validity (RFC 5280, section 4.1.2.5). Negative: it has ended.
  int days_left() const;
  // Whether it is for this DNS name, wildcards included (RFC 9525, section 6.3).
  bool is_for(const std::string& host) const;

 private:
  explicit Certificate(X509* certificate);

  std::unique_ptr<X509, void (*)(X509*)> certificate_;
};

}  // namespace net
