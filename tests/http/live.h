// tests/http/live.h - a program whose news are a file of the test's folder, with its log and its administration port.
#pragma once

#include <httplib.h>

#include <string>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/files.h"
#include "tests/http/program.h"

inline std::string item(const std::string& id, const std::string& text) {
  return R"({"id":")" + id + R"(","content_text":")" + text + R"(","date_published":"2023-06-20T00:00:00Z"})";
}

inline std::string news(const std::string& items) {
  return R"({"version":"https://jsonfeed.org/version/1.1","title":"Live","items":[)" + items + "]}\n";
}

class Live {
 public:
  // Writes `file`, a name in folder(), with one item whose text is "first", and serves it.
  explicit Live(const std::string& file = "news.json", const std::vector<std::string>& more = {})
      : log_(folder_.write("log", "")), program_(prepare(file, more), log_) {}

  const TemporaryFolder& folder() const { return folder_; }
  Program& program() { return program_; }

  std::string url() const { return program_.url(); }
  std::string fragment() const { return get(program_.url(), "/fragment"); }
  bool shows(const std::string& text) const {
    return eventually([&] { return fragment().find(text) != std::string::npos; });
  }
  std::string log() const { return read_file(log_); }
  bool logs(const std::string& text) const {
    return eventually([&] { return log().find(text) != std::string::npos; });
  }
  std::string readyz() const {
    const auto text = log();
    const auto from = text.find("administration at ") + std::string("administration at ").size();
    return get("http://" + text.substr(from, text.find(": /healthz", from) - from), "/readyz");
  }
  // Whether /readyz says `text`, or no longer does.
  bool says(const std::string& text) const {
    return eventually([&] { return readyz().find(text) != std::string::npos; });
  }
  bool no_longer_says(const std::string& text) const {
    return eventually([&] {
      const auto ready = readyz();
      return !ready.empty() && ready.find(text) == std::string::npos;
    });
  }

 private:
  static std::string get(const std::string& url, const std::string& target) {
    httplib::Client client(url);
    const auto answer = client.Get(target);
    return answer ? answer->body : "";
  }
  // Writes the file; the program's arguments.
  std::vector<std::string> prepare(const std::string& file, const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{"--news", folder_.write(file, news(item("a", "first"))), "--admin",
                                       "127.0.0.1:0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }

  TemporaryFolder folder_;
  std::string log_;
  Program program_;
};
