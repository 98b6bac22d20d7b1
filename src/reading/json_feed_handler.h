// reading/json_feed_handler.h - builds a feed out of the events of nlohmann's SAX parser, without a tree between:
// a file of 50 MB costs little more than its items.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "news/feed.h"
#include "reading/findings.h"
#include "reading/json_feed_members.h"

namespace reading {

// The interface of nlohmann::json_sax. `position` is how far the parser has read into `bytes`, at any time.
class JsonFeedHandler {
 public:
  JsonFeedHandler(std::string_view bytes, const std::size_t& position, Findings& findings)
      : bytes_(bytes), position_(position), findings_(findings) {}

  bool null();
  bool boolean(bool value);
  bool number_integer(std::int64_t value);
  bool number_unsigned(std::uint64_t value);
  bool number_float(double value, const std::string& written);
  bool string(std::string& value);
  bool binary(nlohmann::json::binary_t& value);
  bool start_object(std::size_t count);
  bool key(std::string& name);
  bool end_object();
  bool start_array(std::size_t count);
  bool end_array();
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::json::exception& problem);

  news::Feed take_feed() { return std::move(feed_); }

 private:
  enum class Place { document, feed, items, item, tags, extension };

  // The member that the last key named; unknown ones are ignored.
  struct Current {
    bool is_known = false;
    std::string_view name;
    Kind kind = Kind::text;
    std::string* field = nullptr;
  };

  // What is known of the item that is being read, beside the item itself.
  struct State {
    std::size_t offset = 0;
    std::string html;
    std::size_t html_offset = 0;
    std::optional<news::Date> published;
    std::optional<news::Date> start;
    std::optional<news::Date> end;
    std::size_t end_offset = 0;
  };

  // Members of an object that were there, a bit for each of its table.
  using Seen = std::uint32_t;

  void begin_event();
  bool end_event();
  bool number(const std::string& written);
  void wrong_type(std::string_view type);
  void enter(Place place);
  void ignore_container(std::string_view type);
  template <class Owner, std::size_t Count>
  void choose_member(const std::array<Member<Owner>, Count>& members, Owner& owner, Seen& seen, std::string_view name);

  void read_member(std::string& value);
  void read_language(std::string_view value);
  void read_tag(std::string_view value);
  void check_id_is_new(const std::string& id);
  void finish_item();
  void finish_text();
  void finish_days();
  void finish_feed();

  std::string item_pointer() const;
  std::string pointer() const;
  void error(std::string message);

  std::string_view bytes_;
  const std::size_t& position_;
  Findings& findings_;

  Place place_ = Place::document;
  std::size_t ignored_depth_ = 0;  // objects and arrays that are open and mean nothing
  std::size_t offset_ = 0;         // where the value, or the key, of this event begins
  std::size_t last_end_ = 0;       // where that of the event before ended
  Current current_;

  news::Feed feed_;
  std::size_t feed_offset_ = 0;
  Seen seen_in_feed_ = 0;
  std::unordered_map<std::string, std::size_t> indexes_by_id_;

  news::Item item_;
  State state_;
  Seen seen_in_item_ = 0;
  Seen seen_in_extension_ = 0;
  Extension extension_;
  std::size_t item_index_ = 0;
  std::size_t tag_index_ = 0;
};

}  // namespace reading
