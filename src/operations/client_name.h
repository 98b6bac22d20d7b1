// operations/client_name.h - finds the client's name for the log.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "operations/network.h"
#include "server/access_record.h"

namespace operations {

struct ClientNaming {
  bool full_address = false;             // false: only /24 and /48
  std::vector<Network> trusted_proxies;  // their X-Forwarded-For is trusted
  bool trusts_unix_sockets = false;      // connections through them come from a trusted proxy
};

// The address of the client; "-" if it is unknown. X-Forwarded-For is read from right to left. The
// last entry is the address that the nearest proxy saw. If that is a trusted proxy too, the entry
// before it is the address that this proxy saw, and so on. So the first entry that is not a trusted
// proxy's is the client. The client may have forged all entries before it. If an entry is not an
// address, the rest is unknown, and the result is the proxy that wrote the entry.
std::string name_client(const server::AccessRecord& access, const ClientNaming& naming);

// The lines of a field in a head, as one list (RFC 9110, section 5.3). "" if the field is absent.
// `name` must be in lower case.
std::string find_field(std::string_view head, std::string_view name);

}  // namespace operations
