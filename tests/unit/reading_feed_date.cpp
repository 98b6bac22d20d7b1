#include <doctest/doctest.h>

#include <string>

#include "reading/feed_date.h"

namespace {

std::string read(std::string_view text) {
  const auto date = reading::read_feed_date(text);
  return date ? date->rfc3339 : "none";
}

}  // namespace

TEST_CASE("feed date: RFC 3339 stays as it is written") {
  CHECK(read("2023-07-30T10:00:00Z") == "2023-07-30T10:00:00Z");
  CHECK(read("2023-07-30T10:00:00.5+02:00") == "2023-07-30T10:00:00.5+02:00");
  CHECK(reading::read_feed_date("2023-07-30T10:00:00Z")->is_rfc3339);
}

TEST_CASE("feed date: ISO 8601 without a zone, with +0200, without a time") {
  CHECK(read("2023-07-30") == "2023-07-30T00:00:00Z");
  CHECK(read("20230730") == "2023-07-30T00:00:00Z");
  CHECK(read("2023-07-29T10:00:00") == "2023-07-29T10:00:00Z");
  CHECK(read("2023-07-29 10:00") == "2023-07-29T10:00:00Z");
  CHECK(read("2023-07-28T10:00:00+0200") == "2023-07-28T10:00:00+02:00");
  CHECK(read("2023-07-28 10:00:00 +0200") == "2023-07-28T10:00:00+02:00");
  CHECK(read("2023-07-28T10:00-05") == "2023-07-28T10:00:00-05:00");
  CHECK(read("2023-07-28 10:00:00 UTC") == "2023-07-28T10:00:00Z");
  CHECK(read("2023-07-28T24:00:00Z") == "2023-07-28T23:59:59Z");
  CHECK_FALSE(reading::read_feed_date("2023-07-29T10:00:00")->is_rfc3339);
}

TEST_CASE("feed date: RFC 822, as specified and as programs write it") {
  CHECK(read("Sun, 30 Jul 2023 10:00:00 +0200") == "2023-07-30T10:00:00+02:00");
  CHECK(read("Sun, 30 Jul 2023 10:00:00 GMT") == "2023-07-30T10:00:00Z");
  CHECK(read("Sun, 30 Jul 2023 10:00 EST") == "2023-07-30T10:00:00-05:00");
  CHECK(read("30 Jul 23 10:00:00 PDT") == "2023-07-30T10:00:00-07:00");
  CHECK(read("Mon, 30 July 2023 10:00:00 Z") == "2023-07-30T10:00:00Z");
  CHECK(read("Thu, 1 Jan 98 00:00:00 +0000") == "1998-01-01T00:00:00Z");
  CHECK(read("Sun, 30 Jul 2023") == "2023-07-30T00:00:00Z");
  CHECK(read("Sun,30 Jul 2023 10:00:00 +0200 (CEST)") == "2023-07-30T10:00:00+02:00");
  CHECK(read("Sun,  30  Jul  2023  10:00:00  GMT") == "2023-07-30T10:00:00Z");
  CHECK(read("dim., 30 juil. 2023 10:00:00 +0200") == "2023-07-30T10:00:00+02:00");
  CHECK(read("30-Jul-2023 10:00:00 GMT") == "2023-07-30T10:00:00Z");
  CHECK(reading::read_feed_date("Sun, 30 Jul 2023 10:00:00 +0200")->is_rfc822);
}

TEST_CASE("feed date: other forms in use") {
  CHECK(read("Thu Jan  1 01:02:03 2004") == "2004-01-01T01:02:03Z");
  CHECK(read("Thu Jan 1 01:02:03 UTC 2004") == "2004-01-01T01:02:03Z");
  CHECK(read("Jul 30, 2023 10:00") == "2023-07-30T10:00:00Z");
  CHECK(read("July 30th, 2023") == "2023-07-30T00:00:00Z");
  CHECK(read("30.07.2023") == "2023-07-30T00:00:00Z");
  CHECK(read("12 juin 2023") == "2023-06-12T00:00:00Z");
}

TEST_CASE("feed date: texts that are no date") {
  for (const auto* text : {"", "tomorrow", "2023-02-30", "2023", "12/06/2023", "Sun, 31 Jun 2023 10:00:00 GMT", "10:00",
                           "2023-07-30T25:00:00Z", "2023-07-30T10:61:00Z", "1690700000", "0000-00-00 00:00:00"}) {
    CAPTURE(std::string(text));
    CHECK(read(text) == "none");
  }
  CHECK(read(std::string(200, '2')) == "none");
}
