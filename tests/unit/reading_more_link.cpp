#include <doctest/doctest.h>

#include <string>

#include "reading/more_link.h"

TEST_CASE("more link: taken off the end, also where it is glued") {
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
    const auto without = reading::without_more(example.summary);
    REQUIRE(without);
    CHECK(*without == example.rest);
  }
}

TEST_CASE("more link: never out of a word of its own") {
  for (const std::string summary :
       {"not anymore",    "Anymore",      "and furthermore", "ANYmore",      "evermore",
        "nevermore",      "for evermore", "forevermore",     "a sophomore",  "under the sycamore",
        "a claymore",     "con amore",    "in Baltimore",    "the Sycamore", "Mount Rushmore",
        "Drew Barrymore", "Dunmore",      "what-is-more",    "never‑more",   "“anymore",
        "is it, anymore"}) {
    CAPTURE(summary);
    CHECK_FALSE(reading::without_more(summary));
  }
}

TEST_CASE("more link: nothing but the last four letters is the link") {
  for (const std::string summary :
       {"", "mor", "more.", "More", "read More", "more…", "more ", "mores", "MORE", "the end"}) {
    CAPTURE(summary);
    CHECK_FALSE(reading::without_more(summary));
  }
}
