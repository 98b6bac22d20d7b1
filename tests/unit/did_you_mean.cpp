#include "did_you_mean.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

TEST_CASE("did you mean: near names are found, far ones are not") {
  const std::vector<std::string> names{"news",      "public-url",   "cache-mib",   "listen",
                                       "tls-key",   "head-timeout", "access-log",  "access-log-file",
                                       "log-level", "hsts",         "idle-timeout"};
  const std::vector<std::pair<std::string, std::string>> cases{
      {"nwes", "news"},
      {"public_url", "public-url"},
      {"PUBLIC_URL", "public-url"},
      {"--news", "news"},
      {"publicurl", "public-url"},
      {"lisen", "listen"},
      {"listenn", "listen"},
      {"head-timout", "head-timeout"},
      {"hsst", "hsts"},
      {"cache", "cache-mib"},
      {"acces-log", "access-log"},
      {"access", ""},  // two begin so
      {"head-timeout-seconds", ""},
      {"x", ""},
      {"", ""},
      {"---", ""},
      {"port", ""},
      {"frobnicate", ""},
      {std::string(100000, 'n'), ""},
  };
  for (const auto& one : cases) {
    CAPTURE(one.first.substr(0, 40));
    CHECK(did_you_mean(one.first, names) == one.second);
  }
}
