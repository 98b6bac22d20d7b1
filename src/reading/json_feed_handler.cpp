#include "reading/json_feed_handler.h"

#include <algorithm>

#include "news/moment.h"
#include "reading/html_text.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

constexpr std::string_view default_language = "en";

template <class Members>
bool has_member(const Members& members, std::uint32_t seen, std::string_view name) {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.name == name; });
  return (seen >> (found - members.begin()) & 1u) != 0;
}

// What nlohmann says, without its own place and with little of what it has read: that may be megabytes.
std::string syntax_problem(const std::string& said, const std::string& token) {
  constexpr std::size_t most_of_token = 40;
  auto text = said;
  if (const auto place = text.find("column "); place != std::string::npos) {
    if (const auto end = text.find(": ", place); end != std::string::npos) text.erase(0, end + 2);
  }
  if (token.size() > most_of_token) {
    auto from = token.size() - most_of_token;
    while (from < token.size() && (static_cast<unsigned char>(token[from]) & 0xC0) == 0x80) ++from;
    if (const auto at = text.find(token); at != std::string::npos) text.replace(at, from, "…");
  }
  return "not JSON: " + printable(text, 400);
}

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
      return "/" + std::string(current_.name);
    case Place::items:
      return item_pointer();
    case Place::item:
      return item_pointer() + "/" + std::string(current_.name);
    case Place::tags:
      return item_pointer() + "/tags/" + std::to_string(tag_index_);
    case Place::extension:
      return item_pointer() + "/_latest_news/" + std::string(current_.name);
  }
  return "";
}

void JsonFeedHandler::error(std::string message) { findings_.error(offset_, std::move(message), pointer()); }

void JsonFeedHandler::wrong_type(std::string_view type) {
  const auto is = std::string(type) + " is the wrong type";
  if (place_ == Place::document) return error(is + ": a feed is an object");
  if (place_ == Place::items) {
    error(is + ": an item is an object");
    ++item_index_;
  } else if (place_ == Place::tags) {
    error(is + ": a tag is a string");
    ++tag_index_;
  } else if (current_.is_known) {
    error(is + ": '" + std::string(current_.name) + "' is " + std::string(json_type(current_.kind)));
  }
}

bool JsonFeedHandler::null() {
  begin_event();
  if (ignored_depth_ == 0) wrong_type("null");
  return end_event();
}

bool JsonFeedHandler::boolean(bool value) {
  begin_event();
  if (ignored_depth_ == 0) wrong_type(value ? "true" : "false");
  return end_event();
}

bool JsonFeedHandler::number(const std::string& written) {
  begin_event();
  if (ignored_depth_ == 0) {
    if (place_ == Place::item && current_.is_known && current_.kind == Kind::id) {
      auto value = written;
      read_member(value);
    } else {
      wrong_type("a number");
    }
  }
  end_event();
  if (last_end_ > 0) --last_end_;  // the parser sees a number's end by the byte after it
  return true;
}

bool JsonFeedHandler::number_integer(std::int64_t value) { return number(std::to_string(value)); }
bool JsonFeedHandler::number_unsigned(std::uint64_t value) { return number(std::to_string(value)); }
bool JsonFeedHandler::number_float(double, const std::string& written) { return number(written); }
bool JsonFeedHandler::binary(nlohmann::json::binary_t&) { return true; }  // JSON has none

bool JsonFeedHandler::string(std::string& value) {
  begin_event();
  if (ignored_depth_ > 0) return end_event();
  if (place_ == Place::tags) {
    read_tag(value);
  } else if (place_ == Place::document || place_ == Place::items ||
             (current_.is_known && json_type(current_.kind) != json_type(Kind::text))) {
    wrong_type("a string");
  } else if (current_.is_known) {
    read_member(value);
  }
  return end_event();
}

void JsonFeedHandler::ignore_container(std::string_view type) {
  wrong_type(type);
  ignored_depth_ = 1;
}

