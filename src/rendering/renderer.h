// rendering/renderer.h - items and lists to HTML, pages and scripts, by the templates of widget/.
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

// What is around a list: the pages before and after, absolute URLs, "" where there is none; and what tells it
// from the feed's other lists, in a few words, "" for the whole.
struct PageLinks {
  std::string previous;
  std::string next;
  std::string distinction;
};

// Why a list has no items, if it has none.
enum class Emptiness {
  no_news,        // the feed has none
  nothing_found,  // none of them is what was asked for
  past_the_end,   // the pages before have them all
};

struct FrontPage {
  std::string fragment;     // the list
  std::string element_url;  // the element's script under a name that never changes
  std::string element_integrity;
  std::string oembed_url;       // without its format
  std::string structured_data;  // JSON-LD of the list
};

// Any thread may call; every call gives the same bytes for the same arguments. Addresses are made from
// `public_url`, which has no slash at its end.
class Renderer {
 public:
  // Throws std::out_of_range where a file of widget/ is missing.
  Renderer(const Files& files, std::string public_url, const news::Feed& feed);

  // One item, as lists show it.
  std::string item(const news::Item& item, const Look& look) const;

  // The list: one element. `items` is what item() gave, joined; "" for none: then the list says why in words.
  std::string fragment(const std::string& items, const Presentation& presentation, const PageLinks& page_links,
                       Emptiness emptiness) const;

  // Whole pages around what fragment() gave: for a frame; the front page.
  // `oembed_url`: of the page's oEmbed description, without its format. `problem`: as in script().
  std::string embed(const std::string& fragment, const Presentation& presentation, const std::string& oembed_url,
                    const std::string& problem = "") const;
  // In the place of a page that there is not. `title` and `detail` are English.
  std::string error_page(const std::string& title, const std::string& detail, const std::string& fragment) const;
  std::string front_page(const FrontPage& page) const;

  // What fragment() gave in the shadow root of an element with these attributes, with a link to its styles.
  std::string shadow(const std::string& fragment, const std::vector<std::pair<std::string, std::string>>& attributes,
                     const std::string& styles_url) const;

  // An item's own page.
  std::string item_page(const news::Item& item, const std::string& oembed_url) const;

  // The script that carries the list of `fragment`, at `address`, with the styles of its look.
  // `problem`: what the page's author should read on the console; "" for nothing.
  std::string script(const std::string& fragment, const std::string& address, const Look& look,
                     const std::string& problem) const;
  // Those without a list: of the element, and of a page with frames.
  std::string element() const;
  std::string resize() const;

  std::string item_url(const news::Item& item) const;
  const std::string& public_url() const { return public_url_; }

  // The text of the only <style> of embed() and of the pages, and of embed()'s only <script>, for their
  // Content-Security-Policy; the list's styles alone, as shadow() links them.
  const std::string& page_styles(const Look& look = {}) const { return page_styles_[look.layout]; }
  const std::string& frame_script() const { return frame_script_; }
  const std::string& list_styles(const Look& look = {}) const { return list_styles_[look.layout]; }

 private:
  // `own_page`: for the item's own page, where it is the first heading and a link to itself would lead nowhere.
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
  std::string latest_news_script_;  // as read_script() gives them
  std::string element_script_;
  std::string resize_script_;
  std::string frame_script_;
};

}  // namespace rendering
