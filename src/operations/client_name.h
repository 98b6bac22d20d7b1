// operations/client_name.h - the client that the log names for a request.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "operations/network.h"
#include "server/access_record.h"

namespace operations {

struct ClientNaming {
  bool full_address = false;             // else /24 and /48
  std::vector<Network> trusted_proxies;  // their X-Forwarded-For counts
  bool trusts_unix_sockets = false;      // connections through one are from such a proxy
};

// The address of the client; "-" where there is none to tell. What X-Forwarded-For says is believed from right to left:
// the last entry is what the nearest proxy saw, the one before it what that one saw, if it is trusted too, and so on.
// So the first that is not a trusted proxy's is the client; anything before it may be forged by the client. At
// an entry that is no address nothing can be known any more, and the proxy that wrote it is the answer.
std::string name_client(const server::AccessRecord& access, const ClientNaming& naming);

// The lines of a field in a head, as one list (RFC 9110, section 5.3); "" where there is none. `name` in lower case.
std::string find_field(std::string_view head, std::string_view name);

}  // namespace operations
