// commands/partners.h - `latest-news partners`: which sites show the news of a running server.
#pragma once

#include <iosfwd>
#include <string>

namespace commands {

// Asks the administration port at ADDRESS:PORT and prints a table: host, partner, requests.
// Exit status: 0; 1: the port does not answer, or the server does not count hosts.
int run_partners(const std::string& admin, std::ostream& out, std::ostream& err);

}  // namespace commands
