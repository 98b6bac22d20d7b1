// server/resource.h - the representations of a target (RFC 9110, section 3.2), one for each content
// coding. Every byte except Date is ready to send.
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

// The prepared bytes of one representation. A head ends after its last field line. The sender adds
// Date, Connection if it is needed, and the empty line.
struct Representation {
  std::string head;               // status line and fields of the answers to GET and HEAD
  std::string not_modified_head;  // the same for a 304 (RFC 9110, section 15.4.5); "" unless status is 200
  std::string entity_tag;         // strong, with its quotes; "" unless status is 200
  std::string body;
};

// Made once, then any thread may read it. The compressed representations may be added later, at two
// levels:
//
//   identity ----------------------------------------------> for as long as the resource lives
//            compress_quickly(): gzip, br ---> compress(): gzip, br
//
// Each representation is made at most once and published when it is complete. The best level
// replaces the fast level.
//
// An entity tag is a hash of the sent bytes, so it means exactly one sequence of bytes on every
// replica. While one replica has only the fast level and another has the best, their tags differ. A
// client that changes between them gets a 200 instead of a 304. After is_complete(), only the best
// level is sent. Then replicas with the same versions of zlib and brotli send the same bytes,
// whether or not they had the fast level.
class Resource {
 public:
  explicit Resource(http::Response answer);
  ~Resource();
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;

  int status() const noexcept { return status_; }
  std::size_t status_place() const noexcept { return status_place_; }  // in the list of http/status.h
  std::size_t route() const noexcept { return answer_.route; }

  // False if Cache-Control has no-store. Then it answers only the requests that wait for it.
  bool is_storable() const noexcept { return is_storable_; }

  // The representation that would be sent in that coding now. Null if it is not made yet or not
  // smaller. Identity is always there. The result stays valid as long as the resource, even if a
  // better one is added.
  const Representation* find(http::Coding coding) const noexcept {
    const auto place = static_cast<std::size_t>(coding);
    if (const auto* best = best_[place].load(std::memory_order_acquire)) return best;
    return (is_complete() ? best_ : fast_)[place].load(std::memory_order_acquire);
  }

  // What a client that prefers HTML gets: the page of an error, or this resource.
  const Resource& for_reader(bool prefers_html) const noexcept { return prefers_html && html_ ? *html_ : *this; }

  // The answer's Last-Modified, in seconds since 1970. Nothing if the answer has no such field.
  std::optional<std::int64_t> last_modified() const noexcept { return last_modified_; }

  // Makes gzip and brotli at a fast level and keeps them if they are smaller. Only for status 200:
  // errors are small and are requested once. Takes a tenth of a millisecond, so do not call it on a
  // loop's thread. If another thread is making them, waits until they are there. Does nothing after
  // compress() has ended.
  void compress_quickly();

  // Makes gzip, then brotli, at their best level and keeps them if they are smaller. Takes tens of
  // milliseconds, so do not call it on a loop's thread. A second call does nothing, even while the
  // first one runs on another thread. After a stop request it ends within half a second and keeps
  // what is made.
  void compress(const std::stop_token& stopping = {});

  // Call it before compress() is queued. True for one caller, until release_compression().
  bool claim_compression() noexcept { return !claimed_.exchange(true); }
  void release_compression() noexcept { claimed_ = false; }

  // Whether compress() has ended. Then the results of find() no longer change.
  bool is_complete() const noexcept { return complete_.load(std::memory_order_acquire); }

  // The approximate memory that it holds now. Below: the most that it will hold, as a multiple of
  // its first size.
  std::size_t bytes() const noexcept { return bytes_.load(std::memory_order_relaxed); }
  static constexpr std::size_t most_growth = 1 + 2 * (http::coding_count - 1);

 private:
  using Representations = std::array<std::atomic<const Representation*>, http::coding_count>;

  void make_codings(http::Effort effort, const std::stop_token& stopping = {});
  void publish(Representations& to, http::Coding coding, std::string body);

  int status_;
  std::size_t status_place_;
  http::Response answer_;                 // without its body; heads are made from it
  std::unique_ptr<const Resource> html_;  // null if the answer has no page
  std::optional<std::int64_t> last_modified_;
  bool is_storable_;
  std::atomic<std::size_t> bytes_ = 0;
  Representations best_{};  // includes identity
  Representations fast_{};
  std::once_flag compressed_quickly_;
  std::atomic<bool> claimed_ = false;
  std::atomic<bool> compressing_ = false;
  std::atomic<bool> complete_ = false;
};

}  // namespace server
