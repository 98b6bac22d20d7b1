// net/tls_context.h - reads certificate and key from two files and makes the context for
// connections.
#pragma once

#include <openssl/types.h>

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "net/error.h"
#include "result.h"

namespace net {

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

// Makes a server context for TLS 1.2 and newer that speaks http/1.1 (ALPN, RFC 7301). Both files
// are PEM. The certificate's file may hold its chain after it. Error: names the file and what is
// wrong with it. Never asks for a passphrase.
//
// `ticket_key_file` has 80 random bytes, which encrypt session tickets (RFC 8446, section 2.2; RFC 5077). Processes
// with the same bytes resume each other's sessions. "": random bytes.
Result<TlsContext, Error> load_tls(const std::string& certificate_file, const std::string& key_file,
                                   const std::string& ticket_key_file = "");

}  // namespace net
