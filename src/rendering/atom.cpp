#include "rendering/atom.h"

#include <cstdio>
#include <ctime>

#include "rendering/xml_writer.h"

namespace rendering {
namespace {

std::string rfc3339(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.tm_year + 1900, parts.tm_mon + 1,
                parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text;
}

void write_link(XmlWriter& xml, const char* relation, const std::string& url, const char* type) {
  if (url.empty()) return;
  xml.start("link");
  xml.attribute("rel", relation);
  xml.attribute("href", url);
  if (*type != '\0') xml.attribute("type", type);
  xml.end();
}

void write_text(XmlWriter& xml, const char* element, const char* type, const std::string& text) {
  if (text.empty()) return;
  xml.start(element);
  xml.attribute("type", type);
  xml.text(text);
  xml.end();
}

void write_entry(XmlWriter& xml, const FeedPage& page, const news::Item& item) {
  xml.start("entry");
  if (!item.language.empty()) xml.attribute("xml:lang", item.language);
  // RFC 4287, section 4.1.2: an entry must have a title. It may be empty; then readers show no
  // title.
  xml.start("title");
  xml.text(item.title.empty() ? item.text.substr(0, item.text.find(' ', 60)) : item.title);
  xml.end();
  xml.element("id", identity(page, item));
  write_link(xml, "alternate", link_of(page, item), "");
  if (const auto seconds = published(item); seconds > 0) xml.element("published", rfc3339(seconds));
  // Required (section 4.1.2). An undated entry gets the feed's date.
  const auto changed = updated(item);
  xml.element("updated", rfc3339(changed > 0 ? changed : updated(page)));
  if (!item.author.empty()) {
    xml.start("author");
    xml.element("name", item.author);
    xml.end();
  }
  for (const auto& tag : item.tags) {
    xml.start("category");
    xml.attribute("term", tag);
    xml.end();
  }
  write_text(xml, "summary", "text", item.summary);
  write_text(xml, "content", item.markup.empty() ? "text" : "html", item.markup.empty() ? item.text : item.markup);
  if (!item.image.empty()) write_link(xml, "enclosure", item.image, "");
  xml.end();
}

}  // namespace

std::string atom(const FeedPage& page) {
  XmlWriter xml;
  xml.start("feed");
  xml.attribute("xmlns", "http://www.w3.org/2005/Atom");
  if (!page.feed.language.empty()) xml.attribute("xml:lang", page.feed.language);
  xml.element("title", page.feed.title);
  write_text(xml, "subtitle", "text", page.feed.description);
  xml.element("id", page.feed_url);
  write_link(xml, "self", page.feed_url, "application/atom+xml");
  write_link(xml, "alternate", page.home_url, "text/html");
  write_link(xml, "previous", page.previous_url, "application/atom+xml");
  write_link(xml, "next", page.next_url, "application/atom+xml");
  xml.element("updated", rfc3339(updated(page)));
  xml.start("author");
  xml.element("name", page.feed.title);
  xml.element("uri", page.home_url);
  xml.end();
  for (const auto place : page.places) write_entry(xml, page, page.feed.items[place]);
  return xml.finish();
}

}  // namespace rendering
