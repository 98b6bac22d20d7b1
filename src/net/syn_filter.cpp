#include "net/syn_filter.h"

#include <linux/filter.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>

namespace net {

// Classic BPF over a segment, starting at the TCP header (RFC 9293, section 3.1). Byte 13 holds the
// flags. Accepted connections inherit the filter, but it does not affect them.
bool drop_new_syns(int descriptor) noexcept {
  constexpr std::uint32_t flags_at = 13;
  constexpr std::uint32_t syn = 0x02;
  constexpr std::uint32_t ack = 0x10;
  constexpr std::uint32_t all_of_it = 0xffffffff;
  std::array<sock_filter, 5> program = {{
      BPF_STMT(BPF_LD | BPF_B | BPF_ABS, flags_at),
      BPF_STMT(BPF_ALU | BPF_AND | BPF_K, syn | ack),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, syn, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, 0),
      BPF_STMT(BPF_RET | BPF_K, all_of_it),
  }};
  const sock_fprog filter{program.size(), program.data()};
  return ::setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) == 0;
}

}  // namespace net
