#include "reading/feed_builder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "ascii.h"
#include "background.h"
#include "news/ids.h"
#include "news/language_tag.h"
#include "news/timestamp.h"
#include "reading/feed_date.h"
#include "reading/html_text.h"
#include "reading/link.h"
#include "reading/odd_day.h"
#include "reading/plain_text.h"
#include "reading/rich_text.h"
#include "reading/url.h"

namespace reading {
namespace {

// For a format that does not say whether text is HTML: true if it has a tag or a character
// reference.
bool looks_like_html(std::string_view text) {
  for (auto at = text.find_first_of("<&"); at != std::string_view::npos; at = text.find_first_of("<&", at + 1)) {
    auto rest = text.substr(at + 1);
    if (text[at] == '<') {
      if (rest.starts_with('/') || rest.starts_with('!')) rest.remove_prefix(1);
      if (!rest.empty() && (is_alpha(rest.front()) || rest.front() == '-') && rest.find('>') != std::string_view::npos)
        return true;
      continue;
    }
    const auto end = rest.find(';');
    if (end == std::string_view::npos || end == 0 || end > 10) continue;
    const auto name = rest.substr(0, end);
    if (name.front() == '#' ||
        std::all_of(name.begin(), name.end(), [](char c) { return is_alpha(c) || is_digit(c); })) {
      return true;
    }
  }
  return false;
}

// Whether plain text has an HTML element with its end tag. "a < b" and "<b>" alone are text.
bool has_tag(std::string_view text) {
  const auto end = text.find("</");
  return end != std::string_view::npos && end + 2 < text.size() && is_alpha(text[end + 2]) && looks_like_html(text);
}

constexpr std::size_t excerpt_characters = 300;
constexpr std::size_t excerpt_slack = 100;  // a text that is only a little longer is shown whole

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The beginning of a long text, cut after a sentence, or otherwise after a word. "" for a short
// text.
std::string excerpt_of(std::string_view text) {
  if (text.size() <= excerpt_characters || characters(text) <= excerpt_characters + excerpt_slack) return "";
  std::size_t end = 0;
  for (std::size_t count = 0; end < text.size(); ++end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && ++count > excerpt_characters) break;
  }
  const auto beginning = text.substr(0, end);
  std::size_t sentence = 0;
  for (const std::string_view mark : {". ", "! ", "? ", "。", "！", "？", "؟ "}) {
    if (const auto at = beginning.rfind(mark); at != std::string_view::npos) {
      sentence = std::max(sentence, at + mark.size() - (mark.ends_with(' ') ? 1 : 0));
    }
  }
  if (sentence > beginning.size() / 2) return std::string(beginning.substr(0, sentence)) + " …";
  const auto word = beginning.rfind(' ');
  auto cut = word == std::string_view::npos ? beginning : beginning.substr(0, word);
  while (!cut.empty() && std::string_view(" ,;:-").find(cut.back()) != std::string_view::npos) cut.remove_suffix(1);
  return std::string(cut) + " …";
}

// The last meaningful part of a URL's path: "bridge" for
// "https://news.example/2023/07/30/bridge.html".
std::string_view last_part(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url = url.substr(scheme + 3);
  url = url.substr(0, url.find_first_of("?#"));
  const auto path = url.find('/');
  if (path == std::string_view::npos) return {};
  url = url.substr(path);
  while (url.ends_with('/')) url.remove_suffix(1);
  auto part = url.substr(std::min(url.rfind('/') + 1, url.size()));
  if (const auto stop = part.rfind('.'); stop != std::string_view::npos && stop > 0) part = part.substr(0, stop);
  return part;
}

// FNV-1a: the same in every process and on every machine.
std::string short_hash(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  std::string digits;
  for (int shift = 28; shift >= 0; shift -= 4) digits += "0123456789abcdef"[hash >> shift & 0xFu];
  return digits;
}

bool has_letter(std::string_view text) { return std::any_of(text.begin(), text.end(), is_alpha); }

// For an id that is not fit for a URL's path.
std::string readable_path(const news::Item& item) {
  auto path = news::make_slug(last_part(item.id));
  if (!has_letter(path) && !item.title.empty()) path = news::make_slug(item.title);
  if (has_letter(path)) return path;
  if (item.days) return news::to_string(item.days->first) + (path.empty() ? "" : "-" + path);
  return path.empty() ? "item" : path;
}

// The URL against which links are resolved, if nothing that may follow in the file can change it.
std::optional<std::string> early_base(const Head& head) {
  for (const auto* said : {&head.base, &head.home_page_url}) {
    if (!said->is_empty()) return resolve_url(said->text, "", Schemes::web);
  }
  return std::nullopt;
}

// "https://...". A relative link may have "://" too, in its query.
bool has_scheme(std::string_view link) {
  const auto end = link.find("://");
  return end != std::string_view::npos && std::all_of(link.begin(), link.begin() + end, is_alpha);
}

bool may_have_relative_links(const Entry& entry) {
  for (const auto* said : {&entry.url, &entry.image, &entry.base}) {
    if (!said->is_empty() && !has_scheme(said->text)) return true;
  }
  const auto may_have_link = [](const Said& text) {
    return (text.is_html || text.may_be_html) && text.text.find('=') != std::string::npos;
  };
  return may_have_link(entry.content) || may_have_link(entry.content_text) || may_have_link(entry.summary);
}

}  // namespace

