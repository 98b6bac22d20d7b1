#include "reading/xml_feed_handler.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ascii.h"
#include "escape_html.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

constexpr std::size_t max_depth = 256;

bool is_image(const Attributes& attributes) {
  const auto type = to_lower(value_of(attributes, "type"));
  if (type.starts_with("image/") || value_of(attributes, "medium") == "image") return true;
  if (!type.empty() || !value_of(attributes, "medium").empty()) return false;
  const auto url = to_lower(value_of(attributes, "url"));
  return url.ends_with(".jpg") || url.ends_with(".jpeg") || url.ends_with(".png") || url.ends_with(".webp");
}

}  // namespace

void XmlFeedHandler::start(const std::string& name, Vocabulary vocabulary, Attributes attributes, std::size_t offset) {
  ++depth_;
  if (depth_ > max_depth) return;
  if (capture_) return start_in_capture(name, attributes);
  const auto lower = to_lower(name);
  if (depth_ == 1) return start_root(lower, vocabulary, attributes, offset);
  if (format_ == Format::none || skipped_depth_ > 0) return;
  remember_base_and_language(attributes);
  if (is_item(lower, vocabulary)) return start_item(attributes, offset);
  if (item_depth_ > 0) return start_in_item(lower, vocabulary, std::move(attributes), offset);
  start_in_feed(lower, vocabulary, std::move(attributes), offset);
}

void XmlFeedHandler::end(const std::string& name) {
  if (depth_ == 0) return;
  if (depth_ <= max_depth) {
    if (capture_ && capture_->depth == depth_) {
      finish_capture();
    } else if (capture_) {
      capture_->markup += "</" + name + ">";
    }
    if (skipped_depth_ == depth_) skipped_depth_ = 0;
    if (item_depth_ == depth_) finish_item();
    while (!scopes_.empty() && scopes_.back().depth == depth_) scopes_.pop_back();
  }
  --depth_;
}

void XmlFeedHandler::text(std::string_view text) {
  if (!capture_) return;
  capture_->text += text;
  capture_->markup += escape_html(text);
}

news::Feed XmlFeedHandler::finish(bool is_whole, std::size_t broken_offset, const std::string& problem) {
  while (depth_ > 0 && !is_whole) end("");  // closes what was open where the document broke off
  if (format_ == Format::none) {
    diagnostics_.error(0, root_.empty() ? "no feed: there is no element in it"
                                        : "no feed: the first element is <" + printable(root_, 40) +
                                              ">, and not <rss>, <feed> or <rdf:RDF>");
    return {};
  }
  if (!is_whole) {
    if (items_ == 0) {
      diagnostics_.error(broken_offset, "the XML is broken, and no item comes before: " + problem);
      return {};
    }
    diagnostics_.warning(broken_offset, "the XML is broken and was read as far as it goes: " + problem);
  }
  return builder_.finish(head_, root_offset_);
}

void XmlFeedHandler::start_root(const std::string& name, Vocabulary vocabulary, const Attributes& attributes,
                                std::size_t offset) {
  root_ = name;
  root_offset_ = offset;
  if (name == "rss" || name == "channel") format_ = Format::rss;
  if (name == "rdf") format_ = Format::rdf;
  if (name == "feed" && vocabulary != Vocabulary::other) format_ = Format::atom;
  if (name == "channel") channel_depth_ = 1;
  if (name == "feed") channel_depth_ = 1;
  remember_base_and_language(attributes);
  if (channel_depth_ == 1) read_head_attributes(offset);
}

void XmlFeedHandler::remember_base_and_language(const Attributes& attributes) {
  auto base = value_of(attributes, "xml:base");
  auto language = value_of(attributes, "xml:lang");
  if (base.empty() && language.empty()) return;
  scopes_.push_back({depth_, std::move(base), std::move(language)});
}

std::string XmlFeedHandler::base() const {
  std::string inner;
  for (const auto& scope : scopes_) {
    if (!scope.base.empty()) inner = scope.base;
  }
  return inner;
}

std::string XmlFeedHandler::language() const {
  std::string inner;
  for (const auto& scope : scopes_) {
    if (!scope.language.empty()) inner = scope.language;
  }
  return inner;
}

void XmlFeedHandler::read_head_attributes(std::size_t offset) {
  if (head_.language.is_empty() && !language().empty()) head_.language = said(language(), offset, "xml:lang");
  if (head_.base.is_empty() && !base().empty()) head_.base = said(base(), offset, "xml:base");
}

