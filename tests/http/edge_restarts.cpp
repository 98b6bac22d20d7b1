// Restarting under load: no request is lost, with a port that two processes share or with a socket from systemd,
// with TLS or without.
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/tls_client.h"

namespace {

constexpr int clients = 6;

// A socket that is bound; it listens if `listens`, else it only keeps the port.
class BoundSocket {
 public:
  explicit BoundSocket(bool listens) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const int one = 1;
    ::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (!listens) ::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(descriptor_, generic, size) != 0 || (listens && ::listen(descriptor_, SOMAXCONN) != 0) ||
        ::getsockname(descriptor_, generic, &size) != 0) {
      throw std::runtime_error("no port");
    }
    endpoint_ = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  }
  ~BoundSocket() { ::close(descriptor_); }
  BoundSocket(const BoundSocket&) = delete;
  BoundSocket& operator=(const BoundSocket&) = delete;

  int descriptor() const { return descriptor_; }
  const std::string& endpoint() const { return endpoint_; }

 private:
  int descriptor_;
  std::string endpoint_;
};

// The program by a shell's exec, so that LISTEN_PID can be its own. Ready when the constructor returns.
class Started {
 public:
  Started(const std::vector<std::string>& arguments, int handed_over) {
    std::array<int, 2> output{};
    if (::pipe2(output.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const std::string script = handed_over < 0 ? "exec \"$0\" serve --admin '' \"$@\""
                                               : "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" serve --admin '' \"$@\"";
    std::vector<std::string> words{"/bin/sh", "-c", script, PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output[1], 1);
    if (handed_over >= 0) posix_spawn_file_actions_adddup2(&actions, handed_over, 3);
    const int failure = ::posix_spawn(&id_, "/bin/sh", &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(output[1]);
    std::array<char, 256> line{};
    pollfd ready{output[0], POLLIN, 0};
    const bool said_so = failure == 0 && ::poll(&ready, 1, static_cast<int>(patience.count())) == 1 &&
                         ::read(output[0], line.data(), line.size()) > 0;
    ::close(output[0]);
    if (!said_so) throw std::runtime_error("the program did not get ready");
  }
  ~Started() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
  Started(Started&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Started& operator=(Started&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }

  void tell_to_end() const { ::kill(id_, SIGTERM); }
  int wait() {
    int status = -1;
    ::waitpid(std::exchange(id_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t id_ = -1;
};

struct Load {
  std::atomic<bool> done = false;
  std::atomic<int> answers = 0;
  std::atomic<int> retries = 0;  // of a connection that was closed while idle (RFC 9112, section 9.3.1)
  std::atomic<int> failures = 0;
};

std::string receive_some(Client& client) { return client.receive_some(65536); }
std::string receive_some(TlsClient& client) { return client.receive_some(); }

// Asks again and again, on one connection while it persists, or each time on a new one. New ones are reset if a
// listening socket closes with connections in its queue.
template <class AnyClient>
void ask_on(const std::string& endpoint, bool keeps_connection, Load& load) {
  const std::string request = "GET /fragment?limit=1 HTTP/1.1\r\nHost: a\r\n\r\n";
  std::unique_ptr<AnyClient> client;
  bool is_reused = false;
  while (!load.done) {
    std::string bytes;
    try {
      if (client == nullptr) {
        client = std::make_unique<AnyClient>(endpoint);
        is_reused = false;
      }
      client->send(request);
      while (bytes.find("</section>\n") == std::string::npos) {
        const auto more = receive_some(*client);
        if (more.empty()) throw std::runtime_error("closed after \"" + bytes + "\"");
        bytes += more;
      }
      ++load.answers;
      is_reused = true;
      if (!keeps_connection || bytes.find("Connection: close") != std::string::npos) client = nullptr;
      // The number of ports is limited.
      if (!keeps_connection) std::this_thread::sleep_for(std::chrono::microseconds(500));
    } catch (const std::exception& error) {
      const bool may_retry = is_reused && bytes.empty();
      ++(may_retry ? load.retries : load.failures);
      if (!may_retry) MESSAGE(error.what());
      client = nullptr;
    }
  }
}

template <class AnyClient, class Restart>
void restart_under_load(const std::string& endpoint, int restarts, Restart restart) {
  Load load;
  std::vector<std::thread> threads;
  threads.reserve(clients);
  for (int i = 0; i < clients; ++i) threads.emplace_back([&, i] { ask_on<AnyClient>(endpoint, i % 2 == 0, load); });
  for (int i = 0; i < restarts; ++i) {
    const int before = load.answers;
    CHECK(eventually([&] { return load.answers > before + 100; }));
    restart();
  }
  load.done = true;
  for (auto& thread : threads) thread.join();
  MESSAGE(load.answers.load() << " answers, " << load.retries.load() << " retries");
  CHECK(load.failures == 0);
  CHECK(load.answers > restarts * 100);
}

template <class AnyClient>
void restart_on_shared_port(int restarts, const std::vector<std::string>& more_arguments) {
  const BoundSocket port(false);
  std::vector<std::string> arguments{"--listen", port.endpoint(), "--reuse-port"};
  arguments.insert(arguments.end(), more_arguments.begin(), more_arguments.end());
  Started program(arguments, -1);
  restart_under_load<AnyClient>(port.endpoint(), restarts, [&] {
    Started next(arguments, -1);
    std::swap(program, next);
    next.tell_to_end();
    CHECK(next.wait() == 0);
  });
}

}  // namespace

TEST_CASE("edge: 20 restarts with a socket from systemd lose no request") {
  const BoundSocket socket(true);
  Started program({}, socket.descriptor());
  restart_under_load<Client>(socket.endpoint(), 20, [&] {
    // The next process starts when the one before has ended, as with a service manager.
    program.tell_to_end();
    CHECK(program.wait() == 0);
    program = Started({}, socket.descriptor());
  });
}

TEST_CASE("edge: 20 restarts on a port that two processes share lose no request") {
  restart_on_shared_port<Client>(20, {});
}

TEST_CASE("edge tls: 10 restarts on a port that two processes share lose no request and no handshake") {
  const Certificate certificate("one");
  restart_on_shared_port<TlsClient>(10, {"--tls-certificate", certificate.file(), "--tls-key", certificate.key()});
}
