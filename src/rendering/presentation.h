// rendering/presentation.h - how a list looks: what a query can choose beside its items.
#pragma once

#include "rendering/look.h"

namespace rendering {

enum class Theme {
  automatic,  // colours of the host's page, nothing behind the text
  light,
  dark,
};

struct Presentation {
  Look look;  // of each item
  Theme theme = Theme::automatic;
  bool more = false;    // a link to the next page, which the scripts turn into a button that adds it in place
  bool shadow = false;  // of /fragment: in a declarative shadow root
  unsigned refresh =
      0;  // seconds after which the scripts renew it; 0: never. For them alone: nothing is rendered of it

  friend bool operator==(const Presentation&, const Presentation&) = default;
};

}  // namespace rendering
