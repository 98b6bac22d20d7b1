#include "rendering/rss.h"

#include <cstdio>
#include <ctime>

#include "escape_html.h"
#include "rendering/xml_writer.h"

namespace rendering {
namespace {

// RFC 822 with a year of four digits, as RSS requires. Not by strftime: its names depend on the
// locale.
std::string rfc822(std::int64_t seconds) {
  static constexpr const char* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t time = seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[40];
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d +0000", weekdays[parts.tm_wday], parts.tm_mday,
                months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text;
}

void write_link(XmlWriter& xml, const char* relation, const std::string& url) {
  if (url.empty()) return;
  xml.start("atom:link");
  xml.attribute("rel", relation);
  xml.attribute("href", url);
  xml.attribute("type", "application/rss+xml");
  xml.end();
}

void write_item(XmlWriter& xml, const FeedPage& page, const news::Item& item) {
  xml.start("item");
  xml.element("title", item.title);
  xml.element("link", link_of(page, item));
  xml.start("guid");
  const auto id = identity(page, item);
  xml.attribute("isPermaLink", id == own_page(page, item) ? "true" : "false");
  xml.text(id);
  xml.end();
  if (const auto seconds = published(item); seconds > 0) xml.element("pubDate", rfc822(seconds));
  xml.element("dc:creator", item.author);
  for (const auto& tag : item.tags) xml.element("category", tag);
  xml.element("description", escape_html(item.summary.empty() ? item.text : item.summary));
  xml.element("content:encoded", item.markup);
  if (!item.image.empty()) {
    xml.start("media:content");
    xml.attribute("url", item.image);
    xml.attribute("medium", "image");
    xml.end();
  }
  xml.end();
}

}  // namespace

std::string rss(const FeedPage& page) {
  XmlWriter xml;
  xml.start("rss");
  xml.attribute("version", "2.0");
  xml.attribute("xmlns:atom", "http://www.w3.org/2005/Atom");
  xml.attribute("xmlns:content", "http://purl.org/rss/1.0/modules/content/");
  xml.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/");
  xml.attribute("xmlns:media", "http://search.yahoo.com/mrss/");
  xml.start("channel");
  xml.element("title", page.feed.title);
  xml.element("link", page.home_url);
  xml.element("description", page.feed.description.empty() ? page.feed.title : page.feed.description);
  xml.element("language", page.feed.language);
  if (const auto seconds = updated(page); seconds > 0) xml.element("lastBuildDate", rfc822(seconds));
  write_link(xml, "self", page.feed_url);
  write_link(xml, "previous", page.previous_url);
  write_link(xml, "next", page.next_url);
  for (const auto place : page.places) write_item(xml, page, page.feed.items[place]);
  return xml.finish();
}

}  // namespace rendering
