// rendering/look.h - the look of one item in a list: exactly the settings that change its HTML
// there.
#pragma once

#include <string>

#include "rendering/catalogue.h"

namespace rendering {

enum class Summary : unsigned char {
  shortened,  // the beginning of a long text
  full,
  none,
};

enum class DateFormat : unsigned char {
  long_form,  // 30 July 2023
  short_form,
  none,
};

enum class MoreLink : unsigned char {
  automatic,  // as the locale says
  on,
  off,
};

enum class Target : unsigned char { top, blank, self, parent };  // HTML, section 7.3.1.7: "_top" and so on

struct Look {
  std::string layout{default_layout};  // a name in Catalogue::layouts
  std::string language;                // of the words and dates: a name in Catalogue::languages; "": the feed's
  Summary summary = Summary::shortened;
  DateFormat date = DateFormat::long_form;
  MoreLink more_link = MoreLink::automatic;
  Target target = Target::top;
  bool images = false;
  bool names_languages = false;  // an item in another language than the list has its language's name
  unsigned level = 3;            // of the title's heading, 1 to 6

  // A text that is different for each look.
  std::string key() const {
    const auto digit = [](auto value) { return static_cast<char>('0' + static_cast<unsigned>(value)); };
    return layout + '/' + language + '/' + digit(summary) + digit(date) + digit(more_link) + digit(target) +
           digit(images) + digit(names_languages) + digit(level);
  }

  friend bool operator==(const Look&, const Look&) = default;
};

}  // namespace rendering
