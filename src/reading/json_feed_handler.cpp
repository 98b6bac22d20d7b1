#include "reading/json_feed_handler.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "did_you_mean.h"
#include "reading/json_syntax.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

// The names of JSON Feed 1.1 (jsonfeed.org/version/1.1) and 1.0, including those that are not read.
// Any other name may be misspelt.
const std::vector<std::string> feed_names = {"version",  "title",        "home_page_url", "feed_url", "description",
                                             "next_url", "user_comment", "icon",          "favicon",  "authors",
                                             "author",   "language",     "expired",       "hubs",     "items"};
const std::vector<std::string> item_names = {
    "id",      "url",    "external_url", "title",    "content_html",   "content_text",
    "summary", "image",  "banner_image", "tags",     "date_published", "date_modified",
    "authors", "author", "attachments",  "language", "_latest_news"};

bool is_name(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_image_type(std::string_view type) { return type.starts_with("image/"); }

}  // namespace

void JsonFeedHandler::begin_event() {
  offset_ = last_end_;
  while (offset_ < bytes_.size() && std::string_view(" \t\r\n,:").find(bytes_[offset_]) != std::string_view::npos) {
    ++offset_;
  }
}

bool JsonFeedHandler::end_event() {
  last_end_ = position_;
  return true;
}

std::string JsonFeedHandler::item_pointer() const { return "/items/" + std::to_string(item_index_); }

std::string JsonFeedHandler::pointer() const {
  switch (place_) {
    case Place::document:
      return "";
    case Place::feed:
      return "/" + name_;
    case Place::items:
      return item_pointer();
    case Place::item:
      return item_pointer() + "/" + name_;
    case Place::tags:
      return item_pointer() + "/tags/" + std::to_string(tag_index_);
    case Place::extension:
      return item_pointer() + "/_latest_news/" + name_;
    case Place::feed_extension:
      return "/_latest_news/" + name_;
    case Place::attachments:
    case Place::attachment:
      return item_pointer() + "/attachments";
  }
  return "";
}

Said* JsonFeedHandler::member_of_feed(std::string_view name) {
  if (name == "version") return &version_;
  if (name == "title") return &head_.title;
  if (name == "home_page_url") return &head_.home_page_url;
  if (name == "feed_url") return &head_.feed_url;
  if (name == "description") return &head_.description;
  if (name == "language") return &head_.language;
  return nullptr;
}

Said* JsonFeedHandler::member_of_item(std::string_view name) {
  if (name == "id") return &entry_.id;
  if (name == "url") return &entry_.url;
  if (name == "external_url") return &external_url_;
  if (name == "title") return &entry_.title;
  if (name == "content_text") return &entry_.content_text;
  if (name == "content_html") return &content_html_;
  if (name == "summary") return &entry_.summary;
  if (name == "image") return &entry_.image;
  if (name == "date_published") return &entry_.published;
  if (name == "date_modified") return &entry_.modified;
  if (name == "language") return &entry_.language;
  return nullptr;
}

Said* JsonFeedHandler::member_of_extension(std::string_view name) {
  if (name == "start") return &entry_.start;
  if (name == "end") return &entry_.end;
  if (name == "publish") return &entry_.publish;
  if (name == "expires") return &entry_.expires;
  if (name == "image_alt") return &entry_.image_alt;
  return nullptr;
}

Said* JsonFeedHandler::member_of_feed_extension(std::string_view name) {
  return name == "heading" ? &head_.heading : nullptr;
}

void JsonFeedHandler::keep(Said* said, std::string text) {
  if (said == nullptr) return;
  if (said->offset != 0) {
    diagnostics_.warning(offset_, [&] {
      return Description{quote(name_) + " is there twice in one object: the last one counts", pointer()};
    });
  }
  *said = Said{std::move(text), offset_, pointer()};
}

// For a value whose type is wrong for its member. Members that are not read may have any type.
void JsonFeedHandler::ignore(std::string_view type) {
  const auto tell = [&](std::string_view right) {
    diagnostics_.warning(offset_, [&] {
      return Description{
          std::string(type) + " is the wrong type and is ignored: " + quote(name_) + " is " + std::string(right),
          pointer()};
    });
  };
  switch (place_) {
    case Place::items:
      builder_.leave_out(offset_, std::string(type) + " is the wrong type: an item is an object", item_pointer());
      ++item_index_;
      return;
    case Place::tags:
      diagnostics_.warning(offset_, std::string(type) + " is the wrong type and is ignored: a tag is a string",
                           pointer());
      ++tag_index_;
      return;
    case Place::feed:
      if (member_of_feed(name_) != nullptr) return tell("a string");
      if (name_ == "items") return tell("an array");
      if (name_ == "_latest_news") return tell("an object");
      return;
    case Place::item:
      if (member_of_item(name_) != nullptr) return tell("a string");
      if (name_ == "tags") return tell("an array");
      if (name_ == "_latest_news") return tell("an object");
      return;
    case Place::extension:
      if (member_of_extension(name_) != nullptr) return tell("a string");
      return;
    case Place::feed_extension:
      if (member_of_feed_extension(name_) != nullptr) return tell("a string");
      return;
    default:
      return;
  }
}