void FeedBuilder::warn(const Said& said, std::string message) {
  diagnostics_.warning(said.offset, std::move(message), said.pointer);
}

void FeedBuilder::add(Entry entry, const Head& head) {
  ++seen_;
  if (!base_ && waiting_.empty()) base_ = early_base(head);
  if (base_) return make_item(std::move(entry), *base_);
  // Items are made in the order of the file: behind one that waits, all wait.
  if (waiting_.empty() && !may_have_relative_links(entry)) return make_item(std::move(entry), "");
  waiting_.push_back(std::move(entry));
  background::end_piece();
}

void FeedBuilder::leave_out(std::size_t offset, std::string_view why, std::string pointer) {
  ++seen_;
  say_left_out(offset, why, std::move(pointer));
}

void FeedBuilder::say_left_out(std::size_t offset, std::string_view why, std::string pointer) {
  diagnostics_.warning(offset, std::string(why) + "; it is left out", std::move(pointer));
}

std::string FeedBuilder::without_controls(std::string text, const Said& said) {
  const auto control = find_control(text);
  if (!control) return text;
  warn(said, "control character " + *control + " in " + quote(text) + " is taken out");
  return erase_controls(text);
}

// For a title, a name or a tag: one line.
std::string FeedBuilder::plain(const Said& said) {
  const bool is_html = said.is_html || (said.may_be_html && looks_like_html(said.text));
  auto text = is_html ? html_to_text(said.text) : said.text;
  // Some programs escape text twice.
  if (is_html && said.may_be_html && text.find('&') != std::string::npos && looks_like_html(text))
    text = html_to_text(text);
  return fold_spaces(without_controls(std::move(text), said));
}

std::string FeedBuilder::language(const Said& said) {
  if (said.is_empty()) return "";
  auto tag = fold_spaces(said.text);
  std::replace(tag.begin(), tag.end(), '_', '-');
  if (news::is_language_tag(tag)) return tag;
  warn(said, quote(said.text) + " is not a language tag and is ignored: write 'en' or 'en-GB' (BCP 47)");
  return "";
}

void FeedBuilder::read_texts(Draft& draft, std::string_view base) {
  auto& [item, entry] = draft;
  item.title = plain(entry.title);
  if (!entry.title.is_html && !entry.title.may_be_html && looks_like_html(entry.title.text)) {
    warn(entry.title, "the title has HTML or entities, which are shown as they are: titles are plain text");
  }
  item.summary = plain(entry.summary);
  const auto& content = entry.content;
  const bool is_html = content.is_html || (content.may_be_html && looks_like_html(content.text));
  auto shaped =
      is_html ? read_rich_text(content.text, base) : read_plain_paragraphs(without_controls(content.text, content));
  if (is_html && find_control(shaped.text)) {
    shaped.text = erase_controls(shaped.text);
    shaped.markup = erase_controls(shaped.markup);
  }
  if (!entry.content_text.is_empty()) shaped.text = plain(entry.content_text);
  for (const auto* text : {&entry.content, &entry.content_text, &entry.summary}) {
    if (!text->is_html && !text->may_be_html && has_tag(text->text)) {
      warn(*text,
           "the text has HTML, which is shown as it is: this member is plain text, HTML belongs into content_html");
    }
  }
  item.text = std::move(shaped.text);
  item.markup = std::move(shaped.markup);
  if (item.text.empty()) {
    item.markup.clear();
    if (!item.summary.empty()) {
      diagnostics_.warning(entry.offset, "no content: the summary is shown in its place", entry.pointer);
      item.text = std::move(item.summary);
      item.summary.clear();
    } else if (!item.title.empty()) {
      diagnostics_.warning(entry.offset, "no content and no summary: only the title is shown", entry.pointer);
    }
  }
  if (item.summary == item.text) item.summary.clear();
  // An item with our own days was written for lists, so it is shown whole.
  if (!entry.has_days) item.excerpt = excerpt_of(item.summary.empty() ? item.text : item.summary);
}

