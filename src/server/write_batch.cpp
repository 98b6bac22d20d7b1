#include "server/write_batch.h"

#include <algorithm>
#include <string>
#include <utility>

namespace server {
namespace {

iovec to_piece(std::string_view bytes) noexcept { return {const_cast<char*>(bytes.data()), bytes.size()}; }

}  // namespace

void UnsentBytes::add(std::shared_ptr<const void> owner, std::string_view bytes) {
  chunks_.push_back({std::move(owner), bytes});
}

Sending UnsentBytes::send(net::Socket& socket) {
  constexpr std::size_t at_once = WriteBatch::max_pieces;  // not fewer than the first attempt had: Socket::send
  while (first_ < chunks_.size()) {
    std::array<iovec, at_once> pieces;
    const std::size_t count = std::min(at_once, chunks_.size() - first_);
    for (std::size_t i = 0; i < count; ++i) pieces[i] = to_piece(chunks_[first_ + i].bytes);
    auto [outcome, bytes] = socket.send(pieces.data(), count);
    if (outcome == net::Socket::Outcome::later) return Sending::stalled;
    if (outcome != net::Socket::Outcome::done) return Sending::broken;
    sent_ += bytes;
    while (bytes > 0) {
      Chunk& chunk = chunks_[first_];
      const std::size_t taken = std::min(bytes, chunk.bytes.size());
      chunk.bytes.remove_prefix(taken);
      bytes -= taken;
      if (!chunk.bytes.empty()) break;
      chunk.owner.reset();
      ++first_;
    }
  }
  return Sending::done;
}

void WriteBatch::add(std::string_view bytes, const std::shared_ptr<Resource>* owner) noexcept {
  if (bytes.empty()) return;
  pieces_[count_] = to_piece(bytes);
  owners_[count_] = owner;
  passing_[count_] = false;
  bytes_ += bytes.size();
  ++count_;
}

void WriteBatch::add_passing(std::string_view bytes) noexcept {
  add(bytes, nullptr);
  passing_[count_ - 1] = true;
}

Sending WriteBatch::flush(net::Socket& socket, std::unique_ptr<UnsentBytes>& remainder, std::int64_t now) {
  flushed_bytes_ = 0;
  if (count_ == 0) return Sending::done;
  const auto [outcome, sent] = socket.send(pieces_.data(), count_);
  Sending result = Sending::done;
  if (outcome == net::Socket::Outcome::broken) {
    result = Sending::broken;
  } else if (sent < bytes_) {
    // A short write, or no write: the socket's buffer is full. epoll reports when it has room.
    remainder = std::make_unique<UnsentBytes>(now);
    keep_rest(sent, *remainder);
    result = Sending::stalled;
  }
  flushed_bytes_ = sent;
  clear();
  return result;
}

void WriteBatch::keep_rest(std::size_t sent, UnsentBytes& remainder) const {
  for (std::size_t i = 0; i < count_; ++i) {
    std::string_view bytes(static_cast<const char*>(pieces_[i].iov_base), pieces_[i].iov_len);
    const std::size_t skipped = std::min(sent, bytes.size());
    sent -= skipped;
    bytes.remove_prefix(skipped);
    if (bytes.empty()) continue;
    if (passing_[i]) {
      auto copy = std::make_shared<const std::string>(bytes);
      const std::string_view kept = *copy;
      remainder.add(std::move(copy), kept);
    } else {
      remainder.add(owners_[i] == nullptr ? nullptr : *owners_[i], bytes);
    }
  }
}

}  // namespace server
