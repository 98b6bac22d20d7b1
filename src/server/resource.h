// server/resource.h - a target's representations (RFC 9110, section 3.2), one for each content coding,
// every byte but Date ready to send.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "http/content_coding.h"
#include "http/response.h"

namespace server {

// Prepared bytes of one representation. A head ends after its last field line: the sender adds
// Date, Connection where it is needed, and the empty line.
struct Representation {
  std::string head;               // status line and fields of the answer to GET and HEAD
  std::string not_modified_head;  // those of a 304 (RFC 9110, section 15.4.5); "" unless status is 200
  std::string entity_tag;         // strong, with its quotes; "" unless status is 200
  std::string body;
};

// Made once, then read by any thread. The compressed representations may come later than the resource, at two levels:
//
//   identity ----------------------------------------------> for as long as the resource lives
//            compress_quickly(): gzip, br ---> compress(): gzip, br
//
// Each is made at most once and published whole. Those of the best level take the place of the fast ones.
// An entity tag is a hash of the bytes that are sent, so it names exactly one sequence of bytes on every replica. While
// one replica has the fast level only and another the best, their tags differ, and a client that changes between them
// gets a 200 in place of a 304. Once is_complete(), only the best level is sent, and replicas with the same versions of
// zlib and brotli send the same bytes, whether they ever had the fast one or not.
class Resource {
 public:
  explicit Resource(http::Response answer);
  ~Resource();
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;

  int status() const noexcept { return status_; }
  std::size_t status_place() const noexcept { return status_place_; }  // in the list of http/status.h
  std::size_t route() const noexcept { return answer_.route; }

  // False where Cache-Control says no-store: it answers the requests that wait for it, and no later ones.
  bool is_storable() const noexcept { return is_storable_; }

  // What would be sent in that coding now. Null where there is nothing: not made yet, or not smaller. Identity always
  // is. What it points to lives as long as the resource, also when something better has come.
  const Representation* find(http::Coding coding) const noexcept {
    const auto place = static_cast<std::size_t>(coding);
    if (const auto* best = best_[place].load(std::memory_order_acquire)) return best;
    return (is_complete() ? best_ : fast_)[place].load(std::memory_order_acquire);
  }

  // What a client that prefers HTML gets: another representation of an error, or this one.
  const Resource& for_reader(bool prefers_html) const noexcept { return prefers_html && html_ ? *html_ : *this; }

  // Last-Modified among the answer's fields, in seconds since 1970; nothing where there is none.
  std::optional<std::int64_t> last_modified() const noexcept { return last_modified_; }

  // Makes gzip and brotli at a fast level where they are smaller, of an answer with status 200 (errors are small, and
  // asked for once). Takes a tenth of a millisecond: not for a loop's thread. Returns when they are there, also where
  // another thread is making them. Does nothing once compress() has ended.
  void compress_quickly();

  // Makes gzip and brotli at their best level where they are smaller, gzip first. Takes tens of milliseconds: not for
  // a loop's thread. A second call, also from another thread at once, does nothing. Once a stop is requested, it ends
  // within half a second, and what is there stays.
  void compress(const std::stop_token& stopping = {});

  // Before compress() is queued: true for one caller, until release_compression().
  bool claim_compression() noexcept { return !claimed_.exchange(true); }
  void release_compression() noexcept { claimed_ = false; }

  // Whether compress() has ended: what find() gives will not change any more.
  bool is_complete() const noexcept { return complete_.load(std::memory_order_acquire); }

  // Memory that it holds now, about; and the most that a resource comes to hold, in times its first size.
  std::size_t bytes() const noexcept { return bytes_.load(std::memory_order_relaxed); }
  static constexpr std::size_t most_growth = 1 + 2 * (http::coding_count - 1);

 private:
  using Representations = std::array<std::atomic<const Representation*>, http::coding_count>;

  void make_codings(http::Effort effort, const std::stop_token& stopping = {});
  void publish(Representations& to, http::Coding coding, std::string body);

  int status_;
  std::size_t status_place_;
  http::Response answer_;                 // without its body: what heads are made from
  std::unique_ptr<const Resource> html_;  // null unless the answer has such a page
  std::optional<std::int64_t> last_modified_;
  bool is_storable_;
  std::atomic<std::size_t> bytes_ = 0;
  Representations best_{};  // with identity
  Representations fast_{};
  std::once_flag compressed_quickly_;
  std::atomic<bool> claimed_ = false;
  std::atomic<bool> compressing_ = false;
  std::atomic<bool> complete_ = false;
};

}  // namespace server