void FeedBuilder::check_day(const Said& said, news::Date day) {
  if (const auto problem = problem_with_day(day)) warn(said, *problem);
}

void FeedBuilder::read_dates(Draft& draft) {
  auto& item = draft.item;
  const auto& entry = draft.entry;
  const auto read = [&](const Said& said) -> std::optional<FeedDate> {
    if (said.is_empty()) return std::nullopt;
    auto date = read_feed_date(said.text);
    if (!date) {
      warn(said, quote(said.text) +
                     " is not a date that exists and is ignored: write it as '2023-06-20T00:00:00Z' (RFC 3339)");
    } else if (!date->is_rfc3339 && !(entry.dates_are_rfc822 && date->is_rfc822)) {
      warn(said, quote(said.text) + " is read as " + date->rfc3339 + ": " +
                     (entry.dates_are_rfc822 ? "write it as 'Tue, 20 Jun 2023 00:00:00 GMT' (RFC 822)"
                                             : "write it so (RFC 3339)"));
    }
    return date;
  };
  const auto published = read(entry.published);
  const auto modified = read(entry.modified);
  if (published) item.date_published = published->rfc3339;
  if (modified) item.date_modified = modified->rfc3339;
  if (published || modified) {
    const auto day = (published ? published : modified)->day;
    item.days = news::Days{day, day};
    if (!entry.has_days) check_day(published ? entry.published : entry.modified, day);
  }
  if (entry.has_days) read_days(draft);
}

void FeedBuilder::read_days(Draft& draft) {
  auto& item = draft.item;
  const auto& entry = draft.entry;
  const auto day = [&](const Said& said) -> std::optional<news::Date> {
    if (said.is_empty()) return std::nullopt;
    auto date = news::parse_date(said.text);
    if (!date) warn(said, quote(said.text) + " is not a day that exists and is ignored: write it as '2023-06-20'");
    return date;
  };
  const auto start = day(entry.start);
  const auto end = day(entry.end);
  if (start) check_day(entry.start, *start);
  if (!start) {
    if (end) warn(entry.end, "an 'end' without a 'start' is ignored: the item needs both, or neither");
    return;
  }
  if (end && *end < *start) {
    warn(entry.end, "the end " + news::to_string(*end) + " is before the start " + news::to_string(*start) +
                        " and is ignored: the earlier day is the start");
    item.days = news::Days{*start, *start};
    return;
  }
  item.days = news::Days{*start, end.value_or(*start)};
}

void FeedBuilder::read_url(Draft& draft, std::string_view base) {
  auto& [item, entry] = draft;
  if (!entry.url.is_empty()) {
    if (const auto url = resolve_url(entry.url.text, base, Schemes::web_and_mail)) {
      item.url = *url;
      if (entry.base.is_empty() && problem_with_link(entry.url.text, Schemes::web_and_mail)) {
        warn(entry.url, quote(entry.url.text) + " is read as " + quote(*url) + ": write the whole URL");
      }
    } else {
      warn(entry.url,
           "the link is left out: " +
               problem_with_link(entry.url.text, Schemes::web_and_mail).value_or(quote(entry.url.text) + " is no URL"));
    }
  }
  if (!entry.image.is_empty()) {
    const auto image = resolve_url(entry.image.text, base, Schemes::web);
    if (image && image->starts_with("https://")) {
      item.image = *image;
      item.image_alt = plain(entry.image_alt);
    } else {
      warn(entry.image, quote(entry.image.text) + " is left out: an image needs a URL with https");
    }
  }
}

// Sets the id as it is in the file, and the path of the item's page, which we make.
void FeedBuilder::name(Draft& draft) {
  auto& [item, entry] = draft;
  item.id = erase_controls(entry.id.text);
  if (item.id.empty()) {
    const bool has_url = !item.url.empty();
    if (has_url) {
      item.id = item.url;
    } else if (item.days) {
      item.id = news::make_id(item.days->first, item.title.empty() ? item.text : item.title);
    } else {
      item.id = item.title.empty() ? item.text.substr(0, item.text.find(' ', 60)) : item.title;
    }
    diagnostics_.warning(entry.offset,
                         std::string("no id: the item is known by ") + (has_url     ? "its URL"
                                                                        : item.days ? "its day and title"
                                                                                    : "its title"),
                         entry.pointer);
  }
  auto path = item.id;
  if (!news::is_fit_id(path)) {
    path = readable_path(item);
    if (paths_.contains(path)) path += "-" + short_hash(item.id);
  }
  while (!paths_.insert(path).second) path += "-" + short_hash(path);
  if (path != item.id) item.path = std::move(path);
}

