#include "news/word_index.h"

#include <algorithm>
#include <functional>
#include <span>
#include <utility>

namespace news {

void WordCollection::add(std::string_view word, Rank rank) {
  if (2 * words_.size() >= slots_.size()) grow();
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(word));
  auto at = hash & (slots_.size() - 1);
  for (; slots_[at].number != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash != hash) continue;
    auto& known = words_[slots_[at].number - 1];
    if (letters_of(known) != word) continue;
    if (known.ranks.back() != rank) known.ranks.push_back(rank);
    return;
  }
  words_.push_back({static_cast<std::uint32_t>(letters_.size()), static_cast<std::uint32_t>(word.size()), {rank}});
  letters_ += word;
  slots_[at] = {hash, static_cast<std::uint32_t>(words_.size())};
}

void WordCollection::grow() {
  constexpr std::size_t first_size = 1024;
  const auto old = std::exchange(slots_, std::vector<Slot>(std::max(2 * slots_.size(), first_size)));
  for (const auto& slot : old) {
    if (slot.number == 0) continue;
    auto at = slot.hash & (slots_.size() - 1);
    while (slots_[at].number != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

WordIndex::WordIndex(std::vector<WordCollection> collections, std::size_t size) : size_(size) {
  struct Part {
    std::string_view word;
    std::size_t collection;
    const std::vector<Rank>* ranks;
  };
  std::vector<Part> parts;
  std::size_t letters = 0;
  for (std::size_t number = 0; number < collections.size(); ++number) {
    for (const auto& word : collections[number].words_) {
      parts.push_back({collections[number].letters_of(word), number, &word.ranks});
      letters += word.length;
    }
  }
  std::sort(parts.begin(), parts.end(), [](const Part& left, const Part& right) {
    return left.word != right.word ? left.word < right.word : left.collection < right.collection;
  });
  letters_.reserve(letters);
  entries_.reserve(parts.size());
  std::vector<const std::vector<Rank>*> same;
  for (std::size_t at = 0; at < parts.size();) {
    same.clear();
    std::size_t count = 0;
    const auto word = parts[at].word;
    for (; at < parts.size() && parts[at].word == word; ++at) {
      same.push_back(parts[at].ranks);
      count += parts[at].ranks->size();
    }
    append(word, same, count);
  }
  entries_.shrink_to_fit();
  letters_.shrink_to_fit();
  ranks_.shrink_to_fit();
  dense_.shrink_to_fit();
}

void WordIndex::append(std::string_view word, const std::vector<const std::vector<Rank>*>& ranks, std::size_t count) {
  Entry entry{static_cast<std::uint32_t>(letters_.size()), static_cast<std::uint32_t>(word.size()), 0, 0};
  letters_ += word;
  const auto words = RankSet::words_for(size_);
  if (count * sizeof(Rank) < words * sizeof(RankSet::Word)) {
    entry.from = static_cast<std::uint32_t>(ranks_.size());
    entry.count = static_cast<std::uint32_t>(count);
    for (const auto* some : ranks) ranks_.insert(ranks_.end(), some->begin(), some->end());
  } else {
    entry.from = static_cast<std::uint32_t>(dense_.size());
    dense_.resize(dense_.size() + words);
    for (const auto* some : ranks) {
      for (const auto rank : *some) {
        dense_[entry.from + rank / RankSet::bits] |= RankSet::Word{1} << rank % RankSet::bits;
      }
    }
  }
  entries_.push_back(entry);
}

void WordIndex::put(const Entry& entry, RankSet& found) const {
  if (entry.count == 0) {
    return found.insert_words(std::span(dense_).subspan(entry.from, RankSet::words_for(size_)));
  }
  for (std::size_t at = entry.from; at < entry.from + entry.count; ++at) found.insert(ranks_[at]);
}

WordIndex::Entries::const_iterator WordIndex::first_not_before(std::string_view wanted) const {
  return std::partition_point(entries_.begin(), entries_.end(),
                              [&](const Entry& entry) { return word(entry) < wanted; });
}

void WordIndex::find(std::string_view wanted, RankSet& found) const {
  const auto at = first_not_before(wanted);
  if (at != entries_.end() && word(*at) == wanted) put(*at, found);
}

void WordIndex::find_beginning(std::string_view beginning, RankSet& found) const {
  for (auto at = first_not_before(beginning); at != entries_.end() && word(*at).starts_with(beginning); ++at) {
    put(*at, found);
  }
}

}  // namespace news
