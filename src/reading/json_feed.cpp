#include "reading/json_feed.h"

#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "reading/diagnostic_collector.h"
#include "reading/json_feed_handler.h"
#include "reading/json_syntax.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

// Reads bytes and records the current position: nlohmann's events have no position.
class TrackedByte {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackedByte() = default;
  TrackedByte(const char* byte, std::size_t* position) : byte_(byte), position_(position) {}

  reference operator*() const { return *byte_; }
  TrackedByte& operator++() {
    ++byte_;
    ++*position_;
    return *this;
  }
  TrackedByte operator++(int) {
    auto before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const TrackedByte& one, const TrackedByte& other) { return one.byte_ == other.byte_; }

 private:
  const char* byte_ = nullptr;
  std::size_t* position_ = nullptr;
};

news::Feed parse(std::string_view text, DiagnosticCollector& findings) {
  std::size_t position = 0;
  JsonFeedHandler handler(text, position, findings);
  nlohmann::json::sax_parse(TrackedByte(text.data(), &position), TrackedByte(text.data() + text.size(), &position),
                            &handler);
  return handler.finish();
}

}  // namespace

std::string too_large_message() {
  return "the file is larger than " + std::to_string(max_file_bytes >> 20) + " MiB: leave older items out";
}

Result<Reading, Diagnostics> read_json_feed(std::string_view bytes) {
  DiagnosticCollector findings;
  if (bytes.size() > max_file_bytes) {
    return Diagnostics{{Diagnostic::Severity::error, 0, 0, "", too_large_message()}};
  }
  const std::size_t mark_size = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  bytes.remove_prefix(mark_size);
  if (mark_size > 0) {
    findings.warning(0,
                     "the file begins with a byte order mark, which JSON must not have (RFC 8259, section 8.1): "
                     "save it as UTF-8 without");
  }
  const auto valid = repair_utf8(bytes, mark_size, findings);
  std::string repaired(valid ? std::string_view(*valid) : bytes);
  repair_json(repaired);
  auto feed = parse(repaired, findings);
  auto diagnostics = findings.in_order(bytes);
  if (findings.has_errors()) return diagnostics;
  return Reading{std::move(feed), std::move(diagnostics)};
}

}  // namespace reading
