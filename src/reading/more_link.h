// reading/more_link.h - finds the link "more" at the end of a summary, which the office's page had
// there.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reading {

struct MoreLink {
  std::string text;       // the summary without the link and the space before it
  std::string url;        // as written, not checked; "" if the link has no URL
  std::string left_over;  // a verb or a bracket at the end of `text` that seems to belong to the link; ""
};

// The link at the end of `summary`, whose spaces are folded. Nothing if it does not end in a link.
// - With a URL: "[more](URL)", "more: URL", "more <URL>", "more URL", "more (URL)".
// - Marks around the link are removed with it: "more…", "more »", "[more]", "(more)".
// - Whole phrases: "Read more", "See more", "Learn more", and those of the languages of
//   calendar_words.h ("lire la suite", "weiterlesen"). A phrase in small letters must follow the end
//   of a sentence, because "to read more" may be text. Words such as "plus" and "mehr" must always
//   follow one.
// - The last four letters "more". After a space, a digit or a mark they are the link:
//   "project. more", "in 2023more". After a letter, or a hyphen that joins two words, the last word
//   decides: it may be an ordinary word. Spelling cannot distinguish "Campaignmore" from "anymore",
//   so there are two lists. These stay whole and are not a link: English words that end so (anymore,
//   furthermore, evermore, sophomore, sycamore, ...), in any case; names (Baltimore, Rushmore, ...)
//   with a capital; and everything that a hyphen joins (what-is-more). Every other last word is a
//   word with the link joined to it: "Campaignmore", "portmore", "UNODCmore".
// - "More" with a capital must follow the end of a sentence.
// Only one link is taken: "anymore more" and "anymoremore" both leave "anymore".
std::optional<MoreLink> take_more_link(std::string_view summary);

// If the whole line is a URL, alone or in angle brackets: the URL, not checked.
std::optional<std::string_view> url_alone(std::string_view line);

}  // namespace reading
