// rendering/renderer.h - renders items and lists as HTML, pages and scripts, with the templates of
// widget/.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "news/feed.h"
#include "rendering/locale.h"
#include "rendering/presentation.h"
#include "rendering/templates.h"

namespace rendering {

// The surroundings of a list. The pages before and after are absolute URLs; "" if there is no such
// page. A few words distinguish it from the feed's other lists; "" for the whole list.
struct PageLinks {
  std::string previous;
  std::string next;
  std::string distinction;
};

// The reason why a list has no items, if it is empty.
enum class Emptiness {
  no_news,        // the feed has no items
  nothing_found,  // no item matches the query
  past_the_end,   // earlier pages have all items
};

struct FrontPage {
  std::string fragment;     // the list
  std::string element_url;  // the element's script, under a name that never changes
  std::string element_integrity;
  std::string oembed_url;       // without its format
  std::string structured_data;  // JSON-LD of the list
};

// Any thread may call. The same arguments always give the same bytes. Addresses are made from
// `public_url`, which must have no slash at its end.
class Renderer {
 public:
  // Throws std::out_of_range if a file of widget/ is missing.
  Renderer(const Files& files, std::string public_url, const news::Feed& feed);

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

  // A result of fragment() in the shadow root of an element with these attributes, with a link to
  // its styles.
  std::string shadow(const std::string& fragment, const std::vector<std::pair<std::string, std::string>>& attributes,
                     const std::string& styles_url) const;

  // An item's own page.
  std::string item_page(const news::Item& item, const std::string& oembed_url) const;

  // The script that has the list of `fragment`, at `address`, with the styles of its look.
  // `problem` is a message to the page's author on the console; "": there is no message.
  std::string script(const std::string& fragment, const std::string& address, const Look& look,
                     const std::string& problem) const;
  // The scripts without a list: for the element, and for a page with frames.
  std::string element() const;
  std::string resize() const;

  std::string item_url(const news::Item& item) const;
  const std::string& public_url() const { return public_url_; }

  // For Content-Security-Policy: the text of the only <style> of embed() and of the pages, and of
  // embed()'s only <script>. Also the list's styles alone, for the link of shadow().
  const std::string& page_styles(const Look& look = {}) const { return page_styles_[look.layout]; }
  const std::string& frame_script() const { return frame_script_; }
  const std::string& list_styles(const Look& look = {}) const { return list_styles_[look.layout]; }

 private:
  // `own_page`: for the item's own page. There it is the first heading, and a link to itself would
  // be useless.
  mstch::map item_context(const news::Item& item, bool own_page, Summary shown) const;

  std::string public_url_;
  std::string feed_title_;
  std::string feed_description_;
  std::string home_page_url_;
  std::string feed_language_;
  Templates templates_;
  Locale locale_;
  std::array<std::string, layout_names.size()> list_styles_;  // by layout
  std::array<std::string, layout_names.size()> page_styles_;
  std::string latest_news_script_;  // as read_script() returns them
  std::string element_script_;
  std::string resize_script_;
  std::string frame_script_;
};

}  // namespace rendering
