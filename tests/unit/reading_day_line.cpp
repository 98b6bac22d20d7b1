#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "reading/day_line.h"

namespace {

std::string read(const std::string& line, reading::NumericOrder order = reading::NumericOrder::unknown) {
  const auto read = reading::read_day_line(line, order);
  if (const auto* day = std::get_if<reading::Day>(&read)) {
    const auto first = news::to_string(day->days.first);
    const auto last = news::to_string(day->days.last);
    return (first == last ? first : first + "/" + last) + (day->beside.empty() ? "" : " " + day->beside);
  }
  if (std::holds_alternative<reading::WrongDay>(read)) return "wrong";
  return std::holds_alternative<reading::DoubtfulDay>(read) ? "doubtful" : "text";
}

struct Case {
  std::string line;
  std::string days;
};

template <std::size_t count>
void check(const Case (&cases)[count]) {
  for (const auto& example : cases) {
    CAPTURE(example.line);
    CHECK(read(example.line) == example.days);
  }
}

}  // namespace

TEST_CASE("day line: days and ranges, with every dash, across months and years") {
  check({
      {"30 July 2023", "2023-07-30"},
      {"1 june 2023", "2023-06-01"},
      {"01 MAY 2023", "2023-05-01"},
      {"29 February 2024", "2024-02-29"},
      {"20-21 June 2023", "2023-06-20/2023-06-21"},
      {"20 - 21 June 2023", "2023-06-20/2023-06-21"},
      {"20–21 June 2023", "2023-06-20/2023-06-21"},
      {"20 — 21 June 2023", "2023-06-20/2023-06-21"},
      {"20‑21 June 2023", "2023-06-20/2023-06-21"},
      {"20 to 21 June 2023", "2023-06-20/2023-06-21"},
      {"20 and 21 June 2023", "2023-06-20/2023-06-21"},
      {"20 & 21 June 2023", "2023-06-20/2023-06-21"},
      {"From 20 to 21 June 2023", "2023-06-20/2023-06-21"},
      {"20 June to 21 June 2023", "2023-06-20/2023-06-21"},
      {"30 June - 2 July 2023", "2023-06-30/2023-07-02"},
      {"30 June–2 July 2023", "2023-06-30/2023-07-02"},
      {"30 December 2022 - 2 January 2023", "2022-12-30/2023-01-02"},
      {"30 December 2022 to 2 January 2023", "2022-12-30/2023-01-02"},
      {"20-20 June 2023", "2023-06-20"},
  });
}

TEST_CASE("day line: the month may come first, be abbreviated, and the day be an ordinal") {
  check({
      {"July 30, 2023", "2023-07-30"},
      {"July 30th, 2023", "2023-07-30"},
      {"July 30 2023", "2023-07-30"},
      {"Jul. 30, 2023", "2023-07-30"},
      {"30 Jul 2023", "2023-07-30"},
      {"30 Sept. 2023", "2023-09-30"},
      {"30th July 2023", "2023-07-30"},
      {"30th of July, 2023", "2023-07-30"},
      {"the 1st of May 2023", "2023-05-01"},
      {"June 20-21, 2023", "2023-06-20/2023-06-21"},
      {"June 30 – July 2, 2023", "2023-06-30/2023-07-02"},
      {"June 30 to July 2, 2023", "2023-06-30/2023-07-02"},
      {"2023-07-30", "2023-07-30"},
      {"2023-06-20 - 2023-06-21", "2023-06-20/2023-06-21"},
      {"2023-06-20/2023-06-21", "2023-06-20/2023-06-21"},
      {"2023/07/30", "2023-07-30"},
      {"30-Jul-2023", "2023-07-30"},
  });
}

TEST_CASE("day line: twelve languages") {
  check({
      {"1er juin 2023", "2023-06-01"},
      {"12 août 2023", "2023-08-12"},
      {"le 14 juillet 2023", "2023-07-14"},
      {"du 20 au 21 juin 2023", "2023-06-20/2023-06-21"},
      {"8. März 2023", "2023-03-08"},
      {"8. Jänner 2023", "2023-01-08"},
      {"20.–21. Juni 2023", "2023-06-20/2023-06-21"},
      {"20. bis 21. Juni 2023", "2023-06-20/2023-06-21"},
      {"20. Juni bis 2. Juli 2023", "2023-06-20/2023-07-02"},
      {"12 mei 2023", "2023-05-12"},
      {"20 t/m 21 juni 2023", "2023-06-20/2023-06-21"},
      {"12 de junio de 2023", "2023-06-12"},
      {"del 20 al 21 de junio de 2023", "2023-06-20/2023-06-21"},
      {"1º de maio de 2023", "2023-05-01"},
      {"12 giugno 2023", "2023-06-12"},
      {"1° maggio 2023", "2023-05-01"},
      {"dal 20 al 21 giugno 2023", "2023-06-20/2023-06-21"},
      {"12 czerwca 2023 r.", "2023-06-12"},
      {"12 червня 2023 року", "2023-06-12"},
      {"12 июня 2023 г.", "2023-06-12"},
      {"с 20 по 21 июня 2023 года", "2023-06-20/2023-06-21"},
      {"12 يونيو 2023", "2023-06-12"},
      {"١٢ يونيو ٢٠٢٣", "2023-06-12"},
      {"12 كانون الثاني 2023", "2023-01-12"},
      {"2023年7月30日", "2023-07-30"},
      {"2023年6月20日至21日", "2023-06-20/2023-06-21"},
      {"2023年6月30日-7月2日", "2023-06-30/2023-07-02"},
  });
}

