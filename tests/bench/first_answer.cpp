// first_answer PORT CORE COMMAND... - starts COMMAND on that core and prints the microseconds from then to its first
// 200. It asks without a pause, so it should run on another core. COMMAND is ended before it returns.

#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "tests/bench/loopback_client.h"

namespace {

constexpr std::uint32_t localhost = (127u << 24) + 1;

void move_to(const cpu_set_t& cores) { sched_setaffinity(0, sizeof cores, &cores); }

[[noreturn]] void become(char** command) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(STDERR_FILENO, STDOUT_FILENO);  // the figure has standard output for itself
  execvp(*command, command);
  _exit(127);
}

bool answers(std::uint16_t port) {
  const int connection = loopback::connect_to(port, localhost);
  if (connection < 0) return false;
  const bool answered = loopback::ask(connection);
  close(connection);
  return answered;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) return 2;
  using Clock = std::chrono::steady_clock;
  const auto port = static_cast<std::uint16_t>(std::atoi(arguments[1]));
  cpu_set_t own;
  cpu_set_t servers;
  sched_getaffinity(0, sizeof own, &own);
  CPU_ZERO(&servers);
  CPU_SET(static_cast<unsigned>(std::atoi(arguments[2])), &servers);
  move_to(servers);  // born there, it need not wait for us to leave a core
  const auto start = Clock::now();
  const pid_t id = fork();
  if (id == 0) become(arguments + 3);
  move_to(own);
  bool answered = false;
  while (!answered && Clock::now() - start < std::chrono::seconds(10)) answered = answers(port);
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count();
  kill(id, SIGTERM);
  waitpid(id, nullptr, 0);
  kill(-id, SIGKILL);  // workers that outlive it
  if (!answered) return 1;
  std::cout << microseconds << '\n';
}