std::string FeedBuilder::site(const Said& said, std::string_view base) {
  if (said.is_empty()) return "";
  if (auto url = resolve_url(said.text, base, Schemes::web)) return *url;
  warn(said, "the link is left out: " + problem_with_link(said.text, Schemes::web).value_or("it is no URL"));
  return "";
}

// Whether there is something to show. Without title and text, that is the URL or the id.
bool FeedBuilder::can_be_shown(Draft& draft) {
  auto& item = draft.item;
  const auto& entry = draft.entry;
  if (!item.title.empty() || !item.text.empty()) return true;
  item.title = !item.url.empty() ? item.url : fold_spaces(erase_controls(entry.id.text));
  if (item.title.empty()) {
    say_left_out(entry.offset, "the item has no title, no text and no summary", entry.pointer);
    return false;
  }
  diagnostics_.warning(
      entry.offset,
      "no title, no text and no summary: the item is shown by its " + std::string(item.url.empty() ? "id" : "URL"),
      entry.pointer);
  return true;
}

bool FeedBuilder::is_new(const Entry& entry) {
  if (entry.id.is_empty()) return true;
  const auto [place, is_first] = pointers_by_id_.emplace(entry.id.text, entry.pointer);
  if (is_first) return true;
  const auto& first = place->second;
  diagnostics_.warning(entry.id.offset, [&] {
    return Description{"the id " + quote(entry.id.text) + " is that of " + first +
                           " too: each item needs an id of its own; it is left out",
                       entry.id.pointer};
  });
  return false;
}

// If a moment is not understood, the item is left out. Otherwise it could appear too early.
bool FeedBuilder::read_embargo(Draft& draft) {
  const auto& entry = draft.entry;
  for (const auto* said : {&entry.publish, &entry.expires}) {
    if (said->is_empty() || news::parse_timestamp(said->text)) continue;
    say_left_out(said->offset,
                 "the item has an embargo that is not understood, " + quote(said->text) +
                     ": a moment with its zone is needed, such as '2023-06-20T09:00:00+02:00' (RFC 3339)",
                 said->pointer);
    return false;
  }
  draft.item.publish = entry.publish.text;
  draft.item.expires = entry.expires.text;
  return true;
}

void FeedBuilder::make_item(Entry entry, std::string_view base) {
  Draft draft{{}, std::move(entry)};
  auto& item = draft.item;
  const auto own_base = draft.entry.base.is_empty() ? std::optional<std::string>()
                                                    : resolve_url(draft.entry.base.text, base, Schemes::web);
  read_texts(draft, own_base ? *own_base : base);
  read_url(draft, own_base ? *own_base : base);
  if (!can_be_shown(draft) || !is_new(draft.entry) || !read_embargo(draft)) return;
  read_dates(draft);
  name(draft);
  item.language = language(draft.entry.language);
  for (const auto& tag : draft.entry.tags) {
    auto text = plain(tag);
    if (!text.empty() && std::find(item.tags.begin(), item.tags.end(), text) == item.tags.end()) {
      item.tags.push_back(std::move(text));
    }
  }
  items_.push_back(std::move(item));
  background::end_piece();
}

news::Feed FeedBuilder::finish(const Head& head, std::size_t offset) {
  news::Feed feed;
  feed.title = plain(head.title);
  if (!head.title.is_html && !head.title.may_be_html && looks_like_html(head.title.text)) {
    warn(head.title, "the title has HTML or entities, which are shown as they are: titles are plain text");
  }
  if (feed.title.empty()) {
    feed.title = "Latest News";
    diagnostics_.warning(offset, "no title: the feed is titled 'Latest News'");
  }
  feed.description = plain(head.description);
  feed.heading = plain(head.heading);
  feed.language = language(head.language);
  const auto document_base = site(head.base, "");
  const auto feed_url = site(head.feed_url, document_base);
  feed.home_page_url = site(head.home_page_url, document_base.empty() ? feed_url : document_base);
  if (!base_) {
    base_ = !document_base.empty() ? document_base : !feed.home_page_url.empty() ? feed.home_page_url : feed_url;
  }
  for (auto& entry : std::exchange(waiting_, {})) make_item(std::move(entry), *base_);
  feed.items = std::move(items_);
  if (feed.items.empty() && seen_ > 0) {
    diagnostics_.error(offset, "none of the " + std::to_string(seen_) + " items can be shown");
  } else if (seen_ == 0) {
    diagnostics_.warning(offset, "the feed has no items");
  }
  return feed;
}

}  // namespace reading
