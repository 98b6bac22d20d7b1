#include "news/selection.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <numeric>
#include <span>
#include <string_view>
#include <thread>

#include "background.h"
#include "news/language_tag.h"
#include "news/words.h"

namespace news {
namespace {

// For fewer items, a second thread costs more time than it saves.
constexpr std::size_t items_for_a_thread = 2000;

// The type is large enough for all years of a Date.
std::int32_t number_of(Date date) {
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

struct Collected {
  WordCollection words;
  WordCollection tags;
};

void collect(const Item& item, Rank rank, Collected& collected) {
  const auto take = [&](std::string_view word) { collected.words.add(word, rank); };
  for_each_word(item.title, take);
  for_each_word(item.summary.empty() ? item.text : item.summary, take);
  for (const auto& tag : item.tags) {
    for_each_word(tag, take);
    for (const auto& name : tags_of(tag)) collected.tags.add(name, rank);
  }
}

// Makes as many parts as there are threads, each with consecutive ranks. Beside the event loops, there is one thread.
std::vector<Collected> collect_all(const Feed& feed, std::span<const Rank> newest) {
  const std::size_t cores = background::works_in_pieces() ? 1 : std::max(std::thread::hardware_concurrency(), 1u);
  const auto parts = std::clamp<std::size_t>(newest.size() / items_for_a_thread, 1, cores);
  std::vector<Collected> collected(parts);
  const auto collect_part = [&](std::size_t part) {
    const auto end = newest.size() * (part + 1) / parts;
    for (auto rank = newest.size() * part / parts; rank < end; ++rank) {
      collect(feed.items[newest[rank]], static_cast<Rank>(rank), collected[part]);
      background::end_piece();
    }
  };
  std::vector<std::future<void>> helpers;  // get() throws what a helper threw
  for (std::size_t part = 1; part < parts; ++part) {
    helpers.push_back(std::async(std::launch::async, collect_part, part));
  }
  collect_part(0);
  for (auto& helper : helpers) helper.get();
  return collected;
}

}  // namespace

std::vector<std::string> tags_of(std::string_view text) {
  std::vector<std::string> tags;
  // Folding comes first: it makes other commas and spaces into ASCII ones, and may remove a whole
  // tag.
  const std::string folded = fold(text);
  std::string_view list = folded;
  while (!list.empty()) {
    auto tag = list.substr(0, list.find(','));
    list.remove_prefix(std::min(tag.size() + 1, list.size()));
    while (tag.starts_with(' ')) tag.remove_prefix(1);
    while (tag.ends_with(' ')) tag.remove_suffix(1);
    if (!tag.empty()) tags.emplace_back(tag);
  }
  std::sort(tags.begin(), tags.end());
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
  return tags;
}

Index::Index(const Feed& feed) : feed_(feed), newest_(feed.items.size()) {
  std::iota(newest_.begin(), newest_.end(), Rank{0});
  std::stable_sort(newest_.begin(), newest_.end(), [&](Rank left, Rank right) {
    const auto& a = feed_.items[left].days;
    const auto& b = feed_.items[right].days;
    if (!a || !b) return a.has_value() && !b.has_value();
    return a->first != b->first ? a->first > b->first : a->last > b->last;
  });
  for (const auto place : newest_) {
    const auto& days = feed_.items[place].days;
    if (!days) break;
    first_days_.push_back(number_of(days->first));
    last_days_.push_back(number_of(days->last));
    longest_ = std::max(longest_, last_days_.back() - first_days_.back());
  }
  std::vector<WordCollection> words;
  std::vector<WordCollection> tags;
  for (auto& part : collect_all(feed_, newest_)) {
    words.push_back(std::move(part.words));
    tags.push_back(std::move(part.tags));
  }
  words_ = WordIndex(std::move(words), newest_.size());
  tags_ = WordIndex(std::move(tags), newest_.size());
  for (Rank rank = 0; rank < newest_.size(); ++rank) {
    const auto& language = feed_.items[newest_[rank]].language;
    const auto key = primary_language(language.empty() ? feed_.language : language);
    languages_.try_emplace(key, newest_.size()).first->second.insert(rank);
  }
  if (languages_.size() < 2) languages_.clear();
}

RankSet Index::with_days(const Query& query) const {
  RankSet found(newest_.size());
  const auto begin = first_days_.begin();
  // First days decrease from rank to rank. Items that begin after `until` are left out. For items
  // that begin before `since`, the last day must be checked too, as far back as the longest item
  // can reach.
  const auto first_not_after = [&](std::int32_t day) {
    return std::partition_point(begin, first_days_.end(), [day](std::int32_t first) { return first > day; }) - begin;
  };
  const auto from = query.until ? first_not_after(number_of(*query.until)) : 0;
  if (!query.since) {
    found.insert_range(static_cast<std::size_t>(from), first_days_.size());
    return found;
  }
  const auto since = number_of(*query.since);
  const auto certain = std::max(from, first_not_after(since - 1));
  const auto possible = std::max(certain, first_not_after(since - longest_ - 1));
  found.insert_range(static_cast<std::size_t>(from), static_cast<std::size_t>(certain));
  for (auto rank = static_cast<std::size_t>(certain); rank < static_cast<std::size_t>(possible); ++rank) {
    if (last_days_[rank] >= since) found.insert(static_cast<Rank>(rank));
  }
  return found;
}

RankSet Index::matching(const Query& query) const {
  const auto size = newest_.size();
  RankSet found(size);
  if (query.since || query.until) {
    found = with_days(query);
  } else {
    found.insert_range(0, size);
  }
  for (const auto& word : query.words) {
    RankSet with_word(size);
    words_.find_beginning(word, with_word);
    found.keep_those_of(with_word);
  }
  for (const auto& word : query.excluded) {
    RankSet with_word(size);
    words_.find_beginning(word, with_word);
    found.remove_those_of(with_word);
  }
  if (!query.tags.empty()) {
    RankSet with_tag(size);
    for (const auto& tag : query.tags) tags_.find(tag, with_tag);
    found.keep_those_of(with_tag);
  }
  return found;
}

void Index::take_page(const RankSet& found, const Query& query, Selection& selection) const {
  const std::size_t from = std::size_t{query.page - 1} * query.limit;
  // Where this set begins in the whole list, after the sets before it.
  const auto skipped = from > selection.matching ? from - selection.matching : 0;
  const auto wanted = query.limit - selection.items.size();
  selection.matching += found.count();
  if (query.order == Order::newest) {
    for (const auto rank : found.slice(skipped, wanted)) selection.items.push_back(newest_[rank]);
    return;
  }
  RankSet places(newest_.size());
  found.for_each([&](Rank rank) { places.insert(newest_[rank]); });
  for (const auto place : places.slice(skipped, wanted)) selection.items.push_back(place);
}

Selection Index::select(const Query& query) const {
  Selection selection;
  const std::size_t from = std::size_t{query.page - 1} * query.limit;
  const bool is_newest = query.order == Order::newest;
  const auto language = languages_.find(primary_language(query.language));
  const bool takes_all = !query.since && !query.until && query.words.empty() && query.excluded.empty() &&
                         query.tags.empty() && language == languages_.end();
  if (takes_all) {
    selection.matching = newest_.size();
    for (auto rank = from; rank < newest_.size() && selection.items.size() < query.limit; ++rank) {
      selection.items.push_back(is_newest ? newest_[rank] : rank);
    }
  } else if (language == languages_.end()) {
    take_page(matching(query), query, selection);
  } else {
    const auto found = matching(query);
    auto own = found;
    own.keep_those_of(language->second);
    auto others = found;
    others.remove_those_of(language->second);
    take_page(own, query, selection);
    if (query.others_follow) {
      take_page(others, query, selection);
    } else {
      selection.leaves_languages_out = others.count() > 0;
    }
  }
  selection.pages = (selection.matching + query.limit - 1) / query.limit;
  return selection;
}

}  // namespace news
