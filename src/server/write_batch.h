// server/write_batch.h - answers on their way to a socket. They are gathered without a copy. When
// the socket takes no more, the rest is kept by reference.
#pragma once

#include <sys/uio.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "net/socket.h"
#include "server/resource.h"

namespace server {

enum class Sending : unsigned char { done, stalled, broken };

// The bytes that a socket did not take yet. Owns or shares all of them.
class UnsentBytes {
 public:
  explicit UnsentBytes(std::int64_t began) : began_(began) {}

  void add(std::shared_ptr<const void> owner, std::string_view bytes);
  Sending send(net::Socket& socket);

  std::int64_t began() const noexcept { return began_; }  // milliseconds of the clock
  std::size_t sent() const noexcept { return sent_; }     // bytes since then

 private:
  struct Chunk {
    std::shared_ptr<const void> owner;
    std::string_view bytes;
  };
  std::vector<Chunk> chunks_;
  std::size_t first_ = 0;
  std::int64_t began_;
  std::size_t sent_ = 0;
};

// Belongs to one loop. Collects the answers to the requests of one read, for one gathered write.
class WriteBatch {
 public:
  static constexpr std::size_t max_pieces = 96;

  // Whether there is no room for another answer, which has four pieces at most.
  bool is_full() const noexcept { return count_ + 4 > max_pieces; }
  bool is_empty() const noexcept { return count_ == 0; }

  // `owner` keeps `bytes` alive. Null if they live as long as the server. The pointer itself must
  // stay valid until flush().
  void add(std::string_view bytes, const std::shared_ptr<Resource>* owner) noexcept;
  // For bytes that only live until flush().
  void add_passing(std::string_view bytes) noexcept;

  // Writes all bytes and empties the batch. Sets `remainder` if the result is `stalled`.
  Sending flush(net::Socket& socket, std::unique_ptr<UnsentBytes>& remainder, std::int64_t now);

  void clear() noexcept { count_ = bytes_ = 0; }

  std::size_t flushed_bytes() const noexcept { return flushed_bytes_; }

 private:
  void keep_rest(std::size_t sent, UnsentBytes& remainder) const;

  std::array<iovec, max_pieces> pieces_;
  std::array<const std::shared_ptr<Resource>*, max_pieces> owners_;
  std::array<bool, max_pieces> passing_;
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
  std::size_t flushed_bytes_ = 0;
};

}  // namespace server
