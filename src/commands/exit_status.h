// commands/exit_status.h - the exit status of the program, the same for every command.
#pragma once

namespace commands {

// failure: the input or the system is at fault. wrong_usage: the command line, an environment
// variable or the configuration file is at fault.
enum ExitStatus : int { success = 0, failure = 1, wrong_usage = 2 };

}  // namespace commands
