// news/word_index.h - from words to the items that have them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "news/rank_set.h"

namespace news {

// What is gathered of items in the order of their ranks, before it is sorted.
class WordCollection {
 public:
  // `rank` is never less than that of the call before.
  void add(std::string_view word, Rank rank);

 private:
  friend class WordIndex;

  struct Word {
    std::uint32_t letters;  // where its letters begin
    std::uint32_t length;
    std::vector<Rank> ranks;
  };
  // A table with open addressing. A feed of 100,000 items has four million words to look up, and most of the time goes
  // to waiting for memory: std::unordered_map, with a node for each word, took more than twice as long.
  struct Slot {
    std::uint32_t hash;
    std::uint32_t number;  // of the word, from 1; 0: free
  };

  std::string_view letters_of(const Word& word) const { return {letters_.data() + word.letters, word.length}; }
  void grow();

  std::vector<Slot> slots_;  // a power of two; at most half of them are taken
  std::vector<Word> words_;
  std::string letters_;
};

// Immutable. A word that few items have keeps their ranks; one that many have, a bit for each item.
class WordIndex {
 public:
  WordIndex() = default;
  // For ranks below `size`. The collections' ranks follow one another: all of the first are below those of the second.
  WordIndex(std::vector<WordCollection> collections, std::size_t size);

  // Puts the items into `found` that have the word; that have a word which begins with it.
  void find(std::string_view wanted, RankSet& found) const;
  void find_beginning(std::string_view beginning, RankSet& found) const;

 private:
  struct Entry {
    std::uint32_t letters;  // where its letters begin
    std::uint32_t length;
    std::uint32_t from;   // in ranks_, or in dense_
    std::uint32_t count;  // of ranks; 0: it is in dense_
  };

  using Entries = std::vector<Entry>;

  std::string_view word(const Entry& entry) const { return {letters_.data() + entry.letters, entry.length}; }
  Entries::const_iterator first_not_before(std::string_view wanted) const;
  void append(std::string_view word, const std::vector<const std::vector<Rank>*>& ranks, std::size_t count);
  void put(const Entry& entry, RankSet& found) const;

  std::size_t size_ = 0;
  Entries entries_;  // by word, sorted
  std::string letters_;
  std::vector<Rank> ranks_;
  std::vector<RankSet::Word> dense_;
};

}  // namespace news
