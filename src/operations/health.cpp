#include "operations/health.h"

#include <utility>

#include "operations/utc_time.h"

namespace operations {

void Health::loaded(std::size_t items, std::string name, std::optional<double> lag) {
  const std::lock_guard lock(mutex_);
  state_.edition = LoadedEdition{items, seconds_now(), std::move(name), lag};
}

void Health::set_refusal(std::string reason) {
  const std::lock_guard lock(mutex_);
  state_.refusal = std::move(reason);
}

void Health::stopping() {
  const std::lock_guard lock(mutex_);
  state_.is_stopping = true;
}

ReadyState Health::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

}  // namespace operations
