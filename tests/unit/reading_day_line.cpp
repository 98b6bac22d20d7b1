#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "reading/day_line.h"

namespace {

std::string read(const std::string& line) {
  const auto day = reading::read_day_line(line);
  if (const auto* days = std::get_if<news::Days>(&day)) {
    return news::to_string(days->first) + "/" + news::to_string(days->last);
  }
  if (std::holds_alternative<reading::WrongDay>(day)) return "wrong";
  return std::holds_alternative<reading::DoubtfulDay>(day) ? "doubtful" : "text";
}

struct Case {
  std::string line;
  std::string days;
};

}  // namespace

TEST_CASE("day line: days and ranges, with every dash, across months and years") {
  const Case cases[] = {
      {"30 July 2023", "2023-07-30/2023-07-30"},
      {"1 june 2023", "2023-06-01/2023-06-01"},
      {"01 MAY 2023", "2023-05-01/2023-05-01"},
      {"29 February 2024", "2024-02-29/2024-02-29"},
      {"20-21 June 2023", "2023-06-20/2023-06-21"},
      {"20 - 21 June 2023", "2023-06-20/2023-06-21"},
      {"20–21 June 2023", "2023-06-20/2023-06-21"},
      {"20 — 21 June 2023", "2023-06-20/2023-06-21"},
      {"20‑21 June 2023", "2023-06-20/2023-06-21"},
      {"20 to 21 June 2023", "2023-06-20/2023-06-21"},
      {"20 June to 21 June 2023", "2023-06-20/2023-06-21"},
      {"30 June - 2 July 2023", "2023-06-30/2023-07-02"},
      {"30 June–2 July 2023", "2023-06-30/2023-07-02"},
      {"30 December 2022 - 2 January 2023", "2022-12-30/2023-01-02"},
      {"30 December 2022 to 2 January 2023", "2022-12-30/2023-01-02"},
      {"20-20 June 2023", "2023-06-20/2023-06-20"},
  };
  for (const auto& example : cases) {
    CAPTURE(example.line);
    CHECK(read(example.line) == example.days);
  }
}

TEST_CASE("day line: days that do not exist and ends before starts are wrong, not text") {
  for (const std::string line :
       {"31 June 2023", "29 February 2023", "0 June 2023", "131 June 2023", "30-31 June 2023", "31 June - 2 July 2023",
        "21-20 June 2023", "2 July - 30 June 2023", "30 December - 2 January 2023", "2 January 2023 - 30 December 2022",
        "1 June 0000", "99999999999999999999 June 2023"}) {
    CAPTURE(line);
    CHECK(read(line) == "wrong");
  }
}

TEST_CASE("day line: other notations of days are doubtful") {
  for (const std::string line :
       {"31 Juny 2023", "30 juillet 2023", "30 Jul 2023", "30th July 2023", "July 30, 2023", "30 July", "9-10 June",
        "2023-07-30", "30/07/2023", "30.07.2023", "Monday, 30 July 2023", "20 and 21 June 2023", "20-21 June 23",
        "16 Days 2023", "30 July 2023.", "- 30 July 2023", "to 30 July 2023"}) {
    CAPTURE(line);
    CHECK(read(line) == "doubtful");
  }
}

TEST_CASE("day line: text that only has a day in it is text") {
  for (const std::string line : {"", "On 30 July 2023", "30 July 2023 in Vienna", "(30 July 2023)", "July 2023", "2023",
                                 "June", "2018-2022", "12 Angry Men", "Report 2018-2022",
                                 "World Day against Trafficking in Persons 2023", "1 2", "20-21 June 2023 more", "-"}) {
    CAPTURE(line);
    CHECK(read(line) == "text");
  }
}
