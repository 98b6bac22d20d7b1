#include "site/static_site.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>

#include "http/digest.h"
#include "rendering/icalendar.h"
#include "site/embedding.h"
#include "site/resolve.h"

namespace site {
namespace {

constexpr std::string_view first_page = "/";
constexpr std::string_view list_page = "/embed";

bool is_of_host(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':';
}

// The characters of RFC 3986 without those that end a URL in HTML, JSON and scripts.
bool is_of_url(char c) { return is_of_host(c) || std::string_view("_~/?#=%,+!*@$").find(c) != std::string_view::npos; }

// "&" as it is written in a URL, in HTML and XML, in JSON, and in HTML inside JSON.
constexpr std::array<std::string_view, 4> ampersands{"\\u0026amp;", "&amp;", "\\u0026", "&"};

// A quotation mark or a bracket that is written as a reference ends a URL.
bool is_reference(std::string_view text) {
  for (const std::string_view name : {"quot;", "lt;", "gt;", "#39;", "apos;"}) {
    if (text.starts_with(name)) return true;
  }
  return false;
}

std::string_view ampersand_at(std::string_view text) {
  for (const auto spelling : ampersands) {
    if (text.starts_with(spelling)) return is_reference(text.substr(spelling.size())) ? std::string_view() : spelling;
  }
  return {};
}

// A URL of ours in a text.
struct Link {
  std::size_t size = 0;  // in the text, behind the public URL
  std::string target;    // path and query
  std::string fragment;  // with "#"; ""
};

// `text` begins behind the public URL.
Link read_link(std::string_view text) {
  Link link;
  std::string url;
  while (link.size < text.size()) {
    const auto rest = text.substr(link.size);
    if (const auto ampersand = ampersand_at(rest); !ampersand.empty()) {
      url += '&';
      link.size += ampersand.size();
    } else if (is_of_url(rest.front())) {
      url += rest.front();
      ++link.size;
    } else {
      break;
    }
  }
  while (!url.empty() && std::string_view(".,:!?").find(url.back()) != std::string_view::npos) {  // ends a sentence
    url.pop_back();
    --link.size;
  }
  const auto hash = std::min(url.find('#'), url.size());
  link.fragment = url.substr(hash);
  link.target = url.substr(0, hash);
  return link;
}

// These are names, not links. They must not depend on who serves the feed.
bool is_identifier(std::string_view before) {
  return before.ends_with("<id>") || before.ends_with("<guid isPermaLink=\"true\">") ||
         before.ends_with("<guid isPermaLink=\"false\">") || before.ends_with("\"id\":\"");
}

// Whether it has no scheme and no path from the root (RFC 3986, section 4.2).
bool is_relative(std::string_view link) {
  return !link.empty() && link.front() != '/' && link.front() != '#' &&
         link.substr(0, link.find_first_of("/?#")).find(':') == std::string_view::npos;
}

// `folder` has slashes around it. Only "../" and "./" at the link's beginning are resolved: ours have no others.
std::string resolve_relative(std::string folder, std::string_view link) {
  while (link.starts_with("../") || link.starts_with("./")) {
    if (link.starts_with("../") && folder.size() > 1) folder.erase(folder.rfind('/', folder.size() - 2) + 1);
    link.remove_prefix(link.find('/') + 1);
  }
  return folder + std::string(link);
}

class Maker {
 public:
  Maker(Site& site, const MakingProgress& progress)
      : site_(site), public_url_(site.edition().renderer().public_url()), progress_(progress) {}

  void want(const std::string& target) { (void)path_for(target, ""); }

  StaticSite make() {
    for (; next_ < waiting_.size(); ++next_) {
      make_file(waiting_[next_]);
      if (progress_) progress_(next_ + 1, waiting_.size());
    }
    made_.files.push_back(error_page());
    std::sort(made_.files.begin(), made_.files.end(),
              [](const StaticFile& a, const StaticFile& b) { return a.path < b.path; });
    return std::move(made_);
  }

