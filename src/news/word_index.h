// news/word_index.h - finds the items that have a word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "news/rank_set.h"

namespace news {

// Collects words in the order of the items' ranks, before they are sorted.
class WordCollection {
 public:
  // `rank` must not be less than in the call before.
  void add(std::string_view word, Rank rank);

 private:
  friend class WordIndex;

  struct Word {
    std::uint32_t letters;  // where its letters begin
    std::uint32_t length;
    std::vector<Rank> ranks;
  };
  // A table with open addressing. A feed of 100,000 items has four million words to look up, and
  // most of the time goes to waiting for memory. std::unordered_map, with a node for each word,
  // took more than twice as long.
  struct Slot {
    std::uint32_t hash;
    std::uint32_t number;  // of the word, from 1; 0: the slot is free
  };

  std::string_view letters_of(const Word& word) const { return {letters_.data() + word.letters, word.length}; }
  void grow();

  std::vector<Slot> slots_;  // the size is a power of two; at most half of them are used
  std::vector<Word> words_;
  std::string letters_;
};

// Immutable. For a word that few items have, it keeps their ranks. For a word that many items have,
// it keeps a bit for each item.
class WordIndex {
 public:
  WordIndex() = default;
  // For ranks below `size`. All ranks of a collection must be below those of the next.
  WordIndex(std::vector<WordCollection> collections, std::size_t size);

  // Adds to `found` the items that have the word. Below: the items that have a word that begins
  // with it.
  void find(std::string_view wanted, RankSet& found) const;
  void find_beginning(std::string_view beginning, RankSet& found) const;

 private:
  struct Entry {
    std::uint32_t letters;  // where its letters begin
    std::uint32_t length;
    std::uint32_t from;   // index into ranks_ or dense_
    std::uint32_t count;  // number of ranks; 0: the word is in dense_
  };

  using Entries = std::vector<Entry>;

  std::string_view word(const Entry& entry) const { return {letters_.data() + entry.letters, entry.length}; }
  Entries::const_iterator first_not_before(std::string_view wanted) const;
  void append(std::string_view word, const std::vector<const std::vector<Rank>*>& ranks, std::size_t count);
  void put(const Entry& entry, RankSet& found) const;

  std::size_t size_ = 0;
  Entries entries_;  // sorted by word
  std::string letters_;
  std::vector<Rank> ranks_;
  std::vector<RankSet::Word> dense_;
};

}  // namespace news
