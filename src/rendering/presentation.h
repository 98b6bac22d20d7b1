// rendering/presentation.h - the look of a list: what a query can choose besides the items.
#pragma once

#include "rendering/look.h"

namespace rendering {

enum class Theme {
  automatic,  // colours of the host's page, no background
  light,
  dark,
};

struct Presentation {
  Look look;  // of each item
  Theme theme = Theme::automatic;
  bool more = false;    // a link to the next page; the scripts make it a button that adds the page in place
  bool shadow = false;  // for /fragment: in a declarative shadow root
  unsigned refresh =
      0;  // seconds after which the scripts renew it; 0: never. For them alone: nothing is rendered of it

  friend bool operator==(const Presentation&, const Presentation&) = default;
};

}  // namespace rendering
