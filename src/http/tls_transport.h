// http/tls_transport.h - what OpenSSL reads from and writes to: a socket that is not its own, without SIGPIPE.
#pragma once

#include <openssl/types.h>

namespace http {

// Null if there is no memory. OpenSSL's own would write with write(2), which raises SIGPIPE in a program that has not
// asked for the opposite. Does not close the descriptor.
BIO* make_tls_transport(int descriptor) noexcept;

}  // namespace http
