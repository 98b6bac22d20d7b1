// least_recently_used.h - values by key, with a limit in bytes. The least recently used value is
// dropped first.
#pragma once

#include <cstddef>
#include <iterator>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

// One thread at a time. Returned pointers are valid until the next call other than find().
template <class Value>
class LeastRecentlyUsed {
 public:
  explicit LeastRecentlyUsed(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // Null if the key is unknown. Counts as a use.
  const Value* find(std::string_view key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->value;
  }

  // Replaces the key's value. `bytes` is the memory of the value. A value above the limit is not
  // kept.
  void insert(std::string_view key, Value value, std::size_t bytes) {
    if (const auto found = by_key_.find(key); found != by_key_.end()) forget(found->second);
    bytes += overhead + key.size();
    entries_.push_front({std::string(key), std::move(value), bytes});
    by_key_.emplace(entries_.front().key, entries_.begin());
    bytes_ += bytes;
    shrink();
  }

  // For a value whose memory has changed. Does nothing if the key is unknown.
  void set_bytes(std::string_view key, std::size_t bytes) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    auto& entry = *found->second;
    bytes += overhead + key.size();
    bytes_ += bytes - entry.bytes;
    entry.bytes = bytes;
    shrink();
  }

  void clear() {
    by_key_.clear();
    entries_.clear();
    bytes_ = 0;
  }

  std::size_t bytes() const noexcept { return bytes_; }
  std::size_t size() const noexcept { return by_key_.size(); }

 private:
  static constexpr std::size_t overhead = 256;  // the entry, its nodes in list and map, and the value's own object

  struct Entry {
    std::string key;
    Value value;
    std::size_t bytes;
  };
  using Entries = std::list<Entry>;  // most recently used first

  void forget(typename Entries::iterator entry) {
    bytes_ -= entry->bytes;
    by_key_.erase(entry->key);
    entries_.erase(entry);
  }

  void shrink() {
    while (bytes_ > max_bytes_) forget(std::prev(entries_.end()));
  }

  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  Entries entries_;
  std::unordered_map<std::string_view, typename Entries::iterator> by_key_;  // keys point into the entries
};