 private:
  struct Waiting {
    std::string target;  // canonical
    std::string path;
    std::string from;  // the file that links to it; "": it was asked for
  };

  static std::string folder_of(const std::string& target) {
    const auto path = target.substr(0, target.find('?'));
    return path.substr(0, path.rfind('/') + 1);
  }

  // The path of a target's file, which is made later. Nothing if the site has no such page.
  std::optional<std::string> path_for(const std::string& target, const std::string& from) {
    const auto resolved = resolve(site_.edition().renderer().catalogue(), target);
    if (resolved.route == Route::other) return std::nullopt;  // perhaps another page of the organisation's site
    if (resolved.problem || !resolved.hint.empty()) {
      complain(from, target, resolved.problem ? resolved.problem->message() : resolved.hint);
      return std::nullopt;
    }
    const auto [known, is_new] = paths_.emplace(resolved.canonical, static_path(resolved.canonical));
    if (is_new) waiting_.push_back({resolved.canonical, known->second, from});
    return known->second;
  }

  void complain(const std::string& from, const std::string& target, const std::string& what) {
    made_.broken_links.push_back((from.empty() ? "" : from + ": ") + target + ": " + what);
  }

  void make_file(const Waiting& waiting) {
    auto answer = site_.answer(waiting.target == first_page ? std::string(list_page) : waiting.target);
    if (answer.status != 200) {
      return complain(waiting.from, waiting.target, "the status is " + std::to_string(answer.status));
    }
    const auto& type = answer.content_type;
    answer.body = type.starts_with("text/calendar")
                      ? calendar_with_links_to_files(answer.body, waiting.path)
                      : with_links_to_files(answer.body, waiting.path,
                                            type.starts_with("text/html") ? folder_of(waiting.target) : "");
    made_.files.push_back({waiting.path, waiting.target, std::move(answer)});
  }

  StaticFile error_page() {
    auto answer = site_.answer("/a-page-that-does-not-exist");
    answer.body = with_links_to_files(std::exchange(answer.html, {}), "404.html", "/");
    answer.content_type = "text/html; charset=utf-8";
    for (auto& field : answer.fields) {
      if (field.name == "Content-Security-Policy") field.value = answer.html_policy;
    }
    return {"404.html", "", std::move(answer)};
  }

  // `folder` is the one that relative links of a page begin in, with slashes around it; "": the text is no page.
  std::string with_links_to_files(std::string_view text, const std::string& path, const std::string& folder = "") {
    const auto absolute = folder.empty() ? std::string() : with_absolute_links(text, folder);
    if (!folder.empty()) text = absolute;
    std::string result;
    std::size_t copied = 0;
    for (auto at = text.find(public_url_); at != std::string_view::npos; at = text.find(public_url_, at)) {
      const auto start = at;
      at += public_url_.size();
      if (at < text.size() && text[at] != '/' && is_of_host(text[at])) continue;  // another host, or another port
      const auto link = read_link(text.substr(at));
      if (!link.target.starts_with('/') || is_identifier(text.substr(0, start))) continue;
      result += text.substr(copied, at - copied);
      result += file_of(link.target, path) + link.fragment;
      at += link.size;
      copied = at;
    }
    result += text.substr(copied);
    return result;
  }

  // A calendar's lines are folded, in the middle of URLs too.
  std::string calendar_with_links_to_files(std::string_view calendar, const std::string& path) {
    constexpr std::string_view fold = "\r\n ";
    std::string unfolded(calendar);
    for (auto at = unfolded.find(fold); at != std::string::npos; at = unfolded.find(fold, at)) {
      unfolded.erase(at, fold.size());
    }
    std::string result;
    for (std::string_view rest = unfolded; !rest.empty();) {
      const auto end = rest.find("\r\n");
      const auto line = rest.substr(0, end);
      rendering::add_icalendar_line(result,
                                    line.starts_with("UID:") ? std::string(line) : with_links_to_files(line, path));
      rest.remove_prefix(std::min(rest.size(), line.size() + 2));
    }
    return result;
  }

