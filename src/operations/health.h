// operations/health.h - what there is to know about the program's state: whether it should get requests, and why not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace operations {

struct LoadedEdition {
  std::size_t items;
  std::int64_t loaded;  // seconds since 1970
};

struct ReadyState {
  std::optional<LoadedEdition> edition;  // the one that is served
  std::string refusal;                   // why newer news are not; "" if those served are the newest
  bool is_stopping = false;
};

// Any thread.
class Health {
 public:
  // An edition is served from now on.
  void loaded(std::size_t items);
  // Why the newest news, or templates and styles, are not served; "" if they are. Takes the place of the reason before.
  void set_refusal(std::string reason);
  void stopping();

  ReadyState state() const;

 private:
  mutable std::mutex mutex_;
  ReadyState state_;
};

}  // namespace operations
