// editions load FILE: reads a news file, makes its edition, asks it, and prints what that took, in JSON.
// editions swap FILE TIMES: publishes it as many times; the memory before and after.
// Everything is done as in the program, except sockets and compression.

#include <time.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "assets/assets.h"
#include "reading/news_reader.h"
#include "server/resource.h"
#include "server/server.h"
#include "site/site.h"
#include "sources/file.h"
#include "sources/publisher.h"

namespace {

using nlohmann::ordered_json;

double seconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// VmRSS, VmHWM: resident memory now, and at most so far, in MiB.
double memory(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name + ":")) return std::stod(line.substr(name.size() + 1)) / 1024;
  }
  return 0;
}

std::shared_ptr<const news::Feed> read(const std::string& file) {
  auto bytes = sources::read_file(file);
  if (!bytes.has_value()) throw std::runtime_error(bytes.error().message);
  auto reading = reading::read_news(bytes.value());
  if (!reading.has_value()) throw std::runtime_error(reading::to_string(reading.error().front(), file));
  return std::make_shared<const news::Feed>(std::move(reading).value().feed);
}

constexpr int repetitions = 301;

// Microseconds of CPU for a query that was not asked before: the first one, when its items were in no list yet
// either; and the median of later ones. The answer has its head and its ETag, as the edge sends it.
ordered_json measure(site::Site& site, const std::string& target) {
  std::vector<double> times;
  for (int number = 0; number < repetitions; ++number) {
    const auto start = seconds_of(CLOCK_THREAD_CPUTIME_ID);
    const server::Resource resource(site.answer(target));
    times.push_back((seconds_of(CLOCK_THREAD_CPUTIME_ID) - start) * 1e6);
    if (resource.status() != 200) throw std::runtime_error(target + " has another status than 200");
  }
  const double first = times.front();
  std::nth_element(times.begin(), times.begin() + repetitions / 2, times.end());
  return {{"first", first}, {"median", times[repetitions / 2]}};
}

ordered_json load(const std::string& file) {
  const auto start = std::chrono::steady_clock::now();
  const auto seconds_since_start = [start] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  auto feed = read(file);
  const auto reading = seconds_since_start();
  site::Site site(std::make_shared<const edition::Edition>(feed, assets::bundled(),
                                                           edition::Settings{.public_url = "https://news.example"}));
  ordered_json result{{"items", feed->items.size()},
                      {"file_mib", static_cast<double>(std::filesystem::file_size(file)) / 1048576},
                      {"reading", reading},
                      {"loading", seconds_since_start()},
                      {"cpu", seconds_of(CLOCK_PROCESS_CPUTIME_ID)},
                      {"peak_mib", memory("VmHWM")}};
  for (const auto& [name, target] : std::vector<std::pair<std::string, std::string>>{
           {"limit=10", "/fragment"},
           {"page=500", "/fragment?page=500"},
           {"q= a rare word", "/fragment?q=zymurgy"},
           {"q= two common words", "/fragment?q=the+of"},
           {"since and until", "/fragment?since=2010-03-01&until=2010-09-30"},
           {"order=source and q=", "/fragment?order=source&q=the"},
           {"/news.json", "/news.json"}}) {
    result["queries"][name] = measure(site, target);
  }
  return result;
}

ordered_json measure_swaps(const std::string& file, int times) {
  server::Server server({}, nullptr);  // bound to nothing: its loops take the editions over, and nobody asks
  std::thread loop([&server] { server.run(); });
  Fence fence;
  sources::Publisher publisher(server, fence, {.public_url = "https://news.example"}, nullptr);
  const auto publish = [&](int count) {
    for (int number = 0; number < count; ++number) publisher.publish(read(file), assets::bundled());
  };
  constexpr int first = 20;  // until allocators and threads have what they need
  publish(first);
  const auto before = memory("VmRSS");
  publish(times / 2);
  const auto halfway = memory("VmRSS");
  publish(times - times / 2);
  const auto after = memory("VmRSS");
  server.stop();
  loop.join();
  return {{"before_mib", before}, {"halfway_mib", halfway}, {"after_mib", after}};
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  try {
    if (words.size() == 2 && words[0] == "load") {
      std::cout << load(words[1]) << '\n';
    } else if (words.size() == 3 && words[0] == "swap") {
      std::cout << measure_swaps(words[1], std::stoi(words[2])) << '\n';
    } else {
      std::cerr << "usage: editions load FILE | editions swap FILE TIMES\n";
      return 2;
    }
  } catch (const std::exception& exception) {
    std::cerr << "editions: " << exception.what() << '\n';
    return 1;
  }
}
