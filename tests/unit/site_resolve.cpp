// What targets mean: routes, the canonical spelling, and queries that partners' tools have damaged.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "site/httplib_server.h"
#include "site/resolve.h"
#include "tests/unit/catalogue.h"

using site::resolve;
using site::Route;

TEST_CASE("resolve: paths are matched whole, byte by byte") {
  struct Case {
    const char* target;
    Route route;
    const char* part;
  };
  for (const auto& one : {
           Case{"/", Route::front_page, ""},
           Case{"?x", Route::front_page, ""},
           Case{"/fragment", Route::fragment, ""},
           Case{"/%66ragment", Route::fragment, ""},
           Case{"/fragment.json?limit=0", Route::nodes, ""},
           Case{"/element.js?ver=6.2", Route::element, ""},
           Case{"/items/a", Route::item, "a"},
           Case{"/items/a%2Db", Route::item, "a-b"},
           Case{"/items/.*", Route::item, ".*"},
           Case{"/element.0123.js", Route::hashed_element, "0123"},
           Case{"/element.a.b.js", Route::hashed_element, "a.b"},
           Case{"/fragment.0123.css", Route::hashed_styles, "0123"},
           Case{"/items/", Route::other, ""},
           Case{"/items/a/b", Route::other, ""},
           Case{"/items/a%2Fb", Route::item, "a/b"},
           Case{"/items", Route::other, ""},
           Case{"/element..js", Route::other, ""},
           Case{"/element.js.js/", Route::other, ""},
           Case{"/fragment/", Route::other, ""},
           Case{"/Fragment", Route::other, ""},
           Case{"/fragmentx", Route::other, ""},
           Case{"/fragmentxjson", Route::other, ""},
           Case{"//fragment", Route::other, ""},
           Case{"/other", Route::other, ""},
           Case{"other", Route::other, ""},
           Case{"/items/{id}", Route::item, "{id}"},
       }) {
    const auto& target = one.target;
    const auto& part = one.part;
    CAPTURE(target);
    const auto resolved = resolve(catalogue(), target);
    CHECK(resolved.route == one.route);
    CHECK(resolved.part == part);
  }
}

TEST_CASE("resolve: a path may have 8192 bytes; a query may have more") {
  const std::string most = "/items/" + std::string(site::max_path_bytes - 7, 'a');
  CHECK(resolve(catalogue(), most + "?" + std::string(20000, 'b')).route == Route::item);
  CHECK_FALSE(resolve(catalogue(), most).is_path_too_long);
  CHECK(resolve(catalogue(), most + "a").is_path_too_long);
  CHECK(resolve(catalogue(), most + "a").route == Route::other);
}

TEST_CASE("resolve: two spellings of one meaning have one canonical target") {
  struct Case {
    const char* spelling;
    const char* canonical;
  };
  for (const auto& one : {
           Case{"/fragment?limit=10", "/fragment"},
           Case{"/fragment?page=1&utm=x&limit=05", "/fragment?limit=5"},
           Case{"/fragment?theme=dark&limit=5", "/fragment?limit=5&theme=dark"},
           Case{"/%66ragment?l%69mit=%35", "/fragment?limit=5"},
           Case{"/fragment?q=+Traffick%c3%a9+EU,+eu", "/fragment?q=eu%20trafficke"},
           Case{"/fragment?q=traffick+trafficking", "/fragment?q=trafficking"},
           Case{"/fragment?exclude=trafficking+traffick", "/fragment?exclude=traffick"},
           Case{"/fragment?tag=B,+a,,b", "/fragment?tag=a%2Cb"},
           Case{"/fragment?q=!%3F", "/fragment"},
           Case{"/items/a%2Db?x", "/items/a-b"},
           Case{"/nothing here", "/nothing%20here"},
           Case{"/element.js?limit=3", "/element.js"},
           // A text that is folded first may become empty, or get other commas and spaces.
           Case{"/fragment?tag=x,%CC%81", "/fragment?tag=x"},
           Case{"/fragment?tag=%CC%81", "/fragment"},
           Case{"/fragment?tag=%C2%A0x%E2%80%83", "/fragment?tag=x"},
           Case{"/fragment?tag=a%EF%BC%8Cb", "/fragment?tag=a%2Cb"},
           Case{"/fragment?q=x+%CC%81&exclude=%CC%81", "/fragment?q=x"},
           // Each parameter where it means something.
           Case{"/news.json?theme=dark&more=on&refresh=60&shadow=on", "/news.json"},
           Case{"/news.json?theme=darkish", "/news.json"},
           Case{"/fragment.json?refresh=300&shadow=on&more=on", "/fragment.json?more=on"},
           Case{"/embed?more=on&refresh=300&shadow=on&theme=dark&page=2", "/embed?page=2&theme=dark"},
           Case{"/latest-news.js?shadow=on&refresh=300", "/latest-news.js?refresh=300"},
       }) {
    const auto& spelling = one.spelling;
    const auto& canonical = one.canonical;
    CAPTURE(spelling);
    const auto resolved = resolve(catalogue(), spelling);
    CHECK_FALSE(resolved.problem.has_value());
    CHECK(resolved.canonical == canonical);
    CHECK(resolve(catalogue(), resolved.canonical).canonical == canonical);
  }
}

