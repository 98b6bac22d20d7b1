// tests/faults/failing_program.h - the real program with the library in it, and which of its calls fail.
#pragma once

#include <openssl/ssl.h>
#include <sys/mman.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/faults/board.h"
#include "tests/faults/visitor.h"
#include "tests/http/files.h"
#include "tests/http/program.h"
#include "tests/http/tls_client.h"

namespace faults {

// The board that the test and the library share.
class FailingCalls {
 public:
  explicit FailingCalls(const std::string& file) : shared_(map_board(file.c_str())) {
    if (shared_ == nullptr) throw std::runtime_error("no board");
    const char* seed = std::getenv("FAILING_CALLS_SEED");  // another run of the same chances
    shared_->seed = std::strtoull(seed == nullptr ? "1" : seed, nullptr, 10);
  }
  ~FailingCalls() { ::munmap(shared_, sizeof *shared_); }
  FailingCalls(const FailingCalls&) = delete;
  FailingCalls& operator=(const FailingCalls&) = delete;

  // One in twenty. Calls for files and for threads are few: of these, one in four and one in two.
  void fail_some() const {
    for (auto& one_in : shared_->one_in) one_in = 20;
    for (const auto call : {Call::read, Call::open, Call::stat}) fail(call, 4);
    fail(Call::pthread_create, 2);
  }
  void fail_none() const {
    for (auto& one_in : shared_->one_in) one_in = 0;
  }
  void fail(Call call, unsigned one_in) const { shared_->one_in[static_cast<std::size_t>(call)] = one_in; }
  bool all_have_failed() const {
    return std::all_of(shared_->failed.begin(), shared_->failed.end(), [](const auto& count) { return count > 0; });
  }
  std::uint32_t failed(Call call) const { return shared_->failed[static_cast<std::size_t>(call)]; }
  // The number of fatal errors that the connection of the client with this port was given.
  std::uint32_t fatal(std::uint16_t port) const { return shared_->fatal[port]; }
  std::string table() const {
    std::string text;
    for (std::size_t i = 0; i < call_names.size(); ++i) {
      text += std::string(i == 0 ? "" : ", ") + call_names[i] + " " + std::to_string(shared_->failed[i]) + " of " +
              std::to_string(shared_->made[i]);
    }
    return text;
  }

 private:
  Board* shared_;
};

// The program with the library in it.
class FailingProgram {
 public:
  FailingProgram(bool is_secure, const std::string& news)
      : tls_(is_secure ? SSL_CTX_new(TLS_client_method()) : nullptr),
        certificate_("failing calls"),
        calls_(folder_.file("board")),
        program_(prepare(is_secure, news), folder_.file("log")) {
    ::unsetenv("LD_PRELOAD");
    const auto url = program_.url();
    port_ = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
  }
  ~FailingProgram() { SSL_CTX_free(tls_); }
  FailingProgram(const FailingProgram&) = delete;
  FailingProgram& operator=(const FailingProgram&) = delete;

  const FailingCalls& calls() const { return calls_; }
  Program& program() { return program_; }
  // The end of the output, without the lines about failed writes.
  std::string log() const {
    std::istringstream stream(read_file(folder_.file("log")));
    std::string text;
    for (std::string line; std::getline(stream, line);) {
      if (line.find("access log") == std::string::npos) text += line + "\n";
    }
    constexpr std::size_t most = 1500;
    return text.size() > most ? text.substr(text.size() - most) : text;
  }
  Visitor visitor() const { return {port_, tls_}; }

  void swap(const std::string& news) const {
    std::filesystem::rename(folder_.write("new.json", news), folder_.file("news.json"));
  }
  void hang_up() const { ::kill(program_.id(), SIGHUP); }

 private:
  std::vector<std::string> prepare(bool is_secure, const std::string& news) const {
    ::setenv("LD_PRELOAD", FAILING_CALLS, 1);
    ::setenv(board_variable, folder_.file("board").c_str(), 1);
    ::setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);  // the library comes before that sanitizer's
    std::vector<std::string> arguments{"--news", folder_.write("news.json", news), "--threads", "2"};
    // Limits so long that they never hide a hang.
    for (const auto* timeout : {"--head-timeout", "--idle-timeout", "--write-timeout"}) {
      arguments.insert(arguments.end(), {timeout, "3600"});
    }
    arguments.insert(arguments.end(), {"--access-log", "common", "--access-log-file", folder_.file("access")});
    if (is_secure) {
      arguments.insert(arguments.end(), {"--tls-certificate", certificate_.file(), "--tls-key", certificate_.key()});
    }
    return arguments;
  }

  TemporaryFolder folder_;
  SSL_CTX* tls_;
  Certificate certificate_;
  FailingCalls calls_;
  Program program_;
  std::uint16_t port_ = 0;
};

}  // namespace faults
