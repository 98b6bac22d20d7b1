// http/operations_program.h - the program with its administration port, and what its log and its metrics say.
#pragma once

#include <httplib.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/files.h"
#include "tests/http/program.h"

namespace operations_test {

inline std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

class Administered {
 public:
  explicit Administered(std::vector<std::string> arguments = {})
      : program_(with_admin(std::move(arguments)), folder_.file("errors")) {
    if (!eventually([this] { return !find_admin().empty(); })) throw std::runtime_error("no --admin: " + errors());
  }

  Program& program() { return program_; }
  const TemporaryFolder& folder() const { return folder_; }
  std::string errors() const { return read_file(folder_.file("errors")); }
  std::string endpoint() const { return program_.url().substr(std::string("http://").size()); }
  std::string admin() const { return find_admin(); }

  Response ask_admin(const std::string& target) const { return ask_once(admin(), request(target)); }
  Response ask(const std::string& target, const std::string& fields = "") const {
    return ask_once(endpoint(), request(target, fields));
  }

  // The value of one line of /metrics, by its name and labels as written there; -1 if there is none.
  double metric(const std::string& name) const {
    const auto text = "\n" + ask_admin("/metrics").body;
    const auto found = text.find("\n" + name + " ");
    return found == std::string::npos ? -1 : std::strtod(text.c_str() + found + name.size() + 2, nullptr);
  }

  static std::string request(const std::string& target, const std::string& fields = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + fields + "\r\n";
  }

 private:
  static std::vector<std::string> with_admin(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--admin", "127.0.0.1:0"});
    return arguments;
  }
  std::string find_admin() const {
    const std::string before = "administration at ";
    const auto text = errors();
    const auto from = text.find(before);
    if (from == std::string::npos) return "";
    return text.substr(from + before.size(), text.find(": ", from + before.size()) - from - before.size());
  }

  TemporaryFolder folder_;
  Program program_;
};

}  // namespace operations_test
