// reading/more_link.h - the link "more" at the end of a summary, where the office's page had its link.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reading {

struct MoreLink {
  std::string text;       // the summary without the link and the space before it
  std::string url;        // as it is written, not checked; "" where the link has none
  std::string left_over;  // a verb or a bracket at the end of `text` that seems to belong to the link; "" for none
};

// The link at the end of `summary`, whose spaces are folded. Nothing where it does not end in one.
// - With a URL: "[more](URL)", "more: URL", "more <URL>", "more URL", "more (URL)".
// - Marks of a link around it go with it: "more…", "more »", "[more]", "(more)".
// - Whole phrases: "Read more", "See more", "Learn more", and those of the languages of calendar_words.h ("lire la
//   suite", "weiterlesen"). In small letters a phrase must follow the end of a sentence, as "to read more" may be
//   text. Words such as "plus" and "mehr" always must.
// - The last four letters "more". After a space, a digit or a mark they are the link: "project. more", "in 2023more".
//   After a letter, or a hyphen that joins two words, the last word decides: it may be a word of its own.
//   Spelling cannot tell "Campaignmore" from "anymore", so two lists do. Kept whole, and no link: the words of
//   English that end so (anymore, furthermore, evermore, sophomore, sycamore, ...) in any case; names (Baltimore,
//   Rushmore, ...) that begin with a capital; and whatever a hyphen joins (what-is-more).
//   Every other last word is a word and the link glued to it: "Campaignmore", "portmore", "UNODCmore".
// - "More" with a capital follows the end of a sentence.
// Only one link is taken: "anymore more" and "anymoremore" both leave "anymore".
std::optional<MoreLink> take_more_link(std::string_view summary);

// Whether the whole line is a URL, alone or in angle brackets; then the URL, not checked.
std::optional<std::string_view> url_alone(std::string_view line);

}  // namespace reading
