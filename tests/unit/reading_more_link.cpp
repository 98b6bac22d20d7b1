#include <doctest/doctest.h>

#include <string>

#include "reading/more_link.h"

TEST_CASE("more link: it is taken off the end, also without a space before it") {
  struct Case {
    std::string summary;
    std::string rest;
  };
  const Case cases[] = {
      {"sporting events. more", "sporting events."},
      {"Blue Heart Campaignmore", "Blue Heart Campaign"},
      {"the project.more", "the project."},
      {"the “project”more", "the “project”"},
      {"(ICSANT)more", "(ICSANT)"},
      {"in 2023more", "in 2023"},
      {"the UNODCmore", "the UNODC"},
      {"in Kenyamore", "in Kenya"},
      {"in the Mombasa Portmore", "in the Mombasa Port"},
      {"the members’more", "the members’"},
      {"à Genèvemore", "à Genève"},
      {"не более новостиmore", "не более новости"},
      {"the end –more", "the end –"},
      {"the end -more", "the end -"},
      {"more more", "more"},
      {"not anymore more", "not anymore"},
      {"not anymoremore", "not anymore"},
      {"and furthermore. more", "and furthermore."},
      {"in Baltimore more", "in Baltimore"},
      {"Knowmore", "Know"},
      {"the baltimore", "the balti"},  // a name begins with a capital
      {"more", ""},
  };
  for (const auto& example : cases) {
    CAPTURE(example.summary);
    const auto link = reading::take_more_link(example.summary);
    REQUIRE(link);
    CHECK(link->text == example.rest);
    CHECK(link->url.empty());
  }
}

TEST_CASE("more link: a word that only ends like it stays") {
  for (const std::string summary :
       {"not anymore",    "Anymore",      "and furthermore", "ANYmore",      "evermore",
        "nevermore",      "for evermore", "forevermore",     "a sophomore",  "under the sycamore",
        "a claymore",     "con amore",    "in Baltimore",    "the Sycamore", "Mount Rushmore",
        "Drew Barrymore", "Dunmore",      "what-is-more",    "never‑more",   "“anymore",
        "is it, anymore"}) {
    CAPTURE(summary);
    CHECK_FALSE(reading::take_more_link(summary));
  }
}

TEST_CASE("more link: a text that is no link stays") {
  for (const std::string summary :
       {"", "mor", "more.", "the More", "want to read plus", "mores", "the end", "more to read"}) {
    CAPTURE(summary);
    CHECK_FALSE(reading::take_more_link(summary));
  }
}

TEST_CASE("more link: phrases are taken off whole, in twelve languages, with their marks") {
  struct Case {
    std::string summary;
    std::string rest;
  };
  const Case cases[] = {
      {"on the library. Read more", "on the library."},
      {"on the library. read more", "on the library."},
      {"on the library Read more", "on the library"},
      {"on the library. Read More »", "on the library."},
      {"on the library. See more…", "on the library."},
      {"on the library. Learn more...", "on the library."},
      {"on the library. [more]", "on the library."},
      {"on the library (more)", "on the library"},
      {"on the library... more »", "on the library..."},
      {"on the library. more →", "on the library."},
      {"on the library. More", "on the library."},
      {"de la bibliothèque. Lire la suite", "de la bibliothèque."},
      {"de la bibliothèque. En savoir plus", "de la bibliothèque."},
      {"de la bibliothèque. plus", "de la bibliothèque."},
      {"der Bücherei. Weiterlesen", "der Bücherei."},
      {"der Bücherei. mehr", "der Bücherei."},
      {"van de bibliotheek. Lees meer", "van de bibliotheek."},
      {"de la biblioteca. Leer más", "de la biblioteca."},
      {"della biblioteca. Leggi tutto", "della biblioteca."},
      {"da biblioteca. Saiba mais", "da biblioteca."},
      {"biblioteki. Czytaj więcej", "biblioteki."},
      {"бібліотеки. Читати далі", "бібліотеки."},
      {"библиотеки. Подробнее", "библиотеки."},
      {"المكتبة. اقرأ المزيد", "المكتبة."},
      {"图书馆。更多", "图书馆。"},
  };
  for (const auto& example : cases) {
    CAPTURE(example.summary);
    const auto link = reading::take_more_link(example.summary);
    REQUIRE(link);
    CHECK(link->text == example.rest);
    CHECK(link->left_over.empty());
  }
}

TEST_CASE("more link: words of ordinary text are no link in the middle of a sentence") {
  for (const std::string summary : {"un plus", "es gibt kein mehr", "nunca más", "wo geht es weiter"}) {
    CAPTURE(summary);
    CHECK_FALSE(reading::take_more_link(summary));
  }
}

TEST_CASE("more link: its URL is taken with it, however it is written") {
  for (const std::string summary :
       {"A roof. [more](https://news.example/roof)", "A roof. [Read more](https://news.example/roof)",
        "A roof. more: https://news.example/roof", "A roof. more <https://news.example/roof>",
        "A roof. more https://news.example/roof", "A roof. more (https://news.example/roof)",
        "A roof. Read more: https://news.example/roof", "A roof. more → https://news.example/roof"}) {
    CAPTURE(summary);
    const auto link = reading::take_more_link(summary);
    REQUIRE(link);
    CHECK(link->text == "A roof.");
    CHECK(link->url == "https://news.example/roof");
  }
  CHECK_FALSE(reading::take_more_link("See https://news.example/roof"));
  CHECK(reading::url_alone("<https://news.example/roof>") == "https://news.example/roof");
  CHECK_FALSE(reading::url_alone("at https://news.example/roof"));
}

TEST_CASE("more link: a verb or a bracket that is left over is a warning") {
  CHECK(reading::take_more_link("We would like to read more")->left_over == "read");
  CHECK(reading::take_more_link("A roof. { more")->left_over == "{");
}