TEST_CASE("day line: a bullet, a weekday and words before the day mean nothing; a place is kept beside it") {
  check({
      {"• 12 March 2023", "2023-03-12"},
      {"- 30 July 2023", "2023-07-30"},
      {"Monday, 30 July 2023", "2023-07-30"},
      {"Mon 30 July 2023", "2023-07-30"},
      {"lundi 12 juin 2023", "2023-06-12"},
      {"segunda-feira, 12 de junho de 2023", "2023-06-12"},
      {"Posted on 12 June 2023", "2023-06-12"},
      {"Posted on Monday, June 12, 2023", "2023-06-12"},
      {"Date: 12 June 2023", "2023-06-12"},
      {"On 30 July 2023", "2023-07-30"},
      {"(30 July 2023)", "2023-07-30"},
      {"30 July 2023.", "2023-07-30"},
      {"30 July 2023 (Sunday)", "2023-07-30"},
      {"12 June 2023, Brussels", "2023-06-12 Brussels"},
      {"12 June 2023 - Brussels", "2023-06-12 Brussels"},
      {"12 June 2023 | New York", "2023-06-12 New York"},
      {"12 June 2023 (Brussels)", "2023-06-12 Brussels"},
      {"12 June 2023 Brussels", "2023-06-12 Brussels"},
      {"30 July 2023 in Vienna", "2023-07-30 Vienna"},
      {"Brussels, 12 June 2023", "2023-06-12 Brussels"},
      {"Brussels - 12 June 2023", "2023-06-12 Brussels"},
      {"Brussels, Belgium, 12 June 2023", "2023-06-12 Brussels, Belgium"},
      {"20-21 June 2023, Vienna", "2023-06-20/2023-06-21 Vienna"},
      {"12 June 2023, 10:00", "2023-06-12"},
      {"Tuesday 20 June 2023 at 10.30 am", "2023-06-20"},
      {"12. Juni 2023, um 10 Uhr", "2023-06-12"},
  });
}

TEST_CASE("day line: numbers alone are a day if day and month cannot be exchanged, or the page settles it") {
  check({
      {"12.06.2023", "2023-06-12"},
      {"12. 6. 2023", "2023-06-12"},
      {"30/07/2023", "2023-07-30"},
      {"07/30/2023", "2023-07-30"},
      {"07/07/2023", "2023-07-07"},
      {"12/06/2023", "doubtful"},
      {"12-06-2023", "doubtful"},
      {"12/06/23", "doubtful"},
      {"31/13/2023", "wrong"},
  });
  CHECK(read("12/06/2023", reading::NumericOrder::day_first) == "2023-06-12");
  CHECK(read("12/06/2023", reading::NumericOrder::month_first) == "2023-12-06");
  CHECK(reading::numeric_order_of("30/07/2023") == reading::NumericOrder::day_first);
  CHECK(reading::numeric_order_of("Posted 07/30/2023") == reading::NumericOrder::month_first);
  CHECK(reading::numeric_order_of("12/06/2023") == reading::NumericOrder::unknown);
  CHECK(reading::numeric_order_of("30.07.2023") == reading::NumericOrder::unknown);
}

TEST_CASE("day line: impossible days and reversed ranges are errors, not text") {
  for (const std::string line :
       {"31 June 2023", "29 February 2023", "0 June 2023", "30-31 June 2023", "31 June - 2 July 2023",
        "21-20 June 2023", "2 July - 30 June 2023", "30 December - 2 January 2023", "2 January 2023 - 30 December 2022",
        "1 June 0000", "2023-02-30", "31. Juni 2023", "June 31, 2023"}) {
    CAPTURE(line);
    CHECK(read(line) == "wrong");
  }
}

TEST_CASE("day line: what looks like a day and is not understood is doubtful") {
  for (const std::string line :
       {"31 Juny 2023", "30 July", "9-10 June", "July 2023", "20-21 June 23", "16 Days 2023", "131 June 2023",
        "12 June 2023 Library gets a roof", "12 Junie 2023", "30 July 2023: a day to remember for all of us"}) {
    CAPTURE(line);
    CHECK(read(line) == "doubtful");
  }
}

TEST_CASE("day line: text that only has a day in it is text") {
  for (const std::string line :
       {"", "2023", "June", "2018-2022", "12 Angry Men", "Report 2018-2022", "1 2", "20-21 June 2023 more", "-",
        "World Day against Trafficking in Persons 2023", "On 9-10 June 2023 the task force met in Strasbourg.",
        "The report was presented on 30 July 2023.", "It may rain in 2023"}) {
    CAPTURE(line);
    CHECK(read(line) == "text");
  }
}

TEST_CASE("day line: the month tells the languages that it is a word of") {
  const auto languages = [](const std::string& line) {
    const auto read = reading::read_day_line(line);
    return std::get<reading::Day>(read).languages;
  };
  CHECK(reading::only_language(languages("30 July 2023")) == "en");
  CHECK(reading::only_language(languages("8. März 2023")) == "de");
  CHECK(reading::only_language(languages("30 April 2023")) == "");
  CHECK(languages("2023-07-30") == 0);
}
