#include "news/rank_set.h"

#include <algorithm>

namespace news {

void RankSet::insert_range(std::size_t from, std::size_t to) {
  while (from < to) {
    const auto begin = from % bits;
    const auto count = std::min(bits - begin, to - from);
    const auto all = count == bits ? ~Word{0} : (Word{1} << count) - 1;
    words_[from / bits] |= all << begin;
    from += count;
  }
}

void RankSet::insert_words(std::span<const Word> words) {
  for (std::size_t place = 0; place < words_.size(); ++place) words_[place] |= words[place];
}

void RankSet::keep_those_of(const RankSet& other) {
  for (std::size_t place = 0; place < words_.size(); ++place) words_[place] &= other.words_[place];
}

void RankSet::remove_those_of(const RankSet& other) {
  for (std::size_t place = 0; place < words_.size(); ++place) words_[place] &= ~other.words_[place];
}

std::size_t RankSet::count() const {
  std::size_t count = 0;
  for (const auto word : words_) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

std::vector<Rank> RankSet::slice(std::size_t skipped, std::size_t most) const {
  std::vector<Rank> ranks;
  for (std::size_t place = 0; place < words_.size() && ranks.size() < most; ++place) {
    auto word = words_[place];
    const auto here = static_cast<std::size_t>(std::popcount(word));
    if (here <= skipped) {
      skipped -= here;
      continue;
    }
    for (; skipped > 0; --skipped) word &= word - 1;
    for (; word != 0 && ranks.size() < most; word &= word - 1) {
      ranks.push_back(static_cast<Rank>(place * bits + static_cast<std::size_t>(std::countr_zero(word))));
    }
  }
  return ranks;
}

}  // namespace news
