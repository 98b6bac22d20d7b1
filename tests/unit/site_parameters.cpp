#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "site/parameters.h"
#include "site/target.h"
#include "tests/unit/catalogue.h"

TEST_CASE("target: path and query are decoded once") {
  const auto target = site::read_target("/items/a%2Fb?q=caf%C3%A9+au&limit=5&&flag&x=1=2&%zz=%");
  CHECK(target.path == "/items/a/b");
  const site::QueryFields fields{{"q", "caf\u00e9 au"}, {"limit", "5"}, {"flag", ""}, {"x", "1=2"}, {"%zz", "%"}};
  CHECK(target.fields == fields);
  CHECK(site::read_target("?a=b").path == "/");
  CHECK(site::percent_encode("a b/\u00e9~-._") == "a%20b%2F%C3%A9~-._");
}

TEST_CASE("parameters: every bad value is refused with the name, the value and what is allowed") {
  struct Case {
    const char* name;
    const char* value;
  };
  for (const auto& one : {
           Case{"limit", "0"},        Case{"limit", "101"},      Case{"limit", "-1"},
           Case{"limit", "+5"},       Case{"limit", "5.0"},      Case{"limit", "0x5"},
           Case{"limit", "five"},     Case{"limit", " 5"},       Case{"limit", "99999999999"},
           Case{"page", "0"},         Case{"page", "1000001"},   Case{"since", "2023-06-31"},
           Case{"since", "2023-6-1"}, Case{"until", "tomorrow"}, Case{"since", "20230601"},
           Case{"order", "oldest"},   Case{"order", "Newest"},   Case{"theme", "darkish"},
           Case{"theme", "<script>"}, Case{"q", "\xff"},         Case{"tag", "a,\xc3"},
           Case{"q", "a\x01"},        Case{"tag", "a\nb"},       Case{"exclude", "\x7f"},
           Case{"more", "yes"},       Case{"shadow", "ON"},      Case{"refresh", "59"},
           Case{"refresh", "86401"},  Case{"refresh", "-300"},   Case{"refresh", "5 min"},
       }) {
    const auto& name = one.name;
    const auto& value = one.value;
    CAPTURE(name);
    CAPTURE(value);
    const auto query = site::read_parameters(catalogue(), {{name, value}});
    REQUIRE_FALSE(query.has_value());
    CHECK(query.error().parameter == name);
    CHECK(query.error().value == value);
    CHECK_FALSE(query.error().allowed.empty());
  }
}

TEST_CASE("parameters: until may not be before since, and a repeated name is refused") {
  CHECK(site::read_parameters(catalogue(), {{"until", "2023-06-01"}, {"since", "2023-06-02"}}).error().parameter ==
        "until");
  CHECK(site::read_parameters(catalogue(), {{"until", "2023-06-01"}, {"since", "2023-06-01"}}).has_value());
  CHECK(site::read_parameters(catalogue(), {{"limit", "5"}, {"limit", "6"}}).error().value == "6");
  CHECK(site::read_parameters(catalogue(), {{"limit", "5"}, {"limit", "05"}}).has_value());
}

TEST_CASE("parameters: words and tags have 100 characters in all, however they are encoded") {
  const std::string most(100, 'x');
  std::string accented;
  for (int number = 0; number < 100; ++number) accented += "\u00e9";
  for (const auto* name : {"q", "exclude", "tag"}) {
    CAPTURE(name);
    CHECK(site::read_parameters(catalogue(), {{name, most}}).has_value());
    CHECK(site::read_parameters(catalogue(), {{name, accented}}).has_value());
    CHECK(site::read_parameters(catalogue(), {{name, most + "x"}}).error().allowed.find("100 characters") !=
          std::string::npos);
  }
}

TEST_CASE("parameters: what is unknown or empty is ignored") {
  CHECK(site::read_parameters(catalogue(), {{"utm_source", "x"}, {"limit", ""}, {"LIMIT", "0"}}).value() ==
        site::ListQuery{});
}

TEST_CASE("parameters: each default is as documented, and each canonical spelling is read back") {
  for (const auto& parameter : site::parameters()) {
    CAPTURE(parameter.name);
    CHECK(parameter.write(site::ListQuery{}) == parameter.default_value);
  }
  const site::QueryFields fields{{"limit", "5"},           {"page", "2"},       {"since", "2023-01-01"},
                                 {"until", "2023-12-31"},  {"q", "b A"},        {"exclude", "\u00c9t\u00e9"},
                                 {"tag", "Anti-Fraud,EU"}, {"order", "source"}, {"theme", "dark"},
                                 {"more", "on"},           {"refresh", "300"},  {"shadow", "on"}};
  const auto query = site::read_parameters(catalogue(), fields).value();
  const auto text = site::canonical_query(query);
  CHECK(text ==
        "?limit=5&page=2&since=2023-01-01&until=2023-12-31&q=a%20b&exclude=ete&tag=anti-fraud%2Ceu&order=source"
        "&theme=dark&more=on&refresh=300&shadow=on");
  CHECK(site::read_parameters(catalogue(), site::read_target(text).fields).value() == query);
}

TEST_CASE("parameters: the first problem in the order of the query is named") {
  CHECK(site::read_parameters(catalogue(), {{"page", "0"}, {"limit", "0"}}).error().parameter == "page");
  CHECK(site::read_parameters(catalogue(), {{"limit", "0"}, {"page", "0"}}).error().parameter == "limit");
  CHECK(site::read_parameters(catalogue(), {{"until", "2023-06-01"}, {"since", "2023-06-02"}, {"order", "x"}})
            .error()
            .parameter == "order");
}

TEST_CASE("parameters: where a parameter means nothing, it is ignored with any value") {
  const site::QueryFields fields{{"theme", "darkish"}, {"more", "on"}, {"shadow", "on"}, {"limit", "5"}};
  site::ListQuery expected;
  expected.selection.limit = 5;
  CHECK(site::read_parameters(catalogue(), fields, site::lists::feed).value() == expected);
  CHECK(site::read_parameters(catalogue(), fields, site::lists::page).error().parameter == "theme");
  for (const auto& parameter : site::parameters()) {
    CAPTURE(parameter.name);
    CHECK((parameter.lists & site::lists::all) != 0);
  }
}

TEST_CASE("parameters: docs/parameters.md and the TypeScript types have each of them") {
  const auto text_of = [](const char* path) {
    std::ifstream stream(path);
    return std::string{std::istreambuf_iterator<char>(stream), {}};
  };
  const auto page = text_of(PROJECT_ROOT "/docs/parameters.md");
  const auto types = text_of(PROJECT_ROOT "/static/latest-news.d.ts");
  for (const auto& parameter : site::parameters()) {
    const std::string name(parameter.name);
    CHECK_MESSAGE(page.find("`" + name + "`") != std::string::npos, "add this line to docs/parameters.md:\n| `"
                                                                        << name << "` | " << parameter.allowed << ": "
                                                                        << parameter.meaning << " | "
                                                                        << parameter.default_value << " |");
    if (name == "shadow") continue;  // of /fragment alone
    CHECK_MESSAGE(types.find("\n  " + (name.find('-') == std::string::npos ? name : "'" + name + "'") + "?: ") !=
                      std::string::npos,
                  "add this line to static/latest-news.d.ts:\n  " << name << "?: string");
  }
}
