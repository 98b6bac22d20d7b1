// The layouts and languages of the bundled files, for an English feed.
#pragma once

#include "assets/assets.h"
#include "rendering/catalogue.h"

inline const rendering::Catalogue& catalogue() {
  static const auto read =
      rendering::read_catalogue(assets::bundled(), {.title = "News", .home_page_url = "", .language = "en"});
  return read;
}