// For a string, or a number as it is written.
void JsonFeedHandler::value(std::string text, std::string_view type) {
  const bool is_string = type == "a string";
  if (place_ == Place::feed) {
    auto* said = member_of_feed(name_);
    return is_string && said != nullptr ? keep(said, std::move(text)) : ignore(type);
  }
  if (place_ == Place::tags && is_string) {
    entry_.tags.push_back(Said{std::move(text), offset_, pointer()});
    ++tag_index_;
    return;
  }
  if (place_ == Place::extension && is_string) {
    return keep(member_of_extension(name_), std::move(text));
  }
  if (place_ == Place::feed_extension && is_string) return keep(member_of_feed_extension(name_), std::move(text));
  if (place_ == Place::attachment && is_string) {
    if (name_ == "url") {
      attachment_url_ = Said{std::move(text), offset_, pointer()};
    } else if (name_ == "mime_type") {
      attachment_type_ = std::move(text);
    }
    return;
  }
  if (place_ == Place::item) {
    auto* said = member_of_item(name_);
    // JSON Feed 1.1, "id": a number counts as a string. A title may be a number by mistake
    // ("2023").
    if (said != nullptr && (is_string || name_ == "id" || name_ == "title")) return keep(said, std::move(text));
    if (name_ == "tags" && is_string) {
      entry_.tags.assign(1, Said{std::move(text), offset_, pointer()});
      diagnostics_.warning(offset_, "a string is read as one tag: 'tags' is an array", pointer());
      return;
    }
  }
  if (place_ != Place::document) ignore(type);
}

bool JsonFeedHandler::null() {
  begin_event();
  if (ignored_depth_ == 0 && place_ == Place::items) ignore("null");
  if (ignored_depth_ == 0 && place_ == Place::feed && name_ == "items") ignore("null");
  return end_event();
}

bool JsonFeedHandler::boolean(bool value) {
  begin_event();
  if (ignored_depth_ == 0) ignore(value ? "true" : "false");
  return end_event();
}

bool JsonFeedHandler::number_float(double, const std::string& written) {
  begin_event();
  if (ignored_depth_ == 0) value(written, "a number");
  end_event();
  if (last_end_ > 0) --last_end_;  // the parser recognises a number's end by the next byte
  return true;
}

bool JsonFeedHandler::number_integer(std::int64_t value) { return number_float(0, std::to_string(value)); }
bool JsonFeedHandler::number_unsigned(std::uint64_t value) { return number_float(0, std::to_string(value)); }
bool JsonFeedHandler::binary(nlohmann::json::binary_t&) { return true; }  // JSON has no binary values

bool JsonFeedHandler::string(std::string& text) {
  begin_event();
  if (ignored_depth_ == 0) value(std::move(text), "a string");
  return end_event();
}

void JsonFeedHandler::skip_container(std::string_view type) {
  ignore(type);
  ignored_depth_ = 1;
}

bool JsonFeedHandler::start_object(std::size_t) {
  begin_event();
  if (ignored_depth_ > 0) {
    ++ignored_depth_;
  } else if (place_ == Place::document) {
    place_ = Place::feed;
    is_object_ = true;
    feed_offset_ = offset_;
  } else if (place_ == Place::items) {
    place_ = Place::item;
    entry_ = {};
    content_html_ = external_url_ = {};
    entry_.offset = offset_;
    entry_.pointer = item_pointer();
  } else if (place_ == Place::item && name_ == "_latest_news") {
    place_ = Place::extension;
    entry_.has_days = true;
    entry_.start = entry_.end = {};
  } else if (place_ == Place::feed && name_ == "_latest_news") {
    place_ = Place::feed_extension;
  } else if (place_ == Place::attachments) {
    place_ = Place::attachment;
    attachment_url_ = {};
    attachment_type_.clear();
  } else {
    skip_container("an object");
  }
  return end_event();
}

