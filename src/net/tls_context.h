// net/tls_context.h - certificate and key: from two files to what connections are made with.
#pragma once

#include <openssl/types.h>

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "net/error.h"
#include "result.h"

namespace net {

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

// A server of TLS 1.2 and newer that speaks http/1.1 (ALPN, RFC 7301) with this certificate, and the chain after it in
// its file. Both files are PEM. Error: names the file and what is wrong with it. Never asks for a passphrase.
Result<TlsContext, Error> load_tls(const std::string& certificate_file, const std::string& key_file);

}  // namespace net