bool JsonFeedHandler::start_object(std::size_t) {
  begin_event();
  if (ignored_depth_ > 0) {
    ++ignored_depth_;
  } else if (place_ == Place::document) {
    place_ = Place::feed;
    feed_offset_ = offset_;
  } else if (place_ == Place::items) {
    place_ = Place::item;
    item_ = {};
    state_ = {};
    state_.offset = offset_;
    seen_in_item_ = 0;
  } else if (place_ == Place::item && current_.is_known && current_.kind == Kind::extension) {
    place_ = Place::extension;
    seen_in_extension_ = 0;
    state_.start = state_.end = std::nullopt;
  } else {
    ignore_container("an object");
  }
  return end_event();
}

bool JsonFeedHandler::start_array(std::size_t) {
  begin_event();
  if (ignored_depth_ > 0) {
    ++ignored_depth_;
  } else if (place_ == Place::feed && current_.is_known && current_.kind == Kind::items) {
    place_ = Place::items;  // of two arrays the last one counts
    feed_.items.clear();
    indexes_by_id_.clear();
    item_index_ = 0;
  } else if (place_ == Place::item && current_.is_known && current_.kind == Kind::tags) {
    place_ = Place::tags;
    item_.tags.clear();
    tag_index_ = 0;
  } else {
    ignore_container("an array");
  }
  return end_event();
}

bool JsonFeedHandler::end_object() {
  if (ignored_depth_ > 0) {
    --ignored_depth_;
  } else if (place_ == Place::extension) {
    place_ = Place::item;
  } else if (place_ == Place::item) {
    finish_item();
    place_ = Place::items;
    ++item_index_;
  } else {
    finish_feed();
    place_ = Place::document;
  }
  return end_event();
}

bool JsonFeedHandler::end_array() {
  if (ignored_depth_ > 0) {
    --ignored_depth_;
  } else {
    place_ = place_ == Place::tags ? Place::item : Place::feed;
  }
  return end_event();
}

template <class Owner, std::size_t Count>
void JsonFeedHandler::choose_member(const std::array<Member<Owner>, Count>& members, Owner& owner, Seen& seen,
                                    std::string_view name) {
  current_ = {};
  for (std::size_t index = 0; index < Count; ++index) {
    const auto& member = members[index];
    if (member.name != name) continue;
    current_ = {true, member.name, member.kind, member.field ? &(owner.*member.field) : nullptr};
    const auto bit = Seen{1} << index;
    if ((seen & bit) != 0) {
      findings_.warning(offset_, [&] {
        return Description{quote(name) + " stands twice in one object: the last one counts", pointer()};
      });
    }
    seen |= bit;
  }
}

bool JsonFeedHandler::key(std::string& name) {
  begin_event();
  if (ignored_depth_ == 0) {
    if (place_ == Place::feed) choose_member(feed_members, feed_, seen_in_feed_, name);
    if (place_ == Place::item) choose_member(item_members, item_, seen_in_item_, name);
    if (place_ == Place::extension) choose_member(extension_members, extension_, seen_in_extension_, name);
  }
  return end_event();
}

bool JsonFeedHandler::parse_error(std::size_t position, const std::string& token,
                                  const nlohmann::json::exception& problem) {
  const auto offset = std::min(position > 0 ? position - 1 : 0, bytes_.size());
  findings_.error(offset, syntax_problem(problem.what(), token));
  return false;
}

void JsonFeedHandler::read_member(std::string& value) {
  if (const auto problem = problem_with(current_.kind, value)) return error(*problem);
  switch (current_.kind) {
    case Kind::text:
      *current_.field = fold_spaces(value);
      return;
    case Kind::html:
      state_.html = std::move(value);
      state_.html_offset = offset_;
      return;
    case Kind::language:
      return read_language(value);
    case Kind::start:
      state_.start = news::parse_date(value);
      return;
    case Kind::end:
      state_.end = news::parse_date(value);
      state_.end_offset = offset_;
      return;
    case Kind::id:
      check_id_is_new(value);
      break;
    case Kind::moment:
      if (current_.field != &item_.date_published) break;
      if (const auto moment = news::parse_moment(value)) state_.published = moment->day;
      break;
    default:
      break;
  }
  if (current_.field != nullptr) *current_.field = value;
}

