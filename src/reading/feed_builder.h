// reading/feed_builder.h - makes a feed from entries. Faulty parts are repaired or left out, and
// reported.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "news/feed.h"
#include "reading/diagnostic_collector.h"
#include "reading/entry.h"

namespace reading {

class FeedBuilder {
 public:
  explicit FeedBuilder(DiagnosticCollector& findings) : diagnostics_(findings) {}

  // Adds entries in the order of the file. An entry with nothing to show is left out, with a
  // warning. `head` is what the file has said of the feed so far. If that has the URL against which
  // links are resolved, or the entry has no relative link, the item is made at once. Otherwise the
  // entry, which needs much more memory, waits for finish().
  void add(Entry entry, const Head& head);

  // Reports something that is not an item in the place of an item.
  void leave_out(std::size_t offset, std::string_view why, std::string pointer);

  // Call it after the last entry. An error if there were entries but no item can be shown. `offset` is where the
  // feed begins.
  news::Feed finish(const Head& head, std::size_t offset);

 private:
  struct Draft {
    news::Item item;
    Entry entry;
  };

  void make_item(Entry entry, std::string_view base);
  void say_left_out(std::size_t offset, std::string_view why, std::string pointer);
  std::string plain(const Said& said);
  std::string without_controls(std::string text, const Said& said);
  void read_texts(Draft& draft, std::string_view base);
  void read_dates(Draft& draft);
  void read_days(Draft& draft);
  void check_day(const Said& said, news::Date day);
  void read_url(Draft& draft, std::string_view base);
  void name(Draft& draft);
  bool can_be_shown(Draft& draft);
  bool is_new(const Entry& entry);
  bool read_embargo(Draft& draft);
  std::string site(const Said& said, std::string_view base);
  std::string language(const Said& said);
  void warn(const Said& said, std::string message);

  DiagnosticCollector& diagnostics_;
  std::size_t seen_ = 0;             // entries, and what is in the place of some
  std::optional<std::string> base_;  // of links; nothing while it is not known
  std::vector<Entry> waiting_;       // for the base
  std::vector<news::Item> items_;
  std::unordered_map<std::string, std::string> pointers_by_id_;
  std::unordered_set<std::string> paths_;
};

}  // namespace reading
