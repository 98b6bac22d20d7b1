// commands/doctor.h - `latest-news doctor`: examines a configuration on this machine, and says what to do.
#pragma once

#include <iosfwd>

#include "commands/configuration.h"

namespace commands {

// Checks the configuration, addresses, limits, news, folders, certificate, public URL and clock. Prints a line for
// each: "ok", "note" or "FAULT", and what to do. Requests the sources and the public URL. Changes nothing. Exit status:
// 0: no fault; 1: a fault; 2: the configuration is at fault.
int run_doctor(const Configuration& configuration, std::ostream& out, std::ostream& err);

}  // namespace commands
