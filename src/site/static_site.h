// site/static_site.h - the site as files, for web servers and object stores that know nothing of queries. Every link
// between the files leads to a file.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/response.h"
#include "site/site.h"

namespace site {

struct StaticFile {
  std::string path;       // below the folder: "lists/limit=5/embed.html"
  std::string target;     // what a server would be asked for: "/embed?limit=5"; "" for the error page
  http::Response answer;  // the links of its body lead to files
};

struct StaticSite {
  std::vector<StaticFile> files;          // by path
  std::vector<std::string> broken_links;  // one line each: "embed.html: /items/x: the status is 404"
};

// The file of a target in its canonical spelling (Resolved::canonical):
//
//   /news.json        news.json
//   /embed            embed.html
//   /items/ID         items/ID.html
//   /embed?limit=5&q=caf%C3%A9   lists/limit=5,q=caf!C3!A9/embed.html
//
// No name has a character that must be encoded in a URL or that a file system refuses. A name of more than 200 bytes
// becomes a digest.
std::string static_path(std::string_view canonical);

// Makes the files of these targets, of every item, and of everything that they link to. `targets` are in origin-form.
// Each file is made once. The first page is the list: a configurator needs a server. `progress` may be empty; it gets
// the number of files that are made, and that are known so far.
using MakingProgress = std::function<void(std::size_t done, std::size_t all)>;
StaticSite make_static_site(Site& site, const std::vector<std::string>& targets, const MakingProgress& progress = {});

}  // namespace site
