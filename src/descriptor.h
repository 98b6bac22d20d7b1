// descriptor.h - owns a file descriptor.
#pragma once

#include <unistd.h>

#include <utility>

class Descriptor {
 public:
  explicit Descriptor(int value = -1) noexcept : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(Descriptor&& other) noexcept : value_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }

  int get() const noexcept { return value_; }
  bool is_open() const noexcept { return value_ >= 0; }
  int release() noexcept { return std::exchange(value_, -1); }

 private:
  int value_;
};
