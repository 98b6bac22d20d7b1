// The options of `serve` from the command line, the environment and a file.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "commands/configuration.h"
#include "tests/http/files.h"

using commands::Configuration;
using commands::Faults;
using commands::read_configuration;

namespace {

Faults faults_of(const Configuration& configuration) {
  const auto read = read_configuration(configuration);
  return read.has_value() ? Faults() : read.error();
}

// Of a file with this text; its name is "FILE" in the faults.
Faults faults_in(const std::string& text) {
  const TemporaryFolder folder;
  const auto file = folder.write("serve.ini", text);
  auto faults = faults_of({{}, {}, file});
  for (auto& fault : faults) {
    if (const auto at = fault.find(file); at != std::string::npos) fault.replace(at, file.size(), "FILE");
  }
  return faults;
}

}  // namespace

TEST_CASE("configuration: unknown names are refused all at once, with the nearest name") {
  CHECK(faults_in("# A comment\n[serve]\npublic_url = https://news.town.example\nnwes = /n.json\nfrobnicate = 1\n") ==
        Faults{"FILE:3: error: public_url is not known; did you mean public-url?",
               "FILE:4: error: nwes is not known; did you mean news?",
               "FILE:5: error: frobnicate is not known; `latest-news serve --help` lists the options"});
  CHECK(faults_of({{}, {"HOME=/", "LATEST_NEWS_NWES=1", "LATEST_NEWS_public_url=2", "LATEST_NEWS_=3"}, {}}) ==
        Faults{"latest-news: the variable LATEST_NEWS_NWES is not known; did you mean LATEST_NEWS_NEWS?",
               "latest-news: the variable LATEST_NEWS_public_url is not known; did you mean LATEST_NEWS_PUBLIC_URL?",
               "latest-news: the variable LATEST_NEWS_ is not known; `latest-news serve --help` lists the options"});
}

TEST_CASE("configuration: unknown and missing sections, and those of other commands, are refused") {
  CHECK(faults_in("[srve]\nnews = a\nnwes = b\n") ==
        Faults{"FILE:1: error: the section [srve] is not known; did you mean [serve]?",
               "FILE:3: error: nwes is not known; did you mean news?"});
  CHECK(faults_in("[database]\n") ==
        Faults{"FILE:1: error: the section [database] is not known; there are [serve] and [partner.NAME]"});
  CHECK(faults_in("[serve]\n[render]\nlimit = 5\n") ==
        Faults{"FILE:2: error: the section [render] has no options; only `serve` has some, in [serve]"});
  CHECK(faults_in("\nnews = a\n") ==
        Faults{"FILE:2: error: this line is before the first section; write [serve] above it"});
}

TEST_CASE("configuration: wrong values are refused all at once, each with its place and what is allowed") {
  const TemporaryFolder folder;
  const auto file = folder.write("serve.ini", "[serve]\nhead-timeout = 0\nlisten = nowhere, 127.0.0.1:1\n");
  const std::string number = "it can be a whole number from 1 to 256";
  CHECK(faults_of({{{"threads", {"many"}}, {"log-level", {"loud"}}},
                   {"LATEST_NEWS_THREADS=257", "LATEST_NEWS_PUBLIC_URL=ftp://a"},
                   file}) ==
        Faults{"latest-news: --log-level is \"loud\"; it can be trace, debug, info, warning, error, critical or off",
               "latest-news: --threads is \"many\"; " + number,
               "latest-news: LATEST_NEWS_PUBLIC_URL is \"ftp://a\"; it can be http://HOST or https://HOST, with or "
               "without a port and a path",
               "latest-news: LATEST_NEWS_THREADS is \"257\"; " + number,
               file + ":2: error: head-timeout is \"0\"; it can be a whole number of seconds from 1 to 86400",
               file + ":3: error: listen is \"nowhere\"; it can be ADDRESS:PORT, [IPv6]:PORT or unix:PATH, such as "
                      "127.0.0.1:8080"});
}

