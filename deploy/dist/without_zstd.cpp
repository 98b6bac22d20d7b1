// deploy/dist/without_zstd.cpp - replaces a part of Debian 13's libcrypto that would link all of libzstd:
// the same functions as in an OpenSSL without zstd (COMP_CTX_new(3)). No client is offered certificates compressed by
// zstd.
#include <openssl/bio.h>
#include <openssl/comp.h>

extern "C" {
const BIO_METHOD* BIO_f_zstd() { return nullptr; }
COMP_METHOD* COMP_zstd() { return nullptr; }
COMP_METHOD* COMP_zstd_oneshot() { return nullptr; }
void ossl_comp_zstd_cleanup() {}
}
