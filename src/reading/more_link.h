// reading/more_link.h - the word "more" at the end of a summary, where the office's page had its link.
#pragma once

#include <optional>
#include <string_view>

namespace reading {

// `summary` without the link's "more" and the space before it; nothing where it does not end in that link.
// The link is the last four letters "more", in small letters, and nothing after them.
// - After a space, a digit or a mark, they are the link: "project. more", "project.more", "in 2023more".
// - After a letter, or a hyphen that joins two words, the last word decides: it may be a word of its own.
//   Spelling cannot tell "Campaignmore" from "anymore", so two lists do. Kept whole, and no link: the words of
//   English that end so (anymore, furthermore, evermore, sophomore, sycamore, ...) in any case; names (Baltimore,
//   Rushmore, ...) that begin with a capital; and whatever a hyphen joins (what-is-more).
//   Every other last word is a word and the link glued to it: "Campaignmore", "portmore", "Portmore", "UNODCmore".
// Only one "more" is ever taken: "anymore more" and "anymoremore" both leave "anymore".
std::optional<std::string_view> without_more(std::string_view summary);

}  // namespace reading