TEST_CASE("configuration: every option refuses wrong values") {
  const std::vector<std::pair<std::string, std::vector<std::string>>> cases{
      {"news", {""}},
      {"public-url", {"", "news.example", "https://", "https://a/?q", "https://a b"}},
      {"assets", {""}},
      {"state", {""}},
      {"embargo-future", {"", "later"}},
      {"cache-mib", {"", "0", "65537", "-1", "1.5", "1 ", "0x10", "99999999999999999999"}},
      {"log-level", {"", "loud", "INFO "}},
      {"log-format", {"", "xml", "JSON"}},
      {"listen", {"", "8080", "localhost:8080", "127.0.0.1", "127.0.0.1:65536", "::1:80", "unix:"}},
      {"reuse-port", {"", "2", "maybe"}},
      {"tls-certificate", {""}},
      {"tls-key", {""}},
      {"hsts", {"", "-1", "315360001"}},
      {"threads", {"0", "257"}},
      {"max-connections", {"0", "10000001"}},
      {"poll", {"0", "86401"}},
      {"head-timeout", {"0", "86401", "10s"}},
      {"idle-timeout", {"0", "86401"}},
      {"write-timeout", {"0", "86401"}},
      {"drain-timeout", {"0", "86401"}},
      {"tls-ticket-key", {""}},
      {"surrogate-key", {"", "a b", "a,b"}},
      {"cdn-cache-control", {"", "max-age=\u00e9"}},
      {"purge", {"", "cache.example", "ftp://cache.example"}},
      {"count-hosts", {"", "yes", "ON"}},
      {"admin", {"9090", "off"}},
      {"access-log", {"", "xml"}},
      {"access-log-file", {""}},
      {"log-full-address", {"", "maybe"}},
      {"trusted-proxy", {"", "10.0.0.1/8", "proxy"}},
  };
  std::vector<std::string> tried;
  for (const auto& one : cases) {
    const auto& name = one.first;
    for (const auto& value : one.second) {
      CAPTURE(name);
      CAPTURE(value);
      const auto faults = faults_of({{{name, {value}}}, {}, {}});
      REQUIRE(faults.size() == 1);
      CHECK(faults[0].starts_with("latest-news: --" + name + " is \"" + value + "\"; it can be "));
    }
    tried.push_back(name);
  }
  for (const auto& option : commands::serve_options()) {
    CAPTURE(option.name);
    CHECK_MESSAGE(std::find(tried.begin(), tried.end(), option.name) != tried.end(), "add wrong values of this option");
  }
}

TEST_CASE("configuration: an option is given once in each place; a list may be repeated or have commas") {
  CHECK(faults_in("[serve]\nthreads = 1\n[serve]\nthreads = 1\n") ==
        Faults{"FILE:4: error: threads is in line 2 already; keep one of the two lines"});
  CHECK(faults_in("[serve]\nthreads = [1, 2]\n") == Faults{"FILE:2: error: threads is given more than once; keep one"});
  CHECK(faults_of({{{"threads", {"1", "2"}}}, {}, {}}) ==
        Faults{"latest-news: --threads is given more than once; keep one"});
  const TemporaryFolder folder;
  const auto file = folder.write("serve.ini",
                                 "[serve]\nlisten = 127.0.0.1:1\nlisten = \"[::1]:2\" \n"
                                 "listen = [\"unix:/a\", 127.0.0.1:3]\ntrusted-proxy = 10.0.0.0/8, unix:\n");
  const auto read = read_configuration({{}, {}, file});
  REQUIRE(read.has_value());
  CHECK(read.value().listen == std::vector<std::string>{"127.0.0.1:1", "[::1]:2", "unix:/a", "127.0.0.1:3"});
  CHECK(read.value().access_log.naming.trusted_proxies.size() == 1);
  CHECK(read.value().access_log.naming.trusts_unix_sockets);
}

