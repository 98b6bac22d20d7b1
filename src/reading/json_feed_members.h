// reading/json_feed_members.h - the members of JSON Feed 1.1 that are read, one table for each kind of object.
// Members that are in no table are ignored.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "news/feed.h"

namespace reading {

enum class Kind {
  version,    // a known one
  text,       // plain text, spaces folded
  html,       // reduced to text
  id,         // fit for a URL; a number is taken as a string (JSON Feed 1.1, "id")
  site,       // http or https
  link,       // http, https or mailto
  moment,     // RFC 3339
  start,      // YYYY-MM-DD
  end,        // YYYY-MM-DD
  language,   // BCP 47
  tags,       // array of strings
  items,      // array of objects
  extension,  // object
};

// `field` is where its text goes; null where it goes elsewhere, or is checked and then ignored.
template <class Owner>
struct Member {
  std::string_view name;
  Kind kind;
  std::string Owner::*field;
};

inline constexpr std::array<Member<news::Feed>, 8> feed_members = {{
    {"version", Kind::version, nullptr},
    {"title", Kind::text, &news::Feed::title},
    {"home_page_url", Kind::site, &news::Feed::home_page_url},
    {"feed_url", Kind::site, nullptr},
    {"next_url", Kind::site, nullptr},
    {"description", Kind::text, &news::Feed::description},
    {"language", Kind::language, &news::Feed::language},
    {"items", Kind::items, nullptr},
}};

inline constexpr std::array<Member<news::Item>, 12> item_members = {{
    {"id", Kind::id, &news::Item::id},
    {"title", Kind::text, &news::Item::title},
    {"content_text", Kind::text, &news::Item::text},
    {"content_html", Kind::html, nullptr},
    {"summary", Kind::text, &news::Item::summary},
    {"url", Kind::link, &news::Item::url},
    {"external_url", Kind::link, nullptr},
    {"date_published", Kind::moment, &news::Item::date_published},
    {"date_modified", Kind::moment, &news::Item::date_modified},
    {"language", Kind::language, &news::Item::language},
    {"tags", Kind::tags, nullptr},
    {"_latest_news", Kind::extension, nullptr},
}};

struct Extension {};

inline constexpr std::array<Member<Extension>, 2> extension_members = {{
    {"start", Kind::start, nullptr},
    {"end", Kind::end, nullptr},
}};

// What a value of that kind is in JSON: "an array".
std::string_view json_type(Kind kind);

// What is wrong with a string of that kind, and what would be right; nothing where it is well. Looks at the value
// alone.
std::optional<std::string> problem_with(Kind kind, std::string_view value);

// Whether it has the form of a language tag (BCP 47): letters, then parts of letters and digits, with hyphens.
bool is_language_tag(std::string_view value);

}  // namespace reading