bool JsonFeedHandler::start_array(std::size_t) {
  begin_event();
  if (ignored_depth_ > 0) {
    ++ignored_depth_;
  } else if (place_ == Place::feed && name_ == "items" && !has_items_) {
    place_ = Place::items;
    has_items_ = true;
  } else if (place_ == Place::feed && name_ == "items") {
    diagnostics_.warning(offset_, "'items' is there twice: the first one counts", "/items");
    ignored_depth_ = 1;
  } else if (place_ == Place::item && name_ == "tags") {
    place_ = Place::tags;
    entry_.tags.clear();
    tag_index_ = 0;
  } else if (place_ == Place::item && name_ == "attachments") {
    place_ = Place::attachments;
  } else {
    skip_container("an array");
  }
  return end_event();
}

bool JsonFeedHandler::end_object() {
  if (ignored_depth_ > 0) {
    --ignored_depth_;
  } else if (place_ == Place::extension) {
    place_ = Place::item;
  } else if (place_ == Place::feed_extension) {
    place_ = Place::feed;
  } else if (place_ == Place::attachment) {
    if (is_image_type(attachment_type_) && entry_.image.is_empty()) entry_.image = attachment_url_;
    place_ = Place::attachments;
  } else if (place_ == Place::item) {
    finish_item();
    place_ = Place::items;
    ++item_index_;
  } else {
    place_ = Place::document;
  }
  return end_event();
}

bool JsonFeedHandler::end_array() {
  if (ignored_depth_ > 0) {
    --ignored_depth_;
  } else {
    place_ = place_ == Place::tags || place_ == Place::attachments ? Place::item : Place::feed;
  }
  return end_event();
}

// Warns about a name that is not one of JSON Feed's but similar to one. Names with "_" in front are
// extensions.
void JsonFeedHandler::check_spelling(const std::string& name) {
  const bool is_item = place_ == Place::item;
  if ((!is_item && place_ != Place::feed) || name.starts_with('_')) return;
  const auto& names = is_item ? item_names : feed_names;
  if (is_name(names, name)) return;
  const auto meant = did_you_mean(name, names);
  if (meant.empty()) return;
  diagnostics_.warning(offset_, [&] {
    return Description{quote(name) + " means nothing here: did you mean '" + meant + "'?",
                       (is_item ? item_pointer() : std::string()) + "/" + printable(name, 80)};
  });
}

bool JsonFeedHandler::key(std::string& name) {
  begin_event();
  if (ignored_depth_ == 0) {
    check_spelling(name);
    name_ = std::move(name);
  }
  return end_event();
}

bool JsonFeedHandler::parse_error(std::size_t position, const std::string& token,
                                  const nlohmann::json::exception& problem) {
  const auto syntax = json_syntax_problem(bytes_, position > 0 ? position - 1 : 0, token, problem.what());
  diagnostics_.error(syntax.offset, syntax.message);
  is_broken_ = true;
  return false;
}

void JsonFeedHandler::finish_item() {
  if (entry_.url.is_empty()) entry_.url = external_url_;
  if (content_html_.is_empty()) {
    entry_.content = std::exchange(entry_.content_text, {});
  } else {
    content_html_.is_html = true;
    entry_.content = std::move(content_html_);
  }
  builder_.add(std::move(entry_), head_);
  entry_ = {};
}

news::Feed JsonFeedHandler::finish() {
  if (is_broken_) return {};
  if (!is_object_) {
    diagnostics_.error(
        feed_offset_,
        "no feed: a JSON Feed is an object that begins with \"version\": \"https://jsonfeed.org/version/1.1\"");
    return {};
  }
  const bool has_version = version_.text.find("jsonfeed.org/version/") != std::string::npos;
  if (!has_items_) {
    diagnostics_.error(feed_offset_, "no 'items': a feed needs an array of items, which may be empty");
    return {};
  }
  if (!has_version && item_index_ == 0) {
    diagnostics_.error(feed_offset_, "no feed: it has neither a version of JSON Feed nor an item");
    return {};
  }
  if (version_.is_empty()) {
    diagnostics_.warning(feed_offset_,
                         "no 'version': a feed begins with \"version\": \"https://jsonfeed.org/version/1.1\"");
  } else if (version_.text != "https://jsonfeed.org/version/1.1" && version_.text != "https://jsonfeed.org/version/1") {
    diagnostics_.warning(version_.offset, quote(version_.text) + " is read as 'https://jsonfeed.org/version/1.1'",
                         "/version");
  }
  return builder_.finish(head_, feed_offset_);
}

}  // namespace reading
