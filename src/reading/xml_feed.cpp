#include "reading/xml_feed.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <exception>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ascii.h"
#include "escape_html.h"
#include "reading/entry.h"
#include "reading/feed_builder.h"
#include "reading/plain_text.h"
#include "reading/rich_text.h"
#include "reading/xml_text.h"

namespace reading {
namespace {

constexpr std::size_t max_depth = 256;

// The vocabularies that are read. Names without a namespace also count as `rss`.
enum class Vocabulary { rss, atom, content, dublin_core, media, itunes, xhtml, rdf, other };

struct Namespace {
  std::string_view uri;
  std::string_view prefix;  // the usual prefix, for documents that do not declare it
  Vocabulary vocabulary;
};

constexpr auto namespaces = std::to_array<Namespace>({
    {"http://www.w3.org/2005/Atom", "atom", Vocabulary::atom},
    {"http://purl.org/atom/ns#", "", Vocabulary::atom},
    {"http://purl.org/rss/1.0/", "", Vocabulary::rss},
    {"http://purl.org/rss/1.0", "", Vocabulary::rss},
    {"http://my.netscape.com/rdf/simple/0.9/", "", Vocabulary::rss},
    {"http://channel.netscape.com/rdf/simple/0.9/", "", Vocabulary::rss},
    {"http://backend.userland.com/rss2", "", Vocabulary::rss},
    {"http://backend.userland.com/RSS2", "", Vocabulary::rss},
    {"http://blogs.law.harvard.edu/tech/rss", "", Vocabulary::rss},
    {"http://purl.org/rss/1.0/modules/content/", "content", Vocabulary::content},
    {"http://purl.org/dc/elements/1.1/", "dc", Vocabulary::dublin_core},
    {"http://purl.org/dc/elements/1.0/", "", Vocabulary::dublin_core},
    {"http://purl.org/dc/terms/", "dcterms", Vocabulary::dublin_core},
    {"http://search.yahoo.com/mrss/", "media", Vocabulary::media},
    {"http://search.yahoo.com/mrss", "", Vocabulary::media},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes", Vocabulary::itunes},
    {"http://www.w3.org/1999/xhtml", "xhtml", Vocabulary::xhtml},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", Vocabulary::rdf},
});

Vocabulary vocabulary_of(std::string_view uri, std::string_view prefix) {
  if (!uri.empty()) {
    for (const auto& one : namespaces) {
      if (one.uri == uri) return one.vocabulary;
    }
    if (uri.find("Atom") != std::string_view::npos) return Vocabulary::atom;
    return prefix.empty() ? Vocabulary::rss : Vocabulary::other;
  }
  if (prefix.empty()) return Vocabulary::rss;
  for (const auto& one : namespaces) {
    if (one.prefix == prefix) return one.vocabulary;
  }
  return Vocabulary::other;
}

struct Attribute {
  std::string name;  // "xml:lang" has its prefix, others do not
  std::string value;
};
using Attributes = std::vector<Attribute>;

std::string value_of(const Attributes& attributes, std::string_view name) {
  for (const auto& attribute : attributes) {
    if (attribute.name == name) return attribute.value;
  }
  return "";
}

bool is_image(const Attributes& attributes) {
  const auto type = to_lower(value_of(attributes, "type"));
  if (type.starts_with("image/") || value_of(attributes, "medium") == "image") return true;
  if (!type.empty() || !value_of(attributes, "medium").empty()) return false;
  const auto url = to_lower(value_of(attributes, "url"));
  return url.ends_with(".jpg") || url.ends_with(".jpeg") || url.ends_with(".png") || url.ends_with(".webp");
}

// An element whose content is collected: as text, and as markup.
struct Capture {
  std::size_t depth = 0;  // of the element in the document
  std::string name;
  Vocabulary vocabulary = Vocabulary::rss;
  Attributes attributes;
  std::size_t offset = 0;
  std::string text;
  std::string markup;
  bool has_elements = false;
};

class XmlFeedHandler {
 public:
  explicit XmlFeedHandler(DiagnosticCollector& findings) : diagnostics_(findings), builder_(findings) {}

