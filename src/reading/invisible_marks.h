// reading/invisible_marks.h - invisible characters that word processors and websites leave in
// copied text.
#pragma once

#include <string>
#include <string_view>

namespace reading {

// For a line that is examined: removes all invisible characters. They are soft hyphen, zero-width
// spaces and joiners, direction marks and embeddings (UAX 9), word joiner, byte order mark. `text`
// is UTF-8.
std::string without_invisible_marks(std::string_view text);

// For text that is kept: removes soft hyphens, zero-width spaces, word joiners and byte order
// marks. Direction marks stay. Embeddings, overrides and isolates stay only if each one is closed
// (UAX 9). Otherwise all of them are removed, because they would change the direction of the
// following text. Joiners stay: Persian, Indic scripts and emoji need them.
std::string kept_text(std::string_view text);

}  // namespace reading
