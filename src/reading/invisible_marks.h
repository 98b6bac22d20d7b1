// reading/invisible_marks.h - characters without a shape, which word processors and websites leave in copied text.
#pragma once

#include <string>
#include <string_view>

namespace reading {

// For a line that is judged: without any character that has no shape. Soft hyphen, zero-width spaces and joiners,
// direction marks and embeddings (UAX 9), word joiner, byte order mark. `text` is UTF-8.
std::string without_invisible_marks(std::string_view text);

// For text that is kept: without soft hyphens, zero-width spaces, word joiners and byte order marks. Direction marks
// stay. Embeddings, overrides and isolates stay only if each is closed (UAX 9); otherwise all of them go, as they would
// turn the text after this one. Joiners stay: Persian, Indic scripts and emoji need them.
std::string kept_text(std::string_view text);

}  // namespace reading