void JsonFeedHandler::read_language(std::string_view value) {
  const bool is_tag = is_language_tag(value);
  if (!is_tag && !value.empty()) {
    findings_.warning(offset_, quote(value) + " is not a language tag and is ignored: write 'en' or 'en-GB' (BCP 47)",
                      pointer());
  }
  *current_.field = is_tag ? value : "";
}

void JsonFeedHandler::read_tag(std::string_view value) {
  if (const auto problem = problem_with(Kind::text, value)) error(*problem);
  auto tag = fold_spaces(value);
  if (!tag.empty()) item_.tags.push_back(std::move(tag));
  ++tag_index_;
}

void JsonFeedHandler::check_id_is_new(const std::string& id) {
  const auto [first, is_new] = indexes_by_id_.emplace(id, item_index_);
  if (is_new) return;
  findings_.error(offset_, [&, first = first] {
    return Description{"the id " + quote(id) + " is that of /items/" + std::to_string(first->second) +
                           " too: each item needs an id of its own",
                       pointer()};
  });
}

void JsonFeedHandler::finish_text() {
  if (has_member(item_members, seen_in_item_, "content_text")) return;
  if (!has_member(item_members, seen_in_item_, "content_html")) {
    findings_.error(state_.offset, "neither 'content_text' nor 'content_html': each item needs one of them",
                    item_pointer());
    return;
  }
  const auto html_pointer = item_pointer() + "/content_html";
  const auto text = html_to_text(state_.html);
  if (!text) {
    findings_.error(state_.html_offset,
                    "more than " + std::to_string(max_tags) + " tags: give the item a 'content_text'", html_pointer);
    return;
  }
  if (const auto problem = problem_with(Kind::text, *text)) {
    findings_.error(state_.html_offset, *problem, html_pointer);
  }
  item_.text = fold_spaces(*text);
}

void JsonFeedHandler::finish_days() {
  if (has_member(item_members, seen_in_item_, "_latest_news") && seen_in_extension_ != 0 &&
      !has_member(extension_members, seen_in_extension_, "start")) {
    findings_.error(state_.end_offset, "an 'end' without a 'start': the item needs both, or neither",
                    item_pointer() + "/_latest_news");
  }
  if (!state_.start) {
    if (state_.published) item_.days = news::Days{*state_.published, *state_.published};
    return;
  }
  const auto end = state_.end.value_or(*state_.start);
  if (end < *state_.start) {
    findings_.error(state_.end_offset,
                    "the end " + news::to_string(end) + " is before the start " + news::to_string(*state_.start) +
                        ": the earlier day is the start",
                    item_pointer() + "/_latest_news/end");
    return;
  }
  item_.days = news::Days{*state_.start, end};
}

void JsonFeedHandler::finish_item() {
  if (!has_member(item_members, seen_in_item_, "id")) {
    findings_.error(state_.offset, "no 'id': each item needs one, such as '2023-06-20-a-short-title'", item_pointer());
  }
  finish_text();
  finish_days();
  // A feed with errors is not handed out: its items would only cost memory.
  if (!findings_.has_errors()) feed_.items.push_back(std::move(item_));
}

void JsonFeedHandler::finish_feed() {
  const auto missing = [this](std::string_view name, const std::string& right) {
    if (has_member(feed_members, seen_in_feed_, name)) return;
    findings_.error(feed_offset_, "no '" + std::string(name) + "': " + right);
  };
  missing("version", "a feed begins with \"version\": \"https://jsonfeed.org/version/1.1\"");
  missing("title", "a feed needs one, such as \"title\": \"Latest News\"");
  missing("items", "a feed needs an array of items, which may be empty");
  if (feed_.language.empty()) feed_.language = default_language;
}

}  // namespace reading
