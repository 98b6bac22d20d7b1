// reading/xml_feed_handler.h - makes entries from the elements of RSS and Atom, in the order of the document.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "news/feed.h"
#include "reading/diagnostic_collector.h"
#include "reading/entry.h"
#include "reading/feed_builder.h"
#include "reading/xml_vocabulary.h"

namespace reading {

// Names come without their prefix.
class XmlFeedHandler {
 public:
  explicit XmlFeedHandler(DiagnosticCollector& findings) : diagnostics_(findings), builder_(findings) {}

  // `offset` is that of the element in the document.
  void start(const std::string& name, Vocabulary vocabulary, Attributes attributes, std::size_t offset);
  void end(const std::string& name);
  void text(std::string_view text);

  // Call it after the last event. `is_whole` is false if the document is broken at `broken_offset`. An error if it is
  // not a feed, or if no item comes before the fault.
  news::Feed finish(bool is_whole, std::size_t broken_offset, const std::string& problem);

 private:
  enum class Format { none, rss, rdf, atom };

  struct Scope {
    std::size_t depth;
    std::string base;
    std::string language;
  };

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

  void start_root(const std::string& name, Vocabulary vocabulary, const Attributes& attributes, std::size_t offset);
  void remember_base_and_language(const Attributes& attributes);
  std::string base() const;
  std::string language() const;
  void read_head_attributes(std::size_t offset);
  bool is_item(const std::string& name, Vocabulary vocabulary) const;
  Said said(std::string text, std::size_t offset, const std::string& name) const;
  void start_item(const Attributes& attributes, std::size_t offset);
  void finish_item();
  void begin_capture(const std::string& name, Vocabulary vocabulary, Attributes attributes, std::size_t offset);
  void start_in_capture(const std::string& name, const Attributes& attributes);
  void start_in_feed(const std::string& name, Vocabulary vocabulary, Attributes attributes, std::size_t offset);
  void read_atom_link_of_feed(const Attributes& attributes, std::size_t offset);
  void start_in_item(const std::string& name, Vocabulary vocabulary, Attributes attributes, std::size_t offset);
  void read_atom_link(const Attributes& attributes, std::size_t offset);
  // The content of an element, and whether it is HTML.
  Said content_of(Capture& capture) const;
  void finish_capture();
  void finish_in_feed(Capture& capture);
  void set_ranked(Said& to, int& rank, int new_rank, Said value);
  void finish_in_item(Capture& capture);
  static bool is_core(const Capture& capture);
  static bool is_dublin(const Capture& capture) { return capture.vocabulary == Vocabulary::dublin_core; }
  Said plain(const Capture& capture) const;
  // Reads titles, contents, summaries. Returns whether the element is one of them.
  bool read_text_member(Capture& capture);
  // Reads the content, or the summary if there is also a fuller content.
  void read_description(Capture& capture);
  bool read_date_member(const Capture& capture);
  // Reads ids, links, categories, languages.
  void read_name_member(Capture& capture);

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

}  // namespace reading
