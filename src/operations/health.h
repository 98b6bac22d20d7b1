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

struct Condition {
  std::optional<LoadedEdition> edition;  // the one that is served
  std::string refusal;                   // why newer news are not; "" if those served are the newest
  bool is_stopping = false;
};

// Any thread.
class Health {
 public:
  // An edition is served from now on. What was refused before it is forgotten.
  void loaded(std::size_t items);
  // What is served is the newest after all.
  void is_newest();
  // A news file, or the looks, were refused: what was served stays.
  void refused(std::string reason);
  void stopping();

  Condition condition() const;

 private:
  mutable std::mutex mutex_;
  Condition condition_;
};

}  // namespace operations
