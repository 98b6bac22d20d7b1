// commands/exit_status.h - how the program ends, the same in every command.
#pragma once

namespace commands {

// failure: the input or the system is at fault. wrong_usage: the command line, a variable of the environment or the
// configuration file is.
enum ExitStatus : int { success = 0, failure = 1, wrong_usage = 2 };

}  // namespace commands
