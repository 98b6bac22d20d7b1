// operations/health.h - the program's state: whether it should get requests, and if not, why.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace operations {

struct LoadedEdition {
  std::size_t items;
  std::int64_t loaded;             // seconds since 1970
  std::string name;                // edition::Edition::name()
  std::optional<double> lag = {};  // seconds between the source's change and the swap; nothing: the source does not say
};

struct ReadyState {
  std::optional<LoadedEdition> edition;  // the edition that is served
  std::string refusal;                   // why newer news is not served; "": the newest is served
  bool is_stopping = false;
};

// Any thread may call.
class Health {
 public:
  // Call it when an edition is served.
  void loaded(std::size_t items, std::string name, std::optional<double> lag = {});
  // Sets why the newest news, or templates and styles, are not served; "" if they are. Replaces the
  // earlier reason.
  void set_refusal(std::string reason);
  void stopping();

  ReadyState state() const;

 private:
  mutable std::mutex mutex_;
  ReadyState state_;
};

}  // namespace operations
