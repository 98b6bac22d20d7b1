// If-None-Match, If-Modified-Since, dates, entity tags.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "http/conditional.h"
#include "http/entity_tag.h"
#include "http/http_date.h"

namespace {

constexpr std::int64_t november_1994 = 784887151;  // Tue, 15 Nov 1994 08:12:31 GMT
constexpr std::int64_t now = 1795000000;           // in 2026

}  // namespace

TEST_CASE("http conditional: entity tags are compared weakly; a list with a fault matches nothing") {
  const std::vector<std::pair<std::string, bool>> cases = {
      {"\"a\"", true},
      {"W/\"a\"", true},
      {"*", true},
      {"\"b\", \"a\"", true},
      {"\"b\",\"a\"", true},
      {"\"b\" ,\tW/\"a\" , \"c\"", true},
      {", \"a\",", true},
      {"\"b,c\", \"a\"", true},
      {"\"b\"", false},
      {"\"A\"", false},
      {"a", false},
      {"", false},
      {",", false},
      {"w/\"a\"", false},
      {"W/ \"a\"", false},
      {"\"a", false},
      {"\"a\" \"b\"", false},
      {"\"a\", b", false},
      {"\"a\", *", false},
      {"*, \"a\"", false},
      {"\"b\", \"a b\"", false},
      {"\", \"a\"", false},
      {"\"\"", false},
  };
  for (const auto& one : cases) {
    const auto& list = one.first;
    const auto& expected = one.second;
    CAPTURE(list);
    CHECK(http::names_entity_tag(list, "\"a\"") == expected);
  }
  CHECK_FALSE(http::names_entity_tag("*", ""));
}

TEST_CASE("http conditional: dates in all three forms") {
  const std::vector<std::string> same = {"Tue, 15 Nov 1994 08:12:31 GMT", "Tuesday, 15-Nov-94 08:12:31 GMT",
                                         "Tue Nov 15 08:12:31 1994"};
  for (const auto& text : same) {
    CAPTURE(text);
    CHECK(http::parse_http_date(text, now) == november_1994);
  }
  CHECK(http::parse_http_date("Sun Nov  6 08:49:37 1994", now) == 784111777);
  CHECK(http::parse_http_date("Sunday, 06-Nov-76 08:49:37 GMT", now) == 3371878177);
  for (const std::string text :
       {"", "yesterday", "Tue, 15 Nov 1994 08:12:31", "Tue, 15 Nov 1994 08:12:31 UTC", "Tue, 31 Feb 1994 08:12:31 GMT",
        "Tue, 15 Nov 1994 24:12:31 GMT", "tue, 15 nov 1994 08:12:31 gmt", "Tue, 5 Nov 1994 08:12:31 GMT",
        "Tue, 15 Nov 1994 08:12:31 GMT ", "784887151"}) {
    CAPTURE(text);
    CHECK(http::parse_http_date(text, now) == std::nullopt);
  }
}

TEST_CASE("http conditional: a year of two digits is within 50 years of the clock") {
  constexpr std::int64_t in_2099 = 4070908800;
  CHECK(http::parse_http_date("Friday, 01-Jan-00 00:00:00 GMT", in_2099) == 4102444800);    // 2100
  CHECK(http::parse_http_date("Thursday, 01-Jan-49 00:00:00 GMT", in_2099) == 5648745600);  // 2149, 50 years ahead
  CHECK(http::parse_http_date("Saturday, 01-Jan-50 00:00:00 GMT", in_2099) == 2524608000);  // 2050
}

TEST_CASE("http conditional: a leap second is the second after it, if that can be written") {
  CHECK(http::parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT", now) == 1483228800);
  CHECK(http::parse_http_date("Fri, 31 Dec 9999 23:59:59 GMT", now) == 253402300799);
  CHECK(http::parse_http_date("Fri, 31 Dec 9999 23:59:60 GMT", now) == std::nullopt);
}

TEST_CASE("http conditional: a date that was formatted is parsed to the same date") {
  for (const std::int64_t seconds : {std::int64_t{0}, november_1994, now, std::int64_t{951782400}}) {
    CHECK(http::parse_http_date(http::format_http_date(seconds), now) == seconds);
  }
  CHECK(http::format_http_date(november_1994) == "Tue, 15 Nov 1994 08:12:31 GMT");
}

TEST_CASE("http conditional: not modified if Last-Modified is the date or earlier") {
  const auto at = http::format_http_date(november_1994);
  CHECK(http::is_unmodified_since(at, november_1994, now));
  CHECK(http::is_unmodified_since(at, november_1994 - 1, now));
  CHECK_FALSE(http::is_unmodified_since(at, november_1994 + 1, now));
  CHECK_FALSE(http::is_unmodified_since(at, std::nullopt, now));
  CHECK_FALSE(http::is_unmodified_since("x", november_1994, now));
  CHECK_FALSE(http::is_unmodified_since("", november_1994, now));
}

TEST_CASE("http entity tag: 128 bits of SHA-256 in base64url") {
  // printf '' | openssl sha256 -binary | head -c 16 | basenc --base64url
  CHECK(http::make_entity_tag("") == "\"47DEQpj8HBSa-_TImW-5JA\"");
  CHECK(http::make_entity_tag("abc") == "\"ungWv48Bz-pBQUDeXa4iIw\"");
}
