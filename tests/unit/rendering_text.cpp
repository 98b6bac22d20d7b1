#include <doctest/doctest.h>

#include <stdexcept>

#include "assets/assets.h"
#include "rendering/json_ml.h"
#include "rendering/json_text.h"
#include "rendering/locale.h"

TEST_CASE("locale: days in words, with both ends of a range") {
  const auto locale = rendering::read_locale(assets::bundled(), "en");
  struct Case {
    const char* first;
    const char* last;
    const char* text;
  };
  for (const auto& one : {
           Case{"2023-07-30", "2023-07-30", "30 July 2023"},
           Case{"2023-06-20", "2023-06-21", "20–21 June 2023"},
           Case{"2023-06-30", "2023-07-02", "30 June – 2 July 2023"},
           Case{"2022-12-30", "2023-01-02", "30 December 2022 – 2 January 2023"},
           Case{"2022-06-20", "2023-06-21", "20 June 2022 – 21 June 2023"},
       }) {
    const auto& first = one.first;
    const auto& last = one.last;
    const auto& text = one.text;
    CAPTURE(first);
    const auto days = rendering::days_text({*news::parse_date(first), *news::parse_date(last)}, locale);
    CHECK(days.first + days.separator + days.last == text);
  }
}

TEST_CASE("locale: placeholders are filled once; a value is not read as a pattern") {
  CHECK(rendering::fill("more: {title}", {{"title", "{title} {"}}) == "more: {title} {");
  CHECK(rendering::fill("{unknown} {day", {{"day", "1"}}) == "{unknown} {day");
}

TEST_CASE("JSON text: it is safe in a script element, with any strings, and means the same") {
  const nlohmann::ordered_json value = "</script><!-- ]]> & \u2028\u2029 \" \\ \u20ac";
  const auto text = rendering::json_text(value);
  for (const auto* never : {"<", ">", "&", "\u2028", "\u2029"}) {
    CAPTURE(never);
    CHECK(text.find(never) == std::string::npos);
  }
  CHECK(nlohmann::ordered_json::parse(text) == value);
}

TEST_CASE("JsonML: elements, attributes and text, without the template's layout") {
  const auto nodes = rendering::json_ml(R"(<section class="ln" aria-label="a &amp; &quot;b&quot;">
<!-- a comment -->
<p>1 &lt; 2 <b>bold</b> <i>both</i></p>
<p></p>
</section>
)");
  CHECK(
      nodes ==
      nlohmann::ordered_json::parse(
          R"(["section",{"class":"ln","aria-label":"a & \"b\""},["p","1 < 2 ",["b","bold"]," ",["i","both"]],["p"]])"));
}

TEST_CASE("JsonML: a fragment has exactly one root") {
  for (const std::string html : {"", "<p></p><p></p>", "text", "<p></p>text", "<!-- only a comment -->"}) {
    CAPTURE(html);
    CHECK_THROWS_AS(rendering::json_ml(html), std::invalid_argument);
  }
}
