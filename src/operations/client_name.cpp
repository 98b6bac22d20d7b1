#include "operations/client_name.h"

#include <algorithm>
#include <optional>

#include "http/syntax.h"

namespace operations {
namespace {

namespace ip = boost::asio::ip;

bool is_trusted(const ip::address& address, const ClientNaming& naming) {
  return std::any_of(naming.trusted_proxies.begin(), naming.trusted_proxies.end(),
                     [&](const Network& network) { return network.contains(address); });
}

std::optional<ip::address> follow_proxies(std::string_view list, std::optional<ip::address> nearest,
                                          const ClientNaming& naming) {
  while (!list.empty() && (!nearest || is_trusted(*nearest, naming))) {
    const auto comma = list.rfind(',');
    const auto last = http::trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
    const auto address = read_address(last);
    if (!address) break;
    nearest = address;
  }
  return nearest;
}

}  // namespace

std::string name_client(const server::AccessRecord& access, const ClientNaming& naming) {
  std::optional<ip::address> client;
  if (access.peer != nullptr) client = *access.peer;
  if (client ? is_trusted(*client, naming) : naming.trusts_unix_sockets) {
    client = follow_proxies(find_field(access.head, "x-forwarded-for"), client, naming);
  }
  if (!client) return "-";
  return to_text(naming.full_address ? *client : truncate(*client));
}

std::string find_field(std::string_view head, std::string_view name) {
  std::string list;
  http::take_until(head, '\n');  // the request line
  while (!head.empty()) {
    auto line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !http::equals_ignoring_case(line.substr(0, colon), name)) continue;
    if (!list.empty()) list += ", ";
    list += http::trim(line.substr(colon + 1));
  }
  return list;
}

}  // namespace operations
