// uring_floor PORT HEAD BODY - the floor (floor.cpp) with io_uring instead of epoll: one accept and one receive for
// each connection that stay in the kernel (multishot), buffers that the kernel chooses from a ring, and one system call
// for all events of a turn. Ends with status 3 if the kernel has no such io_uring.

#include <liburing.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/floor_parts.h"

namespace {

enum class Kind : std::uint64_t { accept, receive, send };

constexpr unsigned buffer_count = 1024;  // a power of two
constexpr unsigned buffer_bytes = 2048;
constexpr int group = 0;

std::uint64_t tag(Kind kind, int descriptor) {
  return static_cast<std::uint64_t>(kind) << 32 | static_cast<std::uint32_t>(descriptor);
}

class Floor {
 public:
  Floor(int listener, std::string bytes)
      : listener_(listener), bytes_(std::move(bytes)), storage_(std::size_t{buffer_count} * buffer_bytes) {}

  bool set_up() {
    io_uring_params params{};
    params.flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_CQSIZE;
    params.cq_entries = 8192;
    if (io_uring_queue_init_params(2048, &ring_, &params) != 0) return false;
    const std::size_t size = buffer_count * sizeof(io_uring_buf);
    buffers_ = static_cast<io_uring_buf_ring*>(std::aligned_alloc(4096, (size + 4095) / 4096 * 4096));
    io_uring_buf_ring_init(buffers_);
    io_uring_buf_reg registration{};
    registration.ring_addr = reinterpret_cast<std::uint64_t>(buffers_);
    registration.ring_entries = buffer_count;
    registration.bgid = group;
    if (io_uring_register_buf_ring(&ring_, &registration, 0) != 0) return false;
    for (unsigned number = 0; number < buffer_count; ++number) give_back(number, static_cast<int>(number));
    io_uring_buf_ring_advance(buffers_, static_cast<int>(buffer_count));
    return true;
  }

  void run() {
    accept();
    while (io_uring_submit_and_wait(&ring_, 1) >= 0) {
      io_uring_cqe* event = nullptr;
      unsigned head = 0;
      unsigned seen = 0;
      given_back_ = 0;
      io_uring_for_each_cqe(&ring_, head, event) {
        ++seen;
        handle(*event);
      }
      io_uring_buf_ring_advance(buffers_, given_back_);
      io_uring_cq_advance(&ring_, seen);
    }
  }

 private:
  char* buffer(unsigned number) { return storage_.data() + std::size_t{number} * buffer_bytes; }

  void give_back(unsigned number, int offset) {
    io_uring_buf_ring_add(buffers_, buffer(number), buffer_bytes, static_cast<unsigned short>(number),
                          io_uring_buf_ring_mask(buffer_count), offset);
  }

  io_uring_sqe* entry() {
    auto* free = io_uring_get_sqe(&ring_);
    while (free == nullptr) {
      io_uring_submit(&ring_);
      free = io_uring_get_sqe(&ring_);
    }
    return free;
  }

  void accept() {
    auto* const wanted = entry();
    io_uring_prep_multishot_accept(wanted, listener_, nullptr, nullptr, 0);
    io_uring_sqe_set_data64(wanted, tag(Kind::accept, listener_));
  }

  void receive(int connection) {
    auto* const wanted = entry();
    io_uring_prep_recv_multishot(wanted, connection, nullptr, 0, 0);
    wanted->flags |= IOSQE_BUFFER_SELECT;
    wanted->buf_group = group;
    io_uring_sqe_set_data64(wanted, tag(Kind::receive, connection));
  }

  void send(int connection) {
    auto* const wanted = entry();
    io_uring_prep_send(wanted, connection, bytes_.data(), bytes_.size(), MSG_NOSIGNAL);
    wanted->flags |= IOSQE_CQE_SKIP_SUCCESS;
    io_uring_sqe_set_data64(wanted, tag(Kind::send, connection));
  }

  void handle(const io_uring_cqe& event) {
    const auto kind = static_cast<Kind>(event.user_data >> 32);
    const int descriptor = static_cast<int>(event.user_data & 0xFFFFFFFFu);
    const bool goes_on = (event.flags & IORING_CQE_F_MORE) != 0;
    if (kind == Kind::accept) {
      if (event.res >= 0) {
        const int yes = 1;
        setsockopt(event.res, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        receive(event.res);
      }
      if (!goes_on) accept();
      return;
    }
    if (kind == Kind::send) return;
    if (event.res > 0) {
      const auto number = event.flags >> IORING_CQE_BUFFER_SHIFT;
      const std::string_view requests(buffer(number), static_cast<std::size_t>(event.res));
      for (auto end = requests.find("\r\n\r\n"); end != std::string_view::npos;
           end = requests.find("\r\n\r\n", end + 4))
        send(descriptor);
      give_back(number, given_back_++);
    } else if (event.res != -ENOBUFS) {
      close(descriptor);
      return;
    }
    if (!goes_on) receive(descriptor);
  }

  int listener_;
  std::string bytes_;
  std::vector<char> storage_;
  io_uring ring_{};
  io_uring_buf_ring* buffers_ = nullptr;
  int given_back_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const int listener = floor_parts::listen_on(arguments[1]);
  if (listener < 0) return 1;
  Floor floor(listener, floor_parts::contents(arguments[2]) + floor_parts::contents(arguments[3]));
  if (!floor.set_up()) return 3;
  floor.run();
}
