// news/rank_set.h - a set of small numbers, one bit each: 12.5 KB for 100,000 items. Sets are
// joined 64 numbers at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace news {

using Rank = std::uint32_t;

class RankSet {
 public:
  using Word = std::uint64_t;
  static constexpr std::size_t bits = 64;
  static constexpr std::size_t words_for(std::size_t size) { return (size + bits - 1) / bits; }

  // An empty set for ranks below `size`.
  explicit RankSet(std::size_t size) : words_(words_for(size)) {}

  void insert(Rank rank) { words_[rank / bits] |= Word{1} << rank % bits; }
  void insert_range(std::size_t from, std::size_t to);  // without `to`
  void insert_words(std::span<const Word> words);       // as many words as this set has

  void keep_those_of(const RankSet& other);
  void remove_those_of(const RankSet& other);

  std::size_t count() const;

  template <class Take>
  void for_each(const Take& take) const {
    for (std::size_t place = 0; place < words_.size(); ++place) {
      for (auto word = words_[place]; word != 0; word &= word - 1) {
        take(static_cast<Rank>(place * bits + static_cast<std::size_t>(std::countr_zero(word))));
      }
    }
  }

  // At most `most` ranks in rising order, without the first `skipped`.
  std::vector<Rank> slice(std::size_t skipped, std::size_t most) const;

 private:
  std::vector<Word> words_;
};

}  // namespace news
