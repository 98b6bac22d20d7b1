// Foreign HTML as an item's page shows it.
#include <doctest/doctest.h>

#include <string>

#include "reading/rich_text.h"

namespace {

std::string markup(std::string_view html) { return reading::read_rich_text(html, "https://news.example/a/").markup; }

}  // namespace

TEST_CASE("rich text: one paragraph of plain text needs no markup") {
  CHECK(markup("plain") == "");
  CHECK(markup("<p>plain</p>") == "");
  CHECK(markup("<div><span>plain</span></div>") == "");
  CHECK(markup("") == "");
}

TEST_CASE("rich text: paragraphs, lists, quotations, emphasis and links stay") {
  struct Case {
    std::string html;
    std::string markup;
  };
  const Case cases[] = {
      {"<p>a</p><p>b</p>", "<p>a</p><p>b</p>"},
      {"a<br>b", "<p>a<br>b</p>"},
      {"<div>a</div><div>b</div>", "<p>a</p><p>b</p>"},
      {"a<p>b</p>c", "<p>a</p><p>b</p><p>c</p>"},
      {"<ul><li>a<li>b <b>c</b></ul>", "<ul><li>a</li><li>b <strong>c</strong></li></ul>"},
      {"<ul><li>a<ol><li>b</ol></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"},
      {"<blockquote><p>a</p>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"},
      {"<h1>a</h1>b", "<h2>a</h2><p>b</p>"},
      {"<i>a</i> <em>b</em>c", "<p><em>a</em> <em>b</em>c</p>"},
      {"a <a href='/x'>b</a> c", "<p>a <a href=\"https://news.example/x\" rel=\"noopener\">b</a> c</p>"},
      {"<a href='mailto:a@b.example'>m</a>", "<p><a href=\"mailto:a@b.example\" rel=\"noopener\">m</a></p>"},
      {"<pre>a\n  b</pre>", "<pre>a\n  b</pre>"},
      {"<p>1 &lt; 2 &amp; \"3\"</p><p>b", "<p>1 &lt; 2 &amp; &quot;3&quot;</p><p>b</p>"},
      {"<table><tr><td>a<td>b</table>", "<p>a</p><p>b</p>"},
      {"<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"},
      {"<li>a", ""},
      {"<p> </p><p>a</p><p>&nbsp;</p>", ""},
      {"<p><b></b>a<a href='x'></a></p>", ""},
  };
  for (const auto& example : cases) {
    CAPTURE(example.html);
    CHECK(markup(example.html) == example.markup);
  }
}

TEST_CASE("rich text: no scripts, styles or requests pass") {
  for (const std::string html :
       {"<p>a</p><script>alert(1)</script><p>b", "<p>a</p><style>p{}</style><p>b",
        "<p onclick=alert(1) style='x' class=c id=i>a</p><p>b", "<p>a</p><iframe src=//evil></iframe><p>b",
        "<p>a</p><form action=//evil><input value=x><button>y</button></form><p>b",
        "<p>a</p><img src=x onerror=alert(1)><p>b", "<p>a</p><svg><script>x</script></svg><p>b",
        "<p>a</p><object data=x>y</object><embed src=x><p>b", "<p>a</p><math><mi>x</mi></math><p>b",
        "<p>a</p><!-- <p>x</p> --><p>b", "<p>a</p><template><p>x</p></template><p>b", "<p>a</p><base href=//evil><p>b",
        "<p><a href='javascript:alert(1)'>a</a></p><p>b", "<p><a href=' java\tscript:alert(1)'>a</a></p><p>b",
        "<p><a href='data:text/html,x'>a</a></p><p>b", "<p><a href='vbscript:x'>a</a></p><p>b",
        "<p><a href='&#106;avascript:alert(1)'>a</a></p><p>b"}) {
    CAPTURE(html);
    CHECK(markup(html) == "<p>a</p><p>b</p>");
  }
}

TEST_CASE("rich text: deep nesting needs no stack, and many elements take linear time") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<blockquote><em><ul>";
  CHECK(markup(deep + "end").find("end") != std::string::npos);
  std::string many;
  for (int i = 0; i < 50'000; ++i) many += "<p>a</p>";
  CHECK(markup(many).size() == many.size());
}

TEST_CASE("plain paragraphs: blank lines end them, and URLs become links") {
  CHECK(reading::read_plain_paragraphs("one\ntwo").markup == "");
  CHECK(reading::read_plain_paragraphs("one\ntwo\n \nthree <b>").markup == "<p>one two</p><p>three &lt;b&gt;</p>");
  CHECK(reading::read_plain_paragraphs("See https://a.example/x?y=1&z=2, (http://b.example/) and http://.").markup ==
        "<p>See <a href=\"https://a.example/x?y=1&amp;z=2\" rel=\"noopener\">https://a.example/x?y=1&amp;z=2</a>, (<a "
        "href=\"http://b.example/\" rel=\"noopener\">http://b.example/</a>) and http://.</p>");
  CHECK(reading::read_plain_paragraphs("one\n\ntwo").text == "one two");
}
