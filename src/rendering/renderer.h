// rendering/renderer.h - renders items and lists as HTML, pages and scripts, with the templates of
// widget/.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "news/feed.h"
#include "rendering/catalogue.h"
#include "rendering/front_page.h"
#include "rendering/locale.h"
#include "rendering/presentation.h"
#include "rendering/templates.h"

namespace rendering {

// The surroundings of a list. The pages are absolute URLs; "" if there is no such page.
struct PageLinks {
  std::string previous;
  std::string next;
  std::string all_languages;  // the same list with the items in other languages
  std::string distinction;    // words that tell it from the feed's other lists; "" for the whole list
};

// The kinds of our own pages. Each has a stylesheet of its own.
enum class PageKind : unsigned char {
  frame,    // /embed
  content,  // an item, an error
  front,    // the first page, and the publisher's
};

// What a query selects, as words for a list's accessible name. "" if it does not select by it.
struct SelectionWords {
  std::string about;
  std::string without;
  std::string tagged;
  std::string since;
  std::string until;
  std::string page;
};

// The reason why a list has no items, if it is empty.
enum class Emptiness {
  no_news,        // the feed has no items
  nothing_found,  // no item matches the query
  past_the_end,   // earlier pages have all items
};

// Any thread may call. The same arguments always give the same bytes. Addresses are made from
// `public_url`, which must have no slash at its end.
class Renderer {
 public:
  // Throws std::out_of_range if a file of widget/ is missing, and std::runtime_error if a locale has
  // a fault.
  Renderer(const Files& files, std::string public_url, const news::Feed& feed, std::vector<Partner> partners = {},
           bool counts_hosts = false);

  // One item as it looks in lists.
  std::string item(const news::Item& item, const Look& look) const;

  // The list: one element. `items` is the joined results of item(). "": the list says why it is
  // empty.
  std::string fragment(const std::string& items, const Presentation& presentation, const PageLinks& page_links,
                       Emptiness emptiness) const;

  // Whole pages around a result of fragment(): for a frame, and the front page. `oembed_url` is the
  // URL of the page's oEmbed description, without its format. `problem` is as in script().
  std::string embed(const std::string& fragment, const Presentation& presentation, const std::string& oembed_url,
                    const std::string& problem = "") const;
  // For a page that does not exist. `title` and `detail` are English.
  std::string error_page(const std::string& title, const std::string& detail, const std::string& fragment) const;
  std::string front_page(const FrontPage& page) const;
  std::string publisher_page(const PublisherPage& page) const;

  // A result of fragment() in the shadow root of an element with these attributes, with a link to
  // its styles.
  std::string shadow(const std::string& fragment, const std::vector<std::pair<std::string, std::string>>& attributes,
                     const std::string& styles_url) const;

  // An item's own page.
  std::string item_page(const news::Item& item, const std::string& oembed_url) const;

  // The script that has the list of `fragment`, at `address`, with its styles.
  // `problem` is a message to the page's author on the console; "": there is no message.
  std::string script(const std::string& fragment, const std::string& address, const Presentation& presentation,
                     const std::string& problem) const;
  // The scripts without a list: for the element, and for a page with frames.
  std::string element() const;
  std::string resize() const;

  std::string item_url(const news::Item& item) const;
  const std::string& public_url() const { return public_url_; }
  const Catalogue& catalogue() const { return catalogue_; }

  // "about: trafficking, since 1 June 2023", in the language of the look.
  std::string distinction(const SelectionWords& words, const Look& look) const;

  // For Content-Security-Policy: the text of the only <style> of embed() and of the pages, and of
  // embed()'s only <script>. Also the list's styles alone.
  std::string page_styles(PageKind kind, const Presentation& presentation = {}) const;
  std::string list_styles(const Presentation& presentation = {}) const;
  const std::string& frame_script() const { return frame_script_; }

 private:
  const Locale& locale_of(const Look& look) const;
  std::string script_styles(const std::string& fragment, const Presentation& presentation) const;
  std::string language_name(const std::string& tag) const;
  mstch::map item_context(const news::Item& item, const Look& look) const;

  std::string public_url_;
  std::string feed_title_;
  std::string feed_heading_;       // the part of the title that is the heading; the title, if it has no such part
  std::string feed_organisation_;  // the other part; ""
  std::string feed_description_;
  std::string home_page_url_;
  std::string feed_language_;
  Templates templates_;
  mstch::map ways_;
  bool counts_hosts_;
  Catalogue catalogue_;
  std::map<std::string, Locale, std::less<>> locales_;       // by Locale::language
  std::map<std::string, std::string, std::less<>> layouts_;  // their styles, by name
  std::map<std::string, std::array<double, 3>> reserves_;    // the heights of lists, by layout
  std::string common_styles_;                                // before a layout's, all but the parts
  std::map<std::string, std::string, std::less<>> parts_;    // by class: styles of elements that not every list has
  std::array<std::string, 3> page_only_styles_;              // after a layout's, by PageKind
  std::string latest_news_script_;                           // as read_script() returns them
  std::string element_script_;
  std::string resize_script_;
  std::string frame_script_;
};

}  // namespace rendering
