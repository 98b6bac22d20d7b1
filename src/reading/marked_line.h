// reading/marked_line.h - the line that a message is about, with its place marked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reading {

// Two lines without an end: the text around the byte `offset` in its line, at most 60 characters on each side, and a
// "^" below the place. "" if that part is not UTF-8, or empty.
std::string marked_line(std::string_view bytes, std::size_t offset);

}  // namespace reading
