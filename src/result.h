// result.h - a return type: a value, or the reason why there is no value. The names are those of
// std::expected, which g++ 12 does not have.
#pragma once

#include <utility>
#include <variant>

// A T, or the E that says why there is no T. T and E are different types.
template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value) : either_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : either_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const noexcept { return either_.index() == 0; }

  // Each throws std::bad_variant_access if the object holds the other one.
  const T& value() const& { return std::get<0>(either_); }
  T&& value() && { return std::get<0>(std::move(either_)); }
  const E& error() const& { return std::get<1>(either_); }
  E&& error() && { return std::get<1>(std::move(either_)); }

 private:
  std::variant<T, E> either_;
};
