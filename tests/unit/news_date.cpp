#include <doctest/doctest.h>

#include <string>

#include "news/date.h"

TEST_CASE("date: days that exist are read and written back, all others are refused") {
  for (const std::string text : {"2023-06-20", "0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29"}) {
    CAPTURE(text);
    const auto date = news::parse_date(text);
    REQUIRE(date);
    CHECK(news::to_string(*date) == text);
  }
  for (const std::string text : {"2023-06-31", "2023-02-29", "1900-02-29", "2023-13-01", "2023-00-10", "2023-06-00",
                                 "0000-01-01", "2023-6-20", "2023-06-20 ", " 2023-06-20", "2023/06/20", "20230620",
                                 "+023-06-20", "2023-06-2x", "", "2023-06-20T00:00:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(news::parse_date(text));
  }
}

TEST_CASE("date: a day is made of its parts only where it exists") {
  CHECK(news::make_date(2023, 6, 30));
  CHECK_FALSE(news::make_date(2023, 6, 31));
  CHECK_FALSE(news::make_date(0, 6, 30));
  CHECK_FALSE(news::make_date(10000, 6, 30));
  CHECK_FALSE(news::make_date(2023, 300, 1));
}
