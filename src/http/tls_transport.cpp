#include "http/tls_transport.h"

#include <openssl/bio.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdint>

namespace http {
namespace {

int descriptor_of(BIO* bio) { return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio))); }

bool may_be_retried(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;  // OpenSSL asks again after any of them
}

int write_bytes(BIO* bio, const char* bytes, std::size_t size, std::size_t* written) {
  const ssize_t sent = ::send(descriptor_of(bio), bytes, size, MSG_NOSIGNAL);
  BIO_clear_retry_flags(bio);
  *written = sent > 0 ? static_cast<std::size_t>(sent) : 0;
  if (sent <= 0 && may_be_retried(errno)) BIO_set_retry_write(bio);
  return sent > 0 ? 1 : 0;
}

int read_bytes(BIO* bio, char* buffer, std::size_t size, std::size_t* read) {
  const ssize_t received = ::recv(descriptor_of(bio), buffer, size, 0);
  BIO_clear_retry_flags(bio);
  *read = received > 0 ? static_cast<std::size_t>(received) : 0;
  if (received < 0 && may_be_retried(errno)) BIO_set_retry_read(bio);
  if (received == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
  return received > 0 ? 1 : 0;
}

long control(BIO* bio, int command, long, void*) {
  if (command == BIO_CTRL_FLUSH) return 1;
  if (command == BIO_CTRL_EOF) return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
  return 0;
}

// Once, for as long as the program runs.
const BIO_METHOD* method() {
  static const BIO_METHOD* const made = [] {
    BIO_METHOD* methods = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "a connection's socket");
    if (methods == nullptr) return methods;
    BIO_meth_set_write_ex(methods, write_bytes);
    BIO_meth_set_read_ex(methods, read_bytes);
    BIO_meth_set_ctrl(methods, control);
    return methods;
  }();
  return made;
}

}  // namespace

BIO* make_tls_transport(int descriptor) noexcept {
  if (method() == nullptr) return nullptr;
  BIO* bio = BIO_new(method());
  if (bio == nullptr) return nullptr;
  // NOLINTNEXTLINE(performance-no-int-to-ptr): as OpenSSL keeps it, never followed
  BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(descriptor)));
  BIO_set_init(bio, 1);
  return bio;
}

}  // namespace http
