// reading/plain_text.h - the basics of plain text: UTF-8, lines, spaces, control characters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace reading {

class DiagnosticCollector;

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Reports each run of bytes that is not UTF-8 (RFC 3629: no surrogates, no overlong forms), at its
// offset. The message also has `offset_in_file`. Then returns `bytes` with '?' for each of these
// bytes: offsets stay valid, and reading finds the other faults. Nothing if all bytes are UTF-8.
std::optional<std::string> repair_utf8(std::string_view bytes, std::size_t offset_in_file,
                                       DiagnosticCollector& findings);

// Unicode's White_Space, and the spaces without width: U+200B and U+FEFF.
bool is_space(char32_t character);

// `text` is UTF-8. Each run of spaces becomes one U+0020. Spaces at both ends are removed.
std::string fold_spaces(std::string_view text);

// The first control character (general category Cc) except TAB, LF and CR, as "U+001B". `text` is
// UTF-8.
std::optional<std::string> find_control(std::string_view text);

// `text` without these characters.
std::string erase_controls(std::string_view text);

// The number of bytes at the beginning of `bytes` that are UTF-8.
std::size_t count_valid_utf8(std::string_view bytes);

// `text` for a message on one line of a terminal. Control characters, and characters that change the
// direction of writing, are written like <U+001B>. The text after `max_characters` becomes "…".
// `text` is UTF-8.
std::string printable(std::string_view text, std::size_t max_characters);

// 'text' in quotation marks: printable, at most 80 characters.
std::string quote(std::string_view text);

// The line that begins at `from`, without its end: LF, CR LF or CR. `next` is where the following
// line begins.
struct Line {
  std::string_view text;
  std::size_t next;
};
Line line_at(std::string_view bytes, std::size_t from);

// Finds lines and columns of ascending offsets, in one pass.
class LineCounter {
 public:
  struct Place {
    std::size_t line;
    std::size_t column;
  };

  explicit LineCounter(std::string_view bytes) : bytes_(bytes) {}

  // `offset` must not be less than in the previous call. Line and column are from 1; columns count
  // bytes.
  Place find(std::size_t offset);

 private:
  std::string_view bytes_;
  std::size_t line_ = 0;  // 0: no line is read yet
  std::size_t line_start_ = 0;
  std::size_t next_start_ = 0;
  bool ends_ = true;  // the line has an end, so another line follows
};

}  // namespace reading
