// reading/marked_line.h - shows the line of a message and marks the place in it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reading {

// Returns two lines without a line end at the end. The first has the text around the byte `offset`
// in its line, at most 60 characters on each side. The second has a "^" below the place. "" if that
// part is empty or not UTF-8.
std::string marked_line(std::string_view bytes, std::size_t offset);

}  // namespace reading
