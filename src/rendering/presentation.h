// rendering/presentation.h - how a list looks: what a query can choose beside its items.
#pragma once

namespace rendering {

enum class Theme {
  automatic,  // colours of the host's page, nothing behind the text
  light,
  dark,
};

struct Presentation {
  Theme theme = Theme::automatic;

  friend bool operator==(const Presentation&, const Presentation&) = default;
};

}  // namespace rendering