  // The path of a link's file, as it is written in a URL. A script's own address stays as it is: it is the script's
  // name for the list, and leads to the other scripts.
  std::string file_of(const std::string& target, const std::string& from) {
    const auto route = resolve(site_.edition().renderer().catalogue(), target).route;
    const auto path = path_for(target, from);
    if (!path || route == Route::script || target == first_page) return target;
    return "/" + *path;
  }

  // The templates link to some files relative to the page, which may be in another folder here.
  std::string with_absolute_links(std::string_view page, const std::string& folder) const {
    std::string result;
    while (!page.empty()) {
      const auto attribute = std::min({page.find(" href=\""), page.find(" src=\""), page.size()});
      const auto value = attribute == page.size() ? attribute : page.find('"', attribute) + 1;
      result += page.substr(0, value);
      page.remove_prefix(value);
      const auto link = page.substr(0, page.find('"'));
      if (is_relative(link)) {
        result += public_url_ + resolve_relative(folder, link);
        page.remove_prefix(link.size());
      }
    }
    return result;
  }

  Site& site_;
  const std::string public_url_;
  const MakingProgress& progress_;
  std::unordered_map<std::string, std::string> paths_;  // by canonical target
  std::deque<Waiting> waiting_;
  std::size_t next_ = 0;
  StaticSite made_;
};

// No file system takes longer names than 255 bytes, and a compressed file has ".br" behind its name.
std::string name_of_file(std::string_view text) {
  constexpr std::size_t longest = 200;
  std::string name(text);
  std::replace(name.begin(), name.end(), '%', '!');
  std::replace(name.begin(), name.end(), '&', ',');
  if (name.size() <= longest) return name;
  http::NameDigest digest;
  digest.add(name);
  return digest.finish();
}

// The name has the description's format. The page's URL is in it as a digest.
std::string oembed_path(std::string_view query) {
  constexpr std::string_view format = "format=";
  const auto at = query.find(format);
  http::NameDigest digest;
  digest.add(query.substr(0, at));
  const auto extension = at == std::string_view::npos ? "json" : query.substr(at + format.size());
  return "oembed/" + digest.finish() + "." + std::string(extension);
}

// "/fragment" becomes "fragment.html". An item's id may have dots.
std::string path_without_query(std::string_view path) {
  constexpr std::string_view items = "/items/";
  if (path.starts_with(items)) {
    const bool is_json = path.ends_with(".json");
    const auto id =
        path.substr(items.size(), path.size() - items.size() - (is_json ? std::string_view(".json").size() : 0));
    return "items/" + name_of_file(id) + (is_json ? ".json" : ".html");
  }
  if (path == first_page) return "index.html";
  return std::string(path.substr(1)) + (path.find('.') == std::string_view::npos ? ".html" : "");
}

}  // namespace

std::string static_path(std::string_view canonical) {
  const auto mark = std::min(canonical.find('?'), canonical.size());
  const auto path = canonical.substr(0, mark);
  if (mark == canonical.size()) return path_without_query(path);
  const auto query = canonical.substr(mark + 1);
  if (path == name_of(Route::oembed)) return oembed_path(query);
  return "lists/" + name_of_file(query) + "/" + path_without_query(path);
}

StaticSite make_static_site(Site& site, const std::vector<std::string>& targets, const MakingProgress& progress) {
  Maker maker(site, progress);
  const auto& edition = site.edition();
  for (const auto& target : visited_targets()) maker.want(target);
  for (const auto& target : other_targets()) maker.want(target);
  maker.want(hashed_element_path(edition));
  for (const auto& layout : edition.renderer().catalogue().layouts) maker.want(hashed_styles_path(edition, layout));
  for (const auto& item : edition.feed().items) {
    maker.want("/items/" + item.page());
    maker.want("/items/" + item.page() + ".json");
  }
  for (const auto& target : targets) maker.want(target);
  return maker.make();
}

}  // namespace site
