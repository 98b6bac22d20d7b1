// rendering/front_page.h - what the first page shows besides the list: the choices, and how to embed.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rendering/templates.h"

namespace rendering {

// A form control for one query parameter.
struct Control {
  std::string name;
  std::string meaning;
  std::string allowed;               // in words
  std::string type;                  // of <input>: "text", "number" or "date"; "" if there are options
  std::vector<std::string> options;  // of <select>
  std::string value;                 // the default
  std::string least;                 // of a number
  std::string most;
  unsigned lists = 0;  // where it has a meaning: bits of site::lists
};

struct FrontPage {
  std::string fragment;     // the list
  std::string element_url;  // the element's script, under a name that never changes
  std::string element_integrity;
  std::string oembed_url;       // without its format
  std::string structured_data;  // JSON-LD of the list
  std::vector<Control> item_controls;
  std::vector<Control> look_controls;
};

// What the publisher's view shows (widget/templates/publisher.mustache). All text is plain.
struct PublisherPage {
  struct Source {
    std::string name;
    std::string since;  // as it is shown
    std::size_t items = 0;
    std::string fault;
    std::vector<std::string> warnings;
  };
  struct Layout {
    std::string name;
    std::string fragment;
  };
  struct Page {
    std::string host;
    std::string partner;  // ""
    std::string requests;
  };
  std::size_t count = 0;
  std::string name;  // of the edition
  std::string loaded;
  std::string now;
  std::string newest;  // title and day of the newest item; ""
  std::vector<Source> sources;
  std::string assets;  // the folder; ""
  std::string assets_fault;
  std::vector<std::string> waiting;
  std::vector<Layout> layouts;
  std::vector<Page> pages;  // that show the news, by host; the most frequent first
};

// The context for {{#controls}}: each with its options.
mstch::array controls_context(const std::vector<Control>& controls);

mstch::map publisher_context(const PublisherPage& page);

// The ways to embed and the hosts where they work, from widget/ways.json: {ways: [{name}], hosts:
// [{name, tried, cells: [{text}]}]}. A text is "" where a way does not work. Throws std::runtime_error,
// which names the file, if it has another structure.
mstch::map ways_context(const Files& files);

}  // namespace rendering