TEST_CASE(
    "configuration: the command line overrides the environment, which overrides the file; overridden wrong values are "
    "still refused") {
  using std::chrono::seconds;
  const TemporaryFolder folder;
  const auto file = folder.write("serve.ini", "[serve]\nhead-timeout = 1\nidle-timeout = 1\nwrite-timeout = 1\n");
  const std::vector<std::string> environment{"LATEST_NEWS_HEAD_TIMEOUT=2", "LATEST_NEWS_IDLE_TIMEOUT=2",
                                             "LATEST_NEWS_DRAIN_TIMEOUT=", "LATEST_NEWS_CONFIG=" + file};
  const auto read = read_configuration({{{"head-timeout", {"3"}}}, environment, {}});
  REQUIRE(read.has_value());
  CHECK(read.value().edge.head_timeout == seconds(3));
  CHECK(read.value().edge.idle_timeout == seconds(2));
  CHECK(read.value().edge.write_timeout == seconds(1));
  CHECK(read.value().edge.drain_timeout == server::Settings().drain_timeout);
  CHECK(faults_of({{{"threads", {"3"}}}, {"LATEST_NEWS_THREADS=x"}, {}}).size() == 1);
}

TEST_CASE("configuration: the former name of an option is still understood, everywhere") {
  using std::chrono::seconds;
  const TemporaryFolder folder;
  const auto file = folder.write("serve.ini", "[serve]\ndrain-seconds = 7\n");
  for (const auto& configuration :
       {Configuration{{{"drain-seconds", {"7"}}}, {}, {}}, Configuration{{}, {"LATEST_NEWS_DRAIN_SECONDS=7"}, {}},
        Configuration{{}, {}, file}}) {
    const auto read = read_configuration(configuration);
    REQUIRE(read.has_value());
    CHECK(read.value().edge.drain_timeout == seconds(7));
  }
}

TEST_CASE("configuration: what Kubernetes puts into the environment for a service of this name is ignored") {
  CHECK(faults_of({{},
                   {"LATEST_NEWS_SERVICE_HOST=10.0.0.1", "LATEST_NEWS_SERVICE_PORT=80",
                    "LATEST_NEWS_SERVICE_PORT_HTTP=80", "LATEST_NEWS_PORT=tcp://10.0.0.1:80",
                    "LATEST_NEWS_PORT_80_TCP=tcp://10.0.0.1:80", "LATEST_NEWS_PORT_80_TCP_ADDR=10.0.0.1",
                    "LATEST_NEWS_CANARY_SERVICE_HOST=10.0.0.1", "LATEST_NEWS_CANARY_PORT=tcp://10.0.0.1:80"},
                   {}})
            .empty());
  CHECK(faults_of({{}, {"LATEST_NEWS_PORT=8080"}, {}}).size() == 1);
}

TEST_CASE("configuration: a file that cannot be read is one fault") {
  const TemporaryFolder folder;
  CHECK(faults_of({{}, {}, folder.file("none.ini")}) ==
        Faults{"latest-news: the configuration file " + folder.file("none.ini") +
               ": cannot be read: No such file or directory"});
  CHECK(faults_of({{}, {}, folder.path()}) ==
        Faults{"latest-news: the configuration file " + folder.path() + ": is a folder: a file is needed"});
  CHECK(faults_of({{}, {}, "/dev/zero"}).size() == 1);
}

TEST_CASE("configuration: an option without the option that it needs is refused") {
  CHECK(faults_in("[serve]\ntls-key = a\nhsts = 1\n") ==
        Faults{"latest-news: --tls-certificate and --tls-key go together; one file may hold both",
               "latest-news: --hsts goes with --tls-certificate"});
}

TEST_CASE("configuration: a fault is one line, with any quoted text") {
  const auto faults = faults_of({{{"threads", {"1\n2\x1b[31m"}}}, {}, {}});
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].find('\n') == std::string::npos);
  CHECK(faults[0].find('\x1b') == std::string::npos);
}
