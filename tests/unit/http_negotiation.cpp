// Accept-Encoding: which codings, in which order.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "http/negotiation.h"

namespace {

std::string describe(std::string_view accept_encoding) {
  const auto preference = http::prefer_codings(accept_encoding);
  std::string text;
  for (std::size_t i = 0; i < preference.count; ++i) {
    if (!text.empty()) text += ' ';
    text += preference.codings[i] == http::Coding::br     ? "br"
            : preference.codings[i] == http::Coding::gzip ? "gzip"
                                                          : "identity";
  }
  return text;
}

}  // namespace

TEST_CASE("http negotiation: codings by quality, br before gzip before identity") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "identity"},
      {"identity", "identity"},
      {"br", "br identity"},
      {"gzip", "gzip identity"},
      {"x-gzip", "gzip identity"},
      {"GZip", "gzip identity"},
      {"gzip, br", "br gzip identity"},
      {"gzip,br", "br gzip identity"},
      {"gzip, deflate, br", "br gzip identity"},
      {"gzip, deflate, br, zstd", "br gzip identity"},
      {"deflate, gzip;q=1.0, *;q=0.5", "gzip br identity"},
      {"*", "br gzip identity"},
      {"*;q=0", "identity"},
      {"*;q=0, gzip", "gzip identity"},
      {"gzip;q=0", "identity"},
      {"gzip;q=0, br;q=0", "identity"},
      {"br;q=0, *", "gzip identity"},
      {"gzip;q=0.000", "identity"},
      {"gzip;q=0.001", "gzip identity"},
      {"gzip;q=1, br;q=0.9", "gzip br identity"},
      {"gzip;Q=0.5 , br ; q=0.4", "gzip br identity"},
      {"identity, gzip;q=0.5", "identity gzip"},
      {"identity;q=0.5, gzip;q=0.5", "gzip identity"},
      {"identity;q=0, gzip", "gzip identity"},
      {"identity;q=0", "identity"},
      {"zstd", "identity"},
      {"gzipped", "identity"},
      {"gzip;q=", "identity"},
      {"gzip;q=a", "identity"},
      {"gzip;q=1.1", "identity"},
      {"gzip;q=0.1234", "identity"},
      {"gzip;q=2", "identity"},
      {"gzip;level=9", "identity"},
      {"gzip;q=0.5;q=1", "identity"},
      {", ,gzip,", "gzip identity"},
      {";q=1", "identity"},
      {"\t gzip\t", "gzip identity"},
  };
  for (const auto& one : cases) {
    const auto& accept_encoding = one.first;
    const auto& expected = one.second;
    CAPTURE(accept_encoding);
    CHECK(describe(accept_encoding) == expected);
  }
}