bool XmlFeedHandler::is_item(const std::string& name, Vocabulary vocabulary) const {
  if (item_depth_ > 0) return false;
  if (format_ == Format::atom) return name == "entry" && depth_ == 2;
  return (name == "item" && vocabulary == Vocabulary::rss && depth_ >= 2 && depth_ <= 4) ||
         (name == "entry" && vocabulary == Vocabulary::atom);
}

Said XmlFeedHandler::said(std::string text, std::size_t offset, const std::string& name) const {
  Said made;
  made.text = std::move(text);
  made.offset = offset;
  made.pointer = item_depth_ > 0 ? entry_.pointer + "/" + name : name;
  return made;
}

void XmlFeedHandler::start_item(const Attributes& attributes, std::size_t offset) {
  entry_ = {};
  item_depth_ = depth_;
  published_rank_ = modified_rank_ = content_rank_ = title_rank_ = link_rank_ = image_rank_ = 0;
  guid_url_ = {};
  entry_.offset = offset;
  entry_.pointer = (format_ == Format::atom ? "entry[" : "item[") + std::to_string(++items_) + "]";
  entry_.dates_are_rfc822 = format_ != Format::atom;
  if (!base().empty()) entry_.base = said(base(), offset, "xml:base");
  if (const auto about = value_of(attributes, "about"); !about.empty()) entry_.id = said(about, offset, "rdf:about");
}

void XmlFeedHandler::finish_item() {
  item_depth_ = 0;
  if (entry_.url.is_empty()) entry_.url = guid_url_;
  builder_.add(std::move(entry_), head_);
  entry_ = {};
}

void XmlFeedHandler::begin_capture(const std::string& name, Vocabulary vocabulary, Attributes attributes,
                                   std::size_t offset) {
  capture_ = Capture{depth_, name, vocabulary, std::move(attributes), offset, "", "", false};
}

void XmlFeedHandler::start_in_capture(const std::string& name, const Attributes& attributes) {
  capture_->has_elements = true;
  capture_->markup += "<" + name;
  for (const auto& [key, value] : attributes) capture_->markup += " " + key + "=\"" + escape_html(value) + "\"";
  capture_->markup += ">";
}

void XmlFeedHandler::start_in_feed(const std::string& name, Vocabulary vocabulary, Attributes attributes,
                                   std::size_t offset) {
  if (name == "channel" && vocabulary == Vocabulary::rss && channel_depth_ == 0) {
    channel_depth_ = depth_;
    read_head_attributes(offset);
    return;
  }
  if (name == "items" || (name == "seq" && vocabulary == Vocabulary::rdf)) return;
  // True for the channel itself, but not for its image, cloud or text input.
  const bool is_own = channel_depth_ > 0 && depth_ == channel_depth_ + 1;
  if (!is_own) {
    if (channel_depth_ == 0 && name != "channel") skipped_depth_ = depth_;
    return;
  }
  static constexpr auto read =
      std::to_array<std::string_view>({"title", "description", "subtitle", "tagline", "link", "language", "lang"});
  if (name == "link" && vocabulary == Vocabulary::atom) {
    read_atom_link_of_feed(attributes, offset);
    skipped_depth_ = depth_;
  } else if (std::find(read.begin(), read.end(), name) != read.end()) {
    begin_capture(name, vocabulary, std::move(attributes), offset);
  } else {
    skipped_depth_ = depth_;
  }
}

void XmlFeedHandler::read_atom_link_of_feed(const Attributes& attributes, std::size_t offset) {
  const auto relation = value_of(attributes, "rel");
  const auto href = value_of(attributes, "href");
  if (relation == "self") head_.feed_url = said(href, offset, "link");
  if ((relation.empty() || relation == "alternate") && head_.home_page_url.is_empty()) {
    head_.home_page_url = said(href, offset, "link");
  }
}

