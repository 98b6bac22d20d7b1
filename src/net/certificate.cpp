#include "net/certificate.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace net {

Certificate::Certificate(X509* certificate) : certificate_(certificate, &X509_free) {}

std::optional<Certificate> Certificate::read(const std::string& file) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bytes(BIO_new_file(file.c_str(), "r"), &BIO_free);
  X509* const certificate = bytes ? PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr) : nullptr;
  if (certificate == nullptr) return std::nullopt;
  return Certificate(certificate);
}

int Certificate::days_left() const {
  int days = 0;
  int seconds = 0;
  ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate_.get()));
  return seconds < 0 ? days - 1 : days;
}

bool Certificate::is_for(const std::string& host) const {
  return X509_check_host(certificate_.get(), host.c_str(), host.size(), 0, nullptr) == 1;
}

}  // namespace net
