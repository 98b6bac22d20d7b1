// One system call in twenty fails (tests/faults/failing_calls.cpp) while editions change: the program goes on,
// nothing hangs, every answer is whole, and only connections whose own call failed are lost.
#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/faults/failing_program.h"
#include "tests/http/client.h"

namespace {

using faults::Answer;
using faults::Call;
using faults::FailingProgram;
using faults::Outcome;
using faults::Visitor;

constexpr int visitors = 8;
constexpr int items = 40;
constexpr unsigned requests = 20000;  // at least
constexpr unsigned swaps = 60;        // likewise
// Not evenly: some swaps come while the one before is being read.
constexpr std::array between_swaps{std::chrono::milliseconds(20), std::chrono::milliseconds(150)};

// Some 120 KB, more than a client's socket takes at once.
std::string make_news(const std::string& edition) {
  std::string text = R"({"version":"https://jsonfeed.org/version/1.1","title":"Town","items":[)";
  for (int i = 0; i < items; ++i) {
    text += (i == 0 ? "" : ",") + std::string(R"({"id":"i)") + std::to_string(i) + R"(","title":"News of )" + edition +
            R"(","date_published":"2023-06-20T00:00:00Z","content_text":")";
    for (int word = 0; word < 400; ++word) text += "word" + std::to_string(word * i) + " ";
    text += "\"}";
  }
  return text + "]}\n";
}

bool is_of(const std::string& edition, const Answer& answer) {
  return answer.status == 200 && answer.body.find("News of " + edition) != std::string::npos;
}

std::vector<std::string> make_targets() {
  std::vector<std::string> targets{"/", "/fragment", "/news.json", "/embed", "/fragment?q=word40"};
  for (int i = 0; i < items; ++i) targets.push_back("/items/i" + std::to_string(i));
  for (int i = 1; i <= items; ++i) targets.push_back("/fragment?limit=" + std::to_string(i));
  return targets;
}

std::string request(const std::string& method, const std::string& target, const std::string& fields = "") {
  return method + " " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

std::string unpack(const std::string& bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::runtime_error("zlib");
  std::string text(4u << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const bool is_whole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return is_whole ? text : "not whole";
}

// The answers without failures: for each target, the body by its entity tag, one of each edition.
using Bodies = std::map<std::string, std::map<std::string, std::string>>;

// How one request is sent, and what is wrong with an answer to it; "" if nothing is.
class Question {
 public:
  Question(const Bodies& bodies, const std::vector<std::string>& targets, unsigned number)
      : target_(targets[std::size_t{number} * 7 % targets.size()]), bodies_(bodies.at(target_)), kind_(number % 4) {
    tag_ = (number % 8 < 4 ? bodies_.begin() : std::prev(bodies_.end()))->first;
  }

  std::string text() const {
    if (kind_ == 1) return request("GET", target_, "Accept-Encoding: gzip\r\n");
    if (kind_ == 2) return request("GET", target_, "If-None-Match: " + tag_ + "\r\n");
    return request(kind_ == 3 ? "HEAD" : "GET", target_);
  }

  std::string find_fault(const Answer& answer) const {
    const auto tag = answer.field("ETag");
    if (answer.status == 304 && kind_ == 2) return tag == tag_ ? "" : "304 with " + tag + " for " + tag_;
    if (answer.status != 200) return "status " + std::to_string(answer.status);
    if (answer.field("Content-Encoding") == "gzip" && kind_ == 1) {
      const auto text = unpack(answer.body);
      const bool is_known =
          std::any_of(bodies_.begin(), bodies_.end(), [&](const auto& entry) { return entry.second == text; });
      return is_known && !tag.empty() ? "" : "another body, gzip";
    }
    const auto found = bodies_.find(tag);
    if (found == bodies_.end()) return "an unknown tag " + tag;
    if (answer.field("Content-Length") != std::to_string(found->second.size())) return "another length";
    return kind_ == 3 || answer.body == found->second ? "" : "another body";
  }

  const std::string& target() const { return target_; }

 private:
  const std::string target_;
  const std::map<std::string, std::string>& bodies_;
  unsigned kind_;
  std::string tag_;
};

// Clients, each with its own connection, which connect again if it is lost. They ask until they are told to stop,
// or until something is wrong.
class Crowd {
 public:
  Crowd(const FailingProgram& server, const Bodies& bodies, const std::vector<std::string>& targets)
      : server_(server), bodies_(bodies), targets_(targets) {
    for (int i = 0; i < visitors; ++i) threads_.emplace_back([this] { visit(); });
  }
  ~Crowd() { end(); }
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  void end() {
    is_enough_ = true;
    for (auto& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }
  unsigned answered() const { return answered_; }
  unsigned lost() const { return lost_; }
  const std::vector<std::string>& faults() const { return faults_; }  // after end()
  bool has_faults() {
    const std::lock_guard lock(mutex_);
    return !faults_.empty();
  }

 private:
  void visit() {
    try {
      auto visitor = server_.visitor();
      while (!is_enough_ && answer(visitor, Question(bodies_, targets_, next_++))) continue;
    } catch (const std::exception& error) {
      note(error.what());
    }
  }

  // Tries until there is an answer. False if another try is useless.
  bool answer(Visitor& visitor, const Question& question) {
    while (true) {
      Answer answer;
      auto outcome = visitor.is_connected() ? Outcome::answered : visitor.connect();
      if (outcome == Outcome::answered) outcome = visitor.ask(question.text(), answer);
      if (outcome == Outcome::hung) return note("no answer in time: " + question.target());
      if (outcome == Outcome::answered) {
        ++answered_;
        const auto fault = question.find_fault(answer);
        return fault.empty() || note(question.target() + ": " + fault);
      }
      ++lost_;
      if (++losses_[visitor.port()] > server_.calls().fatal(visitor.port())) {
        return note("a connection was lost although no call of its own had failed: " + question.target());
      }
    }
  }

  bool note(const std::string& fault) {
    const std::lock_guard lock(mutex_);
    faults_.push_back(fault);
    return false;
  }

  const FailingProgram& server_;
  const Bodies& bodies_;
  const std::vector<std::string>& targets_;
  std::atomic<unsigned> next_ = 0;
  std::atomic<unsigned> answered_ = 0;
  std::atomic<unsigned> lost_ = 0;
  std::atomic<bool> is_enough_ = false;
  std::array<std::atomic<std::uint32_t>, 65536> losses_{};  // by the visitor's port
  std::mutex mutex_;
  std::vector<std::string> faults_;
  std::vector<std::thread> threads_;
};

// An answer while nothing fails.
Answer ask(const FailingProgram& server, const std::string& target) {
  auto visitor = server.visitor();
  Answer answer;
  REQUIRE(visitor.connect() == Outcome::answered);
  REQUIRE(visitor.ask(request("GET", target), answer) == Outcome::answered);
  return answer;
}

bool serves(const FailingProgram& server, const std::string& edition) {
  return eventually([&] { return is_of(edition, ask(server, "/news.json")); });
}

void survive(bool is_secure) {
  FailingProgram server(is_secure, make_news("A"));
  const auto targets = make_targets();
  Bodies bodies;
  for (const auto* edition : {"A", "B"}) {
    server.swap(make_news(edition));
    server.hang_up();
    REQUIRE(serves(server, edition));
    for (const auto& target : targets) {
      // The other loop may be a moment behind.
      REQUIRE(eventually([&] {
        const auto answer = ask(server, target);
        if (!is_of(edition, answer)) return false;
        bodies[target][answer.field("ETag")] = answer.body;
        return true;
      }));
    }
  }

  server.calls().fail_some();
  Crowd crowd(server, bodies, targets);
  const auto is_enough = [&](unsigned turn) {
    const bool is_done = turn >= swaps && crowd.answered() >= requests && server.calls().all_have_failed();
    return is_done || turn >= 4 * swaps || crowd.has_faults();
  };
  for (unsigned turn = 0; !is_enough(turn); ++turn) {
    server.swap(make_news(turn % 2 == 0 ? "A" : "B"));
    if (turn % 3 != 0) server.hang_up();
    std::this_thread::sleep_for(between_swaps[turn % 2]);
  }
  crowd.end();
  server.swap(make_news("C"));  // seen while calls still fail, or after
  server.calls().fail_none();

  MESSAGE(crowd.answered() << " answers, " << crowd.lost() << " connections lost; failed: " << server.calls().table());
  if (!crowd.faults().empty()) FAIL(crowd.faults().front() << "\nThe end of the log:\n" << server.log());
  CHECK(crowd.answered() >= requests);
  CHECK(serves(server, "C"));
  CHECK(server.calls().all_have_failed());
  CHECK(server.program().end(SIGTERM) == 0);
}

}  // namespace

TEST_CASE("failing calls: 20,000 requests are answered while one system call in twenty fails") { survive(false); }

TEST_CASE("failing calls: 20,000 requests over TLS are answered while one system call in twenty fails") {
  survive(true);
}

TEST_CASE("failing calls: changed news that cannot be read is read later") {
  for (const auto call : {Call::open, Call::read, Call::stat, Call::pthread_create}) {
    const std::string name = faults::call_names[static_cast<std::size_t>(call)];
    CAPTURE(name);
    FailingProgram server(false, make_news("A"));
    REQUIRE(serves(server, "A"));
    server.calls().fail(call, 1);
    server.swap(make_news("B"));
    CHECK(eventually([&] { return server.calls().failed(call) > 0; }));
    server.calls().fail_none();
    CHECK(serves(server, "B"));
    CHECK(server.program().end(SIGTERM) == 0);
  }
}
