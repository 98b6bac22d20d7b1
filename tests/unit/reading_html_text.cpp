// Foreign HTML, reduced to text: any input gives readable text and never ends the process.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "reading/html_text.h"

namespace {

std::string text(std::string_view html) {
  auto whole = reading::html_to_text(html);
  std::string folded;
  for (const char c : whole) {
    if (c != ' ' && c != '\n') {
      folded += c;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  while (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

std::string repeated(std::string_view part, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += part;
  return all;
}

}  // namespace

TEST_CASE("html text: input that once failed an assertion in another parser is read") {
  CHECK(text("<table><math><mi></><![CDATA[q]]>p").find('p') != std::string::npos);
  CHECK(text("<svg><desc><p><math><![CDATA[a]]><mi></p>b").find('b') != std::string::npos);
  CHECK(text("<select><template><option><frameset></select>") == "");
}

TEST_CASE("html text: markup that is not closed, or that is no markup, leaves the text before it") {
  CHECK(text("a<!-- never closed") == "a");
  CHECK(text("a<b class=\"never closed") == "a");
  CHECK(text("a <") == "a <");
  CHECK(text("1 < 2 & 3 > 2") == "1 < 2 & 3 > 2");
  CHECK(text("a</nothing>b") == "ab");
  CHECK(text("a<script>b</scrip>c") == "a");
  CHECK(text("a<?php b ?>c").front() == 'a');
  CHECK(text("a<![CDATA[b").front() == 'a');
  CHECK(text("<plaintext>a</plaintext><b>c").front() == 'a');
}

TEST_CASE("html text: bytes that are no character are removed or replaced, and the text after them stays") {
  CHECK(text(std::string_view("a\0b", 3)) ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(text("a&#27;b&#0;c&#x110000;d&#xD800;e").find('e') != std::string::npos);
  CHECK(text("&#150;&#x92;&euro;&nosuch;") == "\u2013\u2019\u20AC&nosuch;");
}

TEST_CASE("html text: the encoding that the document declares is ignored") {
  CHECK(text("<meta charset=\"iso-8859-1\">\u00E9\u20AC") == "\u00E9\u20AC");
  CHECK(text("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\u00E9").find("\u00E9") != std::string::npos);
  CHECK(text("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">\u044F") == "\u044F");
}

TEST_CASE("html text: external entities are not fetched, and the document's own are not expanded") {
  const auto read = text("<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"yy\">]><p>a&x;b&y;c");
  CHECK(read.find("root:") == std::string::npos);
  CHECK(read.find("yy;c") == std::string::npos);
}

TEST_CASE("html text: deep nesting and unclosed elements cost no stack") {
  for (const auto* tag : {"<b>", "<table>", "<div>", "<font>", "</p>", "<p><table><math><svg>", "<select><option>"}) {
    CAPTURE(std::string(tag));
    CHECK(text(repeated(tag, 100'000) + "end").find("end") != std::string::npos);
  }
}

TEST_CASE("html text: a long text, attribute or comment is read whole") {
  const auto megabytes = std::string(5'000'000, 'a');
  CHECK(text("<p>" + megabytes) == megabytes);
  CHECK(text("<p title=\"" + megabytes + "\">b") == "b");
  CHECK(text("<!--" + megabytes + "-->b") == "b");
  CHECK(text(repeated("&amp;", 200'000)) == std::string(200'000, '&'));
}