  void start(const std::string& name, Vocabulary vocabulary, Attributes attributes, std::size_t offset) {
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

  void end(const std::string& name) {
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

  void text(std::string_view text) {
    if (!capture_) return;
    capture_->text += text;
    capture_->markup += escape_html(text);
  }

  news::Feed finish(bool is_whole, std::size_t broken_offset, const std::string& problem) {
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

  std::size_t items() const { return items_; }

 private:
  enum class Format { none, rss, rdf, atom };

  struct Scope {
    std::size_t depth;
    std::string base;
    std::string language;
  };

  void start_root(const std::string& name, Vocabulary vocabulary, const Attributes& attributes, std::size_t offset) {
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

  void remember_base_and_language(const Attributes& attributes) {
    auto base = value_of(attributes, "xml:base");
    auto language = value_of(attributes, "xml:lang");
    if (base.empty() && language.empty()) return;
    scopes_.push_back({depth_, std::move(base), std::move(language)});
  }

  std::string base() const {
    std::string inner;
    for (const auto& scope : scopes_) {
      if (!scope.base.empty()) inner = scope.base;
    }
    return inner;
  }

  std::string language() const {
    std::string inner;
    for (const auto& scope : scopes_) {
      if (!scope.language.empty()) inner = scope.language;
    }
    return inner;
  }

  void read_head_attributes(std::size_t offset) {
    if (head_.language.is_empty() && !language().empty()) head_.language = said(language(), offset, "xml:lang");
    if (head_.base.is_empty() && !base().empty()) head_.base = said(base(), offset, "xml:base");
  }

  bool is_item(const std::string& name, Vocabulary vocabulary) const {
    if (item_depth_ > 0) return false;
    if (format_ == Format::atom) return name == "entry" && depth_ == 2;
    return (name == "item" && vocabulary == Vocabulary::rss && depth_ >= 2 && depth_ <= 4) ||
           (name == "entry" && vocabulary == Vocabulary::atom);
  }

  Said said(std::string text, std::size_t offset, const std::string& name) const {
    Said made;
    made.text = std::move(text);
    made.offset = offset;
    made.pointer = item_depth_ > 0 ? entry_.pointer + "/" + name : name;
    return made;
  }

  void start_item(const Attributes& attributes, std::size_t offset) {
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

  void finish_item() {
    item_depth_ = 0;
    if (entry_.url.is_empty()) entry_.url = guid_url_;
    builder_.add(std::move(entry_), head_);
    entry_ = {};
  }

  void begin_capture(const std::string& name, Vocabulary vocabulary, Attributes attributes, std::size_t offset) {
    capture_ = Capture{depth_, name, vocabulary, std::move(attributes), offset, "", "", false};
  }

  void start_in_capture(const std::string& name, const Attributes& attributes) {
    capture_->has_elements = true;
    capture_->markup += "<" + name;
    for (const auto& [key, value] : attributes) capture_->markup += " " + key + "=\"" + escape_html(value) + "\"";
    capture_->markup += ">";
  }

  void start_in_feed(const std::string& name, Vocabulary vocabulary, Attributes attributes, std::size_t offset) {
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

  void read_atom_link_of_feed(const Attributes& attributes, std::size_t offset) {
    const auto relation = value_of(attributes, "rel");
    const auto href = value_of(attributes, "href");
    if (relation == "self") head_.feed_url = said(href, offset, "link");
    if ((relation.empty() || relation == "alternate") && head_.home_page_url.is_empty()) {
      head_.home_page_url = said(href, offset, "link");
    }
  }

  void start_in_item(const std::string& name, Vocabulary vocabulary, Attributes attributes, std::size_t offset) {
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

  void read_atom_link(const Attributes& attributes, std::size_t offset) {
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

  // The content of an element, and whether it is HTML.
  Said content_of(Capture& capture) const {
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

  void finish_capture() {
    auto capture = std::move(*capture_);
    capture_.reset();
    if (item_depth_ > 0) {
      finish_in_item(capture);
    } else {
      finish_in_feed(capture);
    }
  }

  void finish_in_feed(Capture& capture) {
    const auto& name = capture.name;
    const auto set = [](Said& to, Said value) {
      if (to.is_empty() && !fold_spaces(value.text).empty()) to = std::move(value);
    };
    if (name == "title" && capture.vocabulary != Vocabulary::media) set(head_.title, content_of(capture));
    if (name == "description" || name == "subtitle" || name == "tagline") set(head_.description, content_of(capture));
    if (name == "link") set(head_.home_page_url, said(fold_spaces(capture.text), capture.offset, name));
    if (name == "language" || name == "lang") {
      auto value = said(fold_spaces(capture.text), capture.offset, name);
      if (capture.vocabulary == Vocabulary::rss && !value.is_empty()) {
        head_.language = std::move(value);
      } else {
        set(head_.language, std::move(value));
      }
    }
  }

  void set_ranked(Said& to, int& rank, int new_rank, Said value) {
    if (new_rank <= rank || fold_spaces(value.text).empty()) return;
    rank = new_rank;
    to = std::move(value);
  }

  void finish_in_item(Capture& capture) {
    const auto own_language = value_of(capture.attributes, "xml:lang");
    if (entry_.language.is_empty() && !own_language.empty()) {
      entry_.language = said(own_language, capture.offset, "xml:lang");
    }
    if (!read_text_member(capture) && !read_date_member(capture)) read_name_member(capture);
    if (entry_.language.is_empty() && !language().empty() && language() != head_.language.text) {
      entry_.language = said(language(), capture.offset, "xml:lang");
    }
  }

  static bool is_core(const Capture& capture) {
    return capture.vocabulary == Vocabulary::rss || capture.vocabulary == Vocabulary::atom;
  }
  static bool is_dublin(const Capture& capture) { return capture.vocabulary == Vocabulary::dublin_core; }
  Said plain(const Capture& capture) const { return said(fold_spaces(capture.text), capture.offset, capture.name); }

  // Reads titles, contents, summaries. Returns whether the element is one of them.
  bool read_text_member(Capture& capture) {
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

  // Reads the content, or the summary if there is also a fuller content.
  void read_description(Capture& capture) {
    auto value = content_of(capture);
    const int rank = is_core(capture) ? 3 : 1;
    if (content_rank_ > rank && entry_.summary.is_empty() && rank == 3) {
      entry_.summary = std::move(value);
    } else {
      set_ranked(entry_.content, content_rank_, rank, std::move(value));
    }
  }

  bool read_date_member(const Capture& capture) {
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

  // Reads ids, links, categories, languages.
  void read_name_member(Capture& capture) {
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

  DiagnosticCollector& diagnostics_;
  FeedBuilder builder_;
  Format format_ = Format::none;
  Head head_;
  Entry entry_;
  Said guid_url_;
  std::string root_;
  std::size_t root_offset_ = 0;
  std::size_t depth_ = 0;
  std::size_t channel_depth_ = 0;
  std::size_t item_depth_ = 0;
  std::size_t skipped_depth_ = 0;
  std::size_t items_ = 0;
  int published_rank_ = 0;
  int modified_rank_ = 0;
  int content_rank_ = 0;
  int title_rank_ = 0;
  int link_rank_ = 0;
  int image_rank_ = 0;
  std::optional<Capture> capture_;
  std::vector<Scope> scopes_;
};

// The callbacks of libxml2, which is C: no exception may pass through them.
struct Caller {
  XmlFeedHandler& handler;
  xmlParserCtxt* context = nullptr;
  std::exception_ptr thrown;
  std::optional<std::size_t> broken_at;
  std::string problem;

  std::size_t offset() const {
    const auto* input = context->input;
    return input == nullptr
               ? 0
               : static_cast<std::size_t>(input->consumed) + static_cast<std::size_t>(input->cur - input->base);
  }

  template <class Call>
  static void call(void* caller, const Call& call) noexcept {
    auto& it = *static_cast<Caller*>(caller);
    if (it.thrown) return;
    try {
      call(it);
    } catch (...) {
      it.thrown = std::current_exception();
    }
  }

  static std::string text_of(const xmlChar* text) {
    return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
  }

  static void start(void* caller, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int, const xmlChar**,
                    int count, int, const xmlChar** attributes) {
    call(caller, [&](Caller& it) {
      auto local = text_of(name);
      auto short_name = text_of(prefix);
      // A prefix that is not declared stays in the name.
      if (const auto colon = local.find(':'); colon != std::string::npos && uri == nullptr) {
        short_name = local.substr(0, colon);
        local = local.substr(colon + 1);
      }
      Attributes read;
      for (int i = 0; i < count; ++i) {
        const xmlChar** one = attributes + std::ptrdiff_t{5} * i;
        auto key = text_of(one[0]);
        if (one[1] != nullptr && text_of(one[1]) == "xml") key.insert(0, "xml:");
        if (const auto colon = key.find(':'); colon != std::string::npos && !key.starts_with("xml:"))
          key = key.substr(colon + 1);
        read.push_back({std::move(key),
                        std::string(reinterpret_cast<const char*>(one[3]), reinterpret_cast<const char*>(one[4]))});
      }
      it.handler.start(local, vocabulary_of(text_of(uri), short_name), std::move(read), it.offset());
    });
  }
  static void end(void* caller, const xmlChar* name, const xmlChar*, const xmlChar*) {
    call(caller, [&](Caller& it) { it.handler.end(text_of(name)); });
  }
  static void text(void* caller, const xmlChar* bytes, int size) {
    call(caller, [&](Caller& it) {
      it.handler.text({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)});
    });
  }
  static void error(void* caller, xmlErrorPtr error) {
    call(caller, [&](Caller& it) {
      if (it.broken_at || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE) return;
      it.broken_at = it.offset();
      it.problem = fold_spaces(error->message == nullptr ? "" : error->message);
    });
  }
};

}  // namespace

bool looks_like_xml(std::string_view bytes) {
  const auto first = bytes.find_first_not_of(" \t\r\n\f\v");
  if (first == std::string_view::npos || bytes[first] != '<' || first + 1 >= bytes.size()) return false;
  const char next = bytes[first + 1];
  return next == '?' || next == '!' || is_alpha(next);
}

news::Feed read_xml_feed(std::string_view bytes, DiagnosticCollector& findings) {
  const auto first = std::min(bytes.find_first_not_of(" \t\r\n\f\v"), bytes.size());
  auto repaired = repair_xml(bytes.substr(first));
  repaired.erase(0, std::min(repaired.find_first_not_of(" \t\r\n"), repaired.size()));
  XmlFeedHandler handler(findings);
  Caller caller{handler, nullptr, nullptr, std::nullopt, ""};
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(xmlNewParserCtxt(), xmlFreeParserCtxt);
  if (context == nullptr || repaired.size() > std::numeric_limits<int>::max()) throw std::bad_alloc();
  caller.context = context.get();
  *context->sax = {};
  context->sax->initialized = XML_SAX2_MAGIC;
  context->sax->startElementNs = Caller::start;
  context->sax->endElementNs = Caller::end;
  context->sax->characters = Caller::text;
  context->sax->ignorableWhitespace = Caller::text;
  context->sax->cdataBlock = Caller::text;
  context->sax->serror = Caller::error;
  context->userData = &caller;
  // NOENT: without it, "&amp;" in an attribute arrives as "&#38;". There are only XML's five
  // entities, because declarations are ignored (sax->entityDecl is null).
  xmlFreeDoc(xmlCtxtReadMemory(context.get(), repaired.data(), static_cast<int>(repaired.size()), nullptr, "UTF-8",
                               XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOENT));
  if (caller.thrown) std::rethrow_exception(caller.thrown);
  const bool is_whole = context->wellFormed != 0 || !caller.broken_at;
  return handler.finish(is_whole, first + caller.broken_at.value_or(0), caller.problem);
}

}  // namespace reading
