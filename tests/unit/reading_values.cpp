#include <doctest/doctest.h>

#include <string>

#include "news/language_tag.h"
#include "news/timestamp.h"
#include "reading/html_text.h"
#include "reading/link.h"
#include "reading/plain_text.h"

TEST_CASE("links: absolute ones of http, https and mailto, in any case") {
  for (const std::string url : {"https://example.org", "http://example.org/a?b=c&d#e", "HTTPS://EXAMPLE.ORG/",
                                "https://[::1]:8080/", "https://example.org/Ünïcode", "https://user@example.org/",
                                "mailto:press@example.org", "MailTo:a@b?subject=c"}) {
    CAPTURE(url);
    CHECK_FALSE(reading::problem_with_link(url, reading::Schemes::web_and_mail));
  }
  CHECK(reading::problem_with_link("mailto:press@example.org", reading::Schemes::web));
}

TEST_CASE("links: URLs that could run a script or be read in two ways are refused") {
  for (const std::string url : {"javascript:alert(1)",
                                "JaVaScRiPt:alert(1)",
                                " javascript:alert(1)",
                                "\tjavascript:alert(1)",
                                "java\nscript:alert(1)",
                                "\x01javascript:alert(1)",
                                "javascript&colon;alert(1)",
                                "data:text/html,x",
                                "vbscript:x",
                                "file:///etc/passwd",
                                "ftp://example.org",
                                "//example.org/",
                                "/news/1",
                                "news/1",
                                "?a",
                                "#a",
                                "",
                                "https:example.org",
                                "https:/example.org",
                                "https:///path",
                                "https://",
                                "https://?a",
                                "https://:80/",
                                "https://user@/",
                                "https:\\\\example.org",
                                "https://good.example\\@evil.example/",
                                "https://example.org/a b",
                                "https://example.org/\"onclick=",
                                "https://example.org/<b>",
                                "https://example.org/\u0085",
                                " https://example.org",
                                "https://example.org/\u00A0",
                                "mailto:",
                                "1http://example.org",
                                "http"}) {
    CAPTURE(url);
    CHECK(reading::problem_with_link(url, reading::Schemes::web_and_mail));
  }
}

TEST_CASE("moments: dates and times of RFC 3339 that exist") {
  for (const std::string text :
       {"2023-06-20T00:00:00Z", "2023-06-20t23:59:59z", "2023-06-20T12:00:00.123456+02:00", "2023-06-20T12:00:00-00:00",
        "2016-12-31T23:59:60Z", "2016-12-31T15:59:60-08:00", "2024-02-29T00:00:00Z"}) {
    CAPTURE(text);
    CHECK(news::parse_timestamp(text));
  }
  const auto moment = news::parse_timestamp("2023-06-20T23:30:00.9-08:00").value();
  CHECK(moment.day == news::make_date(2023, 6, 20));
  CHECK(moment.seconds == 1687332600);
  CHECK(news::parse_timestamp("1970-01-01T00:00:00Z")->seconds == 0);
  CHECK(news::parse_timestamp("2016-12-31T23:59:60Z")->seconds == 1483228800);
}

TEST_CASE("moments: all other texts are refused") {
  for (const std::string text : {"",
                                 "2023-06-20",
                                 "2023-06-20T00:00Z",
                                 "2023-06-20T00:00:00",
                                 "2023-06-20 00:00:00Z",
                                 "2023-06-31T00:00:00Z",
                                 "2023-02-29T00:00:00Z",
                                 "2023-06-20T24:00:00Z",
                                 "2023-06-20T00:60:00Z",
                                 "2023-06-20T00:00:61Z",
                                 "2023-06-20T12:00:60Z",
                                 "2023-06-15T23:59:60Z",
                                 "2016-12-31T23:59:60+01:00",
                                 "2023-06-20T00:00:00.Z",
                                 "2023-06-20T00:00:00+0200",
                                 "2023-06-20T00:00:00+24:00",
                                 "2023-06-20T00:00:00+02:60",
                                 "2023-06-20T00:00:00ZZ",
                                 "2023-06-20T00:00:00 Z",
                                 "Tue, 20 Jun 2023 00:00:00 GMT",
                                 "0000-01-01T00:00:00Z",
                                 "2023-6-20T00:00:00Z12"}) {
    CAPTURE(text);
    CHECK_FALSE(news::parse_timestamp(text));
  }
}

TEST_CASE("language tags: the form of BCP 47") {
  for (const std::string tag : {"en", "en-GB", "zh-Hant-TW", "sl-rozaj-biske-1994", "es-419", "de-1996"}) {
    CAPTURE(tag);
    CHECK(news::is_language_tag(tag));
  }
  for (const std::string tag :
       {"", "e", "e-GB", "en_GB", "en-", "-en", "en--GB", "1a", "english language", "abcdefghi", "en\""}) {
    CAPTURE(tag);
    CHECK_FALSE(news::is_language_tag(tag));
  }
}

TEST_CASE("html: it is reduced to the text that a reader sees") {
  struct Case {
    std::string html;
    std::string text;
  };
  const Case cases[] = {
      {"plain", "plain"},
      {"<p>One</p><p>Two</p>", "One Two"},
      {"One<br>Two<br/>Three", "One Two Three"},
      {"a<b>b</b><i>c</i> <a href='x'>d</a>", "abc d"},
      {"<ul><li>a<li>b</ul>", "a b"},
      {"<table><tr><td>a<td>b</table>", "a b"},
      {"&lt;b&gt; &amp;amp; &eacute;&nbsp;&#x20AC;", "<b> &amp; é €"},
      {"a<script>alert('</b>')</script>b<style>p{}</style>c", "abc"},
      {"<head><title>t</title></head><body>a</body>", "a"},
      {"a<template><p>x</p></template>b", "ab"},
      {"a<!-- <p>x</p> -->b", "ab"},
      {"<img src=x onerror=alert(1) alt=y>a", "a"},
      {"<svg><text>a</text></svg>b", "a b"},
      {"a</p>b<p", "a b"},
      {"<iframe>x</iframe>a", "a"},
      {"", ""},
  };
  for (const auto& example : cases) {
    CAPTURE(example.html);
    const auto reduced = reading::html_to_text(example.html);
    CHECK(reading::fold_spaces(reduced) == example.text);
  }
}