void XmlFeedHandler::start_in_item(const std::string& name, Vocabulary vocabulary, Attributes attributes,
                                   std::size_t offset) {
  if (name == "source" && vocabulary == Vocabulary::atom) {
    skipped_depth_ = depth_;
    return;
  }
  if (vocabulary == Vocabulary::media && name == "group") return;
  if ((vocabulary == Vocabulary::media && (name == "thumbnail" || name == "content")) || name == "enclosure" ||
      (vocabulary == Vocabulary::itunes && name == "image")) {
    const bool is_thumbnail = name == "thumbnail" || name == "image";
    const int rank = is_thumbnail ? 1 : 2;
    auto url = value_of(attributes, vocabulary == Vocabulary::itunes ? "href" : "url");
    if (rank > image_rank_ && !url.empty() && (is_thumbnail || is_image(attributes))) {
      image_rank_ = rank;
      entry_.image = said(std::move(url), offset, name);
    }
    return;
  }
  if (depth_ != item_depth_ + 1 && vocabulary != Vocabulary::media) {
    return;
  }
  if (name == "link" && (vocabulary == Vocabulary::atom || !value_of(attributes, "href").empty())) {
    return read_atom_link(attributes, offset);
  }
  if (name == "category" && !value_of(attributes, "term").empty()) {
    const auto label = value_of(attributes, "label");
    entry_.tags.push_back(said(label.empty() ? value_of(attributes, "term") : label, offset, name));
    return;
  }
  begin_capture(name, vocabulary, std::move(attributes), offset);
}

void XmlFeedHandler::read_atom_link(const Attributes& attributes, std::size_t offset) {
  const auto relation = value_of(attributes, "rel");
  const auto type = value_of(attributes, "type");
  auto href = value_of(attributes, "href");
  if (relation == "enclosure") {
    if (type.starts_with("image/") && image_rank_ < 2) {
      image_rank_ = 2;
      entry_.image = said(std::move(href), offset, "link");
    }
    return;
  }
  if (!relation.empty() && relation != "alternate") return;
  const int rank = type.empty() || type == "text/html" ? 2 : 1;
  if (rank <= link_rank_) return;
  link_rank_ = rank;
  entry_.url = said(std::move(href), offset, "link");
}

Said XmlFeedHandler::content_of(Capture& capture) const {
  const auto type = to_lower(value_of(capture.attributes, "type"));
  Said made = said("", capture.offset, capture.name);
  if (capture.vocabulary == Vocabulary::atom) {
    const auto mode = value_of(capture.attributes, "mode");
    const bool is_html = type == "html" || type == "xhtml" || type == "text/html" || type == "application/xhtml+xml";
    if (capture.has_elements) {
      made.text = std::move(capture.markup);
      made.is_html = true;
    } else {
      made.text = std::move(capture.text);
      made.is_html = is_html || mode == "escaped";
    }
    // Text of type "text" is shown as it is, even if it looks like HTML (RFC 4287, section
    // 3.1.1.1).
    return made;
  }
  if (capture.has_elements) {
    made.text = std::move(capture.markup);
    made.is_html = true;
  } else {
    made.text = std::move(capture.text);
    made.may_be_html = true;
    if (type == "plain" || type == "text/plain") made.may_be_html = false;
  }
  return made;
}

void XmlFeedHandler::finish_capture() {
  auto capture = std::move(*capture_);
  capture_.reset();
  if (item_depth_ > 0) {
    finish_in_item(capture);
  } else {
    finish_in_feed(capture);
  }
}

void XmlFeedHandler::finish_in_feed(Capture& capture) {
  const auto& name = capture.name;
  const auto set = [](Said& to, Said value) {
    if (to.is_empty() && !fold_spaces(value.text).empty()) to = std::move(value);
  };
  if (name == "title") {
    if (capture.vocabulary != Vocabulary::media) set(head_.title, content_of(capture));
  } else if (name == "description" || name == "subtitle" || name == "tagline") {
    set(head_.description, content_of(capture));
  } else if (name == "link") {
    set(head_.home_page_url, said(fold_spaces(capture.text), capture.offset, name));
  } else if (name == "language" || name == "lang") {
    auto value = said(fold_spaces(capture.text), capture.offset, name);
    if (capture.vocabulary == Vocabulary::rss && !value.is_empty()) {
      head_.language = std::move(value);
    } else {
      set(head_.language, std::move(value));
    }
  }
}

void XmlFeedHandler::set_ranked(Said& to, int& rank, int new_rank, Said value) {
  if (new_rank <= rank || fold_spaces(value.text).empty()) return;
  rank = new_rank;
  to = std::move(value);
}

void XmlFeedHandler::finish_in_item(Capture& capture) {
  const auto own_language = value_of(capture.attributes, "xml:lang");
  if (entry_.language.is_empty() && !own_language.empty()) {
    entry_.language = said(own_language, capture.offset, "xml:lang");
  }
  if (!read_text_member(capture) && !read_date_member(capture)) read_name_member(capture);
  if (entry_.language.is_empty() && !language().empty() && language() != head_.language.text) {
    entry_.language = said(language(), capture.offset, "xml:lang");
  }
}

