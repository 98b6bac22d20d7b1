// reading/json_feed_handler.h - makes entries from the events of nlohmann's SAX parser. There is no
// tree, so a file of 50 MB needs little more memory than its items.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "reading/diagnostic_collector.h"
#include "reading/entry.h"
#include "reading/feed_builder.h"

namespace reading {

// Has the interface of nlohmann::json_sax. `position` always says how far the parser has read into
// `bytes`.
class JsonFeedHandler {
 public:
  JsonFeedHandler(std::string_view bytes, const std::size_t& position, DiagnosticCollector& findings)
      : bytes_(bytes), position_(position), diagnostics_(findings), builder_(findings) {}

  bool null();
  bool boolean(bool value);
  bool number_integer(std::int64_t value);
  bool number_unsigned(std::uint64_t value);
  bool number_float(double value, const std::string& written);
  bool string(std::string& text);
  bool binary(nlohmann::json::binary_t& value);
  bool start_object(std::size_t count);
  bool key(std::string& name);
  bool end_object();
  bool start_array(std::size_t count);
  bool end_array();
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::json::exception& problem);

  // Call it after the last event. An error if the file is not a JSON Feed.
  news::Feed finish();

 private:
  enum class Place { document, feed, items, item, tags, extension, feed_extension, attachments, attachment };

  void begin_event();
  bool end_event();
  void value(std::string text, std::string_view type);
  void ignore(std::string_view type);
  void skip_container(std::string_view type);
  void finish_item();
  void check_spelling(const std::string& name);
  Said* member_of_item(std::string_view name);
  Said* member_of_feed(std::string_view name);
  Said* member_of_extension(std::string_view name);
  Said* member_of_feed_extension(std::string_view name);
  void keep(Said* said, std::string text);
  std::string item_pointer() const;
  std::string pointer() const;

  std::string_view bytes_;
  const std::size_t& position_;
  DiagnosticCollector& diagnostics_;
  FeedBuilder builder_;

  Place place_ = Place::document;
  std::size_t ignored_depth_ = 0;  // open objects and arrays that are ignored
  std::size_t offset_ = 0;         // where this event's value or key begins
  std::size_t last_end_ = 0;       // where the previous event's value or key ended
  std::string name_;               // of the member whose value comes next

  Head head_;
  Said version_;
  bool is_object_ = false;
  bool has_items_ = false;
  bool is_broken_ = false;
  std::size_t feed_offset_ = 0;

  Entry entry_;
  Said content_html_;
  Said external_url_;
  Said attachment_url_;
  std::string attachment_type_;
  std::size_t item_index_ = 0;
  std::size_t tag_index_ = 0;
};

}  // namespace reading
