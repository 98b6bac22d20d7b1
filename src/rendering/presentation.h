// rendering/presentation.h - the look of a list: what a query can choose besides the items.
#pragma once

#include <algorithm>
#include <string>

#include "rendering/look.h"

namespace rendering {

enum class Theme : unsigned char {
  automatic,  // colours of the host's page, no background
  light,
  dark,
};

struct Presentation {
  Look look;  // of each item, except its level
  Theme theme = Theme::automatic;
  std::string accent;          // six hexadecimal digits in lower case: a colour of sRGB; "": the theme's
  std::string heading = "on";  // "on": the feed's; "off": none; any other text is the heading
  unsigned level = 2;          // of the heading, 2 to 6
  bool styles = true;          // false: the list comes without a stylesheet, for the page's own
  bool footer = true;          // the link to all news
  bool hides_empty = false;    // a list without items shows nothing
  bool more = false;           // a link to the next page; the scripts make it a button that adds the page in place
  bool shadow = false;         // for /fragment: in a declarative shadow root
  unsigned refresh =
      0;  // seconds after which the scripts renew it; 0: never. For them alone: nothing is rendered of it

  // With the level of the items' titles: one below the heading's, or the heading's if there is none.
  Look item_look() const {
    auto with_level = look;
    with_level.level = std::min(6U, level + (heading == "off" ? 0 : 1));
    return with_level;
  }

  friend bool operator==(const Presentation&, const Presentation&) = default;
};

}  // namespace rendering
