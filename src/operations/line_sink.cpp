#include "operations/line_sink.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <system_error>
#include <utility>

namespace operations {
namespace {

// If poll() reports it writable, a descriptor takes this many bytes without blocking (PIPE_BUF,
// pipe(7)), and no other writer's line comes between. Standard output is shared with others, so it
// must not be made non-blocking.
constexpr std::size_t at_once = 4096;
constexpr int look_up_every = 100;  // milliseconds between checks whether to end
constexpr std::int64_t patience_at_end = 1000;

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// Opens non-blocking, so that a FIFO without a reader gives an error and does not block.
int open_file(const std::string& path) {
  return ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0640);
}

}  // namespace

LineSink::LineSink(std::string path, std::function<bool()> more_comes, Report report)
    : path_(std::move(path)),
      more_comes_(std::move(more_comes)),
      report_(std::move(report)),
      descriptor_(path_.empty() ? STDOUT_FILENO : open_file(path_)),
      gives_up_at_(std::numeric_limits<std::int64_t>::max()) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), path_);
}

LineSink::~LineSink() {
  write_out();
  if (descriptor_ != STDOUT_FILENO) ::close(descriptor_);
}

void LineSink::end_soon() noexcept { gives_up_at_ = now() + patience_at_end; }

void LineSink::sink_it_(const spdlog::details::log_msg& message) {
  lines_.append(message.payload.data(), message.payload.size());
  lines_ += '\n';
  if (lines_.size() >= at_once || !more_comes_()) write_out();
}

void LineSink::flush_() { write_out(); }

void LineSink::write_out() {
  if (reopens_.exchange(false)) open_again();
  if (lines_.empty()) return;
  if (is_mid_line_) lines_.insert(lines_.begin(), '\n');
  std::size_t written = 0;
  while (written < lines_.size()) {
    const auto count = write_some(std::string_view(lines_).substr(written, at_once));
    if (count == 0) return lose(written, errno);
    written += count;
  }
  is_mid_line_ = false;
  fails_ = false;
  lines_.clear();
}

// Returns 0 and sets errno on failure.
std::size_t LineSink::write_some(std::string_view bytes) {
  while (true) {
    if (!wait_for_room()) {
      errno = ETIMEDOUT;
      return 0;
    }
    const auto count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count > 0) return static_cast<std::size_t>(count);
    if (count == 0 || (errno != EINTR && errno != EAGAIN)) return 0;
  }
}

bool LineSink::wait_for_room() const {
  while (true) {
    pollfd room{descriptor_, POLLOUT, 0};
    const auto left = std::clamp<std::int64_t>(gives_up_at_ - now(), 0, look_up_every);
    if (::poll(&room, 1, static_cast<int>(left)) > 0) return true;
    if (left == 0) return false;
  }
}

void LineSink::lose(std::size_t written, int error) {
  // Counts the lines whose end was not written. The empty line that is_mid_line_ has added does not
  // count.
  const auto rest = std::string_view(lines_).substr(written);
  const auto lost = std::count(rest.begin(), rest.end(), '\n') - (is_mid_line_ && written == 0 ? 1 : 0);
  lost_lines_ += static_cast<std::uint64_t>(lost);
  if (written > 0) is_mid_line_ = lines_[written - 1] != '\n';
  lines_.clear();
  if (std::exchange(fails_, true)) return;
  report_("the access log cannot be written to " + (path_.empty() ? std::string("standard output") : path_) + ": " +
          std::strerror(error) + "; its lines are dropped as long as this lasts");
}

// If the new file cannot be opened, the old file stays.
void LineSink::open_again() {
  if (path_.empty()) return;
  const int descriptor = open_file(path_);
  if (descriptor < 0) {
    return report_("the access log cannot be opened again: " + path_ + ": " + std::strerror(errno));
  }
  ::close(descriptor_);
  descriptor_ = descriptor;
  is_mid_line_ = false;
}

}  // namespace operations
