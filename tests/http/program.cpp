#include "tests/http/program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

namespace {

constexpr std::chrono::seconds limit{10};

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  }
  void close_writing() { close(ends[1]); }
};

pid_t start(const std::vector<std::string>& arguments, const Pipe& output, int errors) {
  std::vector<std::string> words{PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output.ends[1], 1);
  if (errors >= 0) posix_spawn_file_actions_adddup2(&actions, errors, 2);
  // The tests ignore SIGPIPE. The program must find it as a shell leaves it.
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  pid_t id = -1;
  const int failure = posix_spawn(&id, PROGRAM, &actions, &attributes, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failure != 0) throw std::runtime_error("cannot start " PROGRAM);
  return id;
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 65536> buffer{};
  for (ssize_t count = 0; (count = read(descriptor, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  close(descriptor);
  return text;
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, const std::string& errors_file, Admin admin) {
  std::vector<std::string> all{"serve", "--listen", "127.0.0.1:0"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  // Several programs run at once here, so none takes the default administration port.
  const bool says_admin = std::find(all.begin(), all.end(), "--admin") != all.end();
  if (admin == Admin::none && !says_admin) all.insert(all.end(), {"--admin", ""});
  // Without a file for the log, only errors go to the tests' output.
  const bool says_level = std::find(all.begin(), all.end(), "--log-level") != all.end();
  if (errors_file.empty() && !says_level) all.insert(all.end(), {"--log-level", "error"});
  Pipe output;
  const int errors =
      errors_file.empty() ? -1 : open(errors_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  id_ = start(all, output, errors);
  if (errors >= 0) close(errors);
  output.close_writing();
  output_ = output.ends[0];
  std::string line;
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (line.find('\n') == std::string::npos) {
    pollfd ready{output_, POLLIN, 0};
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    std::array<char, 256> buffer{};
    if (left.count() <= 0 || poll(&ready, 1, static_cast<int>(left.count())) <= 0) break;
    const auto count = read(output_, buffer.data(), buffer.size());
    if (count <= 0) break;
    line.append(buffer.data(), static_cast<std::size_t>(count));
  }
  const auto from = line.find("http");
  if (from == std::string::npos) {
    end(SIGKILL);
    throw std::runtime_error("the program did not get ready: " + line);
  }
  url_ = line.substr(from, line.find('/', line.find("://", from) + 3) - from);
}

Program::~Program() {
  if (id_ > 0) end(SIGKILL);
}

int Program::end(int signal) {
  kill(id_, signal);
  const auto deadline = std::chrono::steady_clock::now() + limit;
  int status = 0;
  bool killed = false;
  while (waitpid(id_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > deadline && !killed) {
      killed = true;
      kill(id_, SIGKILL);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  id_ = -1;
  close(output_);
  return !killed && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Finished run_program(const std::vector<std::string>& arguments) {
  Pipe output;
  Pipe errors;
  const pid_t id = start(arguments, output, errors.ends[1]);
  output.close_writing();
  errors.close_writing();
  Finished finished{};
  std::thread reader([&] { finished.errors = read_all(errors.ends[0]); });
  finished.output = read_all(output.ends[0]);
  reader.join();
  int status = 0;
  waitpid(id, &status, 0);
  finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return finished;
}