TEST_CASE("resolve: a query that a tool has damaged still works, or the error names the damage") {
  struct Case {
    std::string query;
    const char* meaning;  // the canonical query, or "PARAMETER=VALUE" that is wrong
    bool is_wrong;
  };
  std::string many = "limit=3";
  for (int number = 0; number < 2000; ++number) many += "&utm" + std::to_string(number) + "=x";
  std::string again = "limit=3";
  for (int number = 0; number < 2000; ++number) again += "&limit=3";
  const std::vector<Case> cases{
      {"limit=3?ver=6.2", "limit=3?ver=6.2", true},
      {"limit=3&?ver=6.2", "?limit=3", false},
      {"?limit=3", "", false},
      {"limit=3&amp;page=2", "?limit=3&page=2", false},
      {"amp;limit=3", "?limit=3", false},
      {"limit=3&amp;amp;page=2", "?limit=3", false},
      {"limit=3;page=2", "limit=3;page=2", true},
      {"limit=%zz", "limit=%zz", true},
      {"limit=%", "limit=%", true},
      {"limit=3%23x", "limit=3#x", true},
      {"limit=+3", "limit= 3", true},
      {"limit=3+", "limit=3 ", true},
      {"limit=3%00", nullptr, true},
      {"q=a%00b", nullptr, true},
      {"q=%ff", "q=\xff", true},
      {"%ff=%ff&%00=%00&limit=3", "?limit=3", false},
      {"q=50%", "?q=50", false},
      {"q=a+b&q=b+a", "?q=a%20b", false},
      {"limit=3&limit=4", "limit=4", true},
      {"limit=&limit=3&limit", "?limit=3", false},
      {"=3&&&=&limit=3", "?limit=3", false},
      {"limit==3", "limit==3", true},
      {"limit[]=3", "", false},
      {"page=0&limit=0", "page=0", true},
      {"limit=0&page=0", "limit=0", true},
      {many, "?limit=3", false},
      {again, "?limit=3", false},
  };
  for (const auto& one : cases) {
    const auto query = one.query.substr(0, 100);
    CAPTURE(query);
    const auto resolved = resolve(catalogue(), "/fragment?" + one.query);
    REQUIRE(resolved.problem.has_value() == one.is_wrong);
    // A misspelled name has its own answer, with a hint.
    if (!one.is_wrong && resolved.hint.empty()) CHECK(resolved.canonical == std::string("/fragment") + one.meaning);
    if (one.is_wrong && one.meaning != nullptr) {
      CHECK(resolved.problem->parameter + "=" + resolved.problem->value == one.meaning);
    }
    CHECK((resolve(catalogue(), "/latest-news.js?" + one.query).route == Route::script));
  }
}

TEST_CASE("httplib server: an error of cpp-httplib itself is thrown, and never an answer") {
  site::HttplibServer server;
  server.add(Route::icon, [](const site::Resolved&, httplib::Response& response) { response.status = 404; });
  server.add(Route::types, [](const site::Resolved&, httplib::Response&) { throw std::out_of_range("a handler's"); });
  server.add(Route::item, [](const site::Resolved& resolved, httplib::Response& response) {
    response.set_content(resolved.part, "text/plain");
  });
  CHECK_THROWS_WITH_AS(server.get(resolve(catalogue(), "/nothing")),
                       "cpp-httplib answered with an error of its own, 404", std::runtime_error);
  CHECK_THROWS_AS(server.get(resolve(catalogue(), "/favicon.svg")), std::runtime_error);
  CHECK_THROWS_AS(server.get(resolve(catalogue(), "/latest-news.d.ts")), std::out_of_range);
  CHECK(server.get(resolve(catalogue(), "/items/a%0d%0ab")).body == "a\r\nb");
}

TEST_CASE("resolve: a misspelled parameter gives a hint; tracking parameters do not") {
  CHECK(resolve(catalogue(), "/fragment?limits=3").hint == "the parameter limits is not known: did you mean limit?");
  CHECK(resolve(catalogue(), "/latest-news.js?Theme=dark").hint ==
        "the parameter Theme is not known: did you mean theme?");
  CHECK(resolve(catalogue(), "/embed?limits=3").canonical == "/embed?limits=3");
  for (const std::string query : {"utm_source=x",  "utm_medium=x", "utm_campaign=x", "utm_term=x",
                                  "utm_content=x", "fbclid=x",     "gclid=x",        "ver=6.2",
                                  "v=3",           "t=1",          "ts=1",           "colour=red",
                                  "cache=1",       "nocache=1",    "id=1",           "ref=a",
                                  "source=a",      "_=1",          "hash=1",         "limits=",
                                  "wt_mc=x",       "mc_cid=x",     "cb=1",           "rnd=2",
                                  "amp=1",         "format=x"}) {
    CAPTURE(query);
    CHECK(resolve(catalogue(), "/fragment?" + query).hint.empty());
    CHECK(resolve(catalogue(), "/fragment?" + query).canonical == "/fragment");
  }
}
