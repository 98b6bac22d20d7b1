#include <doctest/doctest.h>

#include <string>

#include "news/ids.h"

TEST_CASE("ids: an id is made of the first day and the title's first words, safe in a URL") {
  struct Case {
    std::string title;
    std::string id;
  };
  const Case cases[] = {
      {"World Day", "2023-06-20-world-day"},
      {"United against Corruption in Sport", "2023-06-20-united-against-corruption-in-sport"},
      {"Kenya’s progress, and Kenya's", "2023-06-20-kenyas-progress-and-kenyas"},
      {"Évènement à Zürich: ÆØ", "2023-06-20-evenement-a-zurich"},
      {"  --  A -- B  --  ", "2023-06-20-a-b"},
      {"Новости", "2023-06-20"},
      {"", "2023-06-20"},
      {"../../etc/passwd?x=1#y", "2023-06-20-etc-passwd-x-1-y"},
      {"</script>{{title}}", "2023-06-20-script-title"},
      {std::string(59, 'a') + " bc", "2023-06-20-" + std::string(59, 'a')},
      {std::string(57, 'a') + " bc", "2023-06-20-" + std::string(57, 'a') + "-bc"},
      {std::string(100, 'a'), "2023-06-20-" + std::string(60, 'a')},
  };
  for (const auto& example : cases) {
    CAPTURE(example.title);
    const auto made = news::make_id(*news::make_date(2023, 6, 20), example.title);
    CHECK(made == example.id);
    CHECK(news::is_fit_id(made));
  }
}

TEST_CASE("ids: an id fits into a URL if it has unreserved characters only, is short, and is neither . nor ..") {
  for (const std::string id : {"a", "2023-06-20-a", "A.b_c~d-e", "...", "a..b"}) {
    CAPTURE(id);
    CHECK(news::is_fit_id(id));
  }
  for (const std::string id :
       {"", ".", "..", "a/b", "a b", "a?b", "a#b", "a%20b", "https://example.org/1", "é", "a:b", "a\n"}) {
    CAPTURE(id);
    CHECK_FALSE(news::is_fit_id(id));
  }
  CHECK(news::is_fit_id(std::string(news::max_id_bytes, 'a')));
  CHECK_FALSE(news::is_fit_id(std::string(news::max_id_bytes + 1, 'a')));
}