bool XmlFeedHandler::is_core(const Capture& capture) {
  return capture.vocabulary == Vocabulary::rss || capture.vocabulary == Vocabulary::atom;
}

Said XmlFeedHandler::plain(const Capture& capture) const {
  return said(fold_spaces(capture.text), capture.offset, capture.name);
}

bool XmlFeedHandler::read_text_member(Capture& capture) {
  const auto& name = capture.name;
  if (name == "title") {
    set_ranked(entry_.title, title_rank_, is_core(capture) ? 3 : is_dublin(capture) ? 2 : 1, content_of(capture));
  } else if (name == "encoded" && capture.vocabulary == Vocabulary::content) {
    if (content_rank_ > 0 && entry_.summary.is_empty()) entry_.summary = entry_.content;
    auto value = content_of(capture);
    value.is_html = true;
    set_ranked(entry_.content, content_rank_, 5, std::move(value));
  } else if ((name == "content" && is_core(capture)) ||
             (name == "body" && (capture.vocabulary == Vocabulary::xhtml || is_core(capture)))) {
    if (!value_of(capture.attributes, "src").empty() && entry_.url.is_empty()) {
      entry_.url = said(value_of(capture.attributes, "src"), capture.offset, name);
    }
    set_ranked(entry_.content, content_rank_, 4, content_of(capture));
  } else if (name == "description" && capture.vocabulary != Vocabulary::other) {
    read_description(capture);
  } else if (name == "summary" && (is_core(capture) || capture.vocabulary == Vocabulary::itunes)) {
    auto value = content_of(capture);
    if (entry_.summary.is_empty() && !fold_spaces(value.text).empty()) entry_.summary = std::move(value);
  } else {
    return false;
  }
  return true;
}

void XmlFeedHandler::read_description(Capture& capture) {
  auto value = content_of(capture);
  const int rank = is_core(capture) ? 3 : 1;
  if (content_rank_ > rank && entry_.summary.is_empty() && rank == 3) {
    entry_.summary = std::move(value);
  } else {
    set_ranked(entry_.content, content_rank_, rank, std::move(value));
  }
}

bool XmlFeedHandler::read_date_member(const Capture& capture) {
  const auto& name = capture.name;
  if (name == "updated" || name == "modified") {
    set_ranked(entry_.modified, modified_rank_, 1, plain(capture));
    return true;
  }
  const int rank = name == "pubdate" || name == "published"                       ? 3
                   : name == "issued" || (name == "date" && is_dublin(capture))   ? 2
                   : name == "created" && capture.vocabulary != Vocabulary::media ? 1
                                                                                  : 0;
  if (rank > 0) set_ranked(entry_.published, published_rank_, rank, plain(capture));
  return rank > 0;
}

void XmlFeedHandler::read_name_member(Capture& capture) {
  const auto& name = capture.name;
  if (name == "guid" || (name == "id" && is_core(capture))) {
    auto id_said = plain(capture);
    if (!entry_.id.is_empty() && !id_said.is_empty() && entry_.id.text != id_said.text) {
      diagnostics_.warning(id_said.offset,
                           "a second id in one item, " + quote(id_said.text) +
                               ", takes the place of the first: is the end of an item missing?",
                           id_said.pointer);
    }
    entry_.id = std::move(id_said);
    // RSS 2.0: a guid is a URL unless isPermaLink is false.
    const bool is_link = name == "guid" && to_lower(value_of(capture.attributes, "isPermaLink")) != "false" &&
                         to_lower(value_of(capture.attributes, "ispermalink")) != "false";
    const auto& id = entry_.id.text;
    if (is_link && (id.starts_with("http://") || id.starts_with("https://"))) guid_url_ = entry_.id;
  } else if (name == "link" && is_core(capture)) {
    set_ranked(entry_.url, link_rank_, 3, plain(capture));
  } else if (name == "category" || (name == "subject" && is_dublin(capture))) {
    auto value = content_of(capture);
    if (!fold_spaces(value.text).empty()) entry_.tags.push_back(std::move(value));
  } else if (name == "language" && is_dublin(capture)) {
    entry_.language = plain(capture);
  }
}

}  // namespace reading
