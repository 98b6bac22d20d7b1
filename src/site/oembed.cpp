#include "site/oembed.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "escape_html.h"
#include "http/problem_details.h"
#include "rendering/json_text.h"
#include "rendering/xml_writer.h"
#include "site/responses.h"

namespace site {
namespace {

constexpr int default_width = 600;
constexpr int default_height = 640;
constexpr int cache_seconds = 3600;

struct Target {
  std::string title;
  std::string frame;  // absolute URL
};

std::string value_of(const QueryFields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return "";
}

// What one of our URLs shows. Nothing for any other URL.
std::optional<Target> find_target(const edition::Edition& edition, std::string_view url) {
  const auto& renderer = edition.renderer();
  const auto& public_url = renderer.public_url();
  url = url.substr(0, url.find('#'));
  if (!url.starts_with(public_url)) return std::nullopt;
  auto rest = std::string(url.substr(public_url.size()));
  if (rest.empty() || rest.front() == '?') rest.insert(rest.begin(), '/');
  if (rest.front() != '/') return std::nullopt;
  const auto resolved = resolve(renderer.catalogue(), rest);
  if (resolved.problem) return std::nullopt;
  if (resolved.route == Route::front_page) return Target{edition.feed().title, public_url + "/embed"};
  if (resolved.route == Route::embed) return Target{edition.feed().title, public_url + resolved.canonical};
  const auto* item = resolved.route == Route::item ? edition.find_item(resolved.part) : nullptr;
  if (item == nullptr) return std::nullopt;
  return Target{item->title.empty() ? edition.feed().title : item->title, renderer.item_url(*item)};
}

// A missing size means the default.
std::optional<int> read_size(const std::string& text, int usual) {
  if (text.empty()) return usual;
  int size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  if (error != std::errc() || end != text.data() + text.size() || size < 1) return std::nullopt;
  return std::min(size, usual);
}

// WordPress recognises these two elements by their class and keeps them. It removes `style` and keeps `frameborder`.
std::string html_of(const Target& target, const std::string& url, int width, int height) {
  const auto title = escape_html(target.title);
  return "<blockquote class=\"wp-embedded-content\"><a href=\"" + escape_html(url) + "\">" + title +
         "</a></blockquote><iframe class=\"wp-embedded-content\" src=\"" + escape_html(target.frame) + "\" title=\"" +
         title + "\" width=\"" + std::to_string(width) + "\" height=\"" + std::to_string(height) +
         "\" frameborder=\"0\" style=\"border:0;color-scheme:normal\" loading=\"lazy\"></iframe>";
}

void send_fault(httplib::Response& response, int status, const std::string& detail) {
  send_problem(response, status, rendering::json_text(http::problem_details(status, detail)));
}

void answer(const edition::Edition& edition, const QueryFields& fields, httplib::Response& response) {
  const auto url = value_of(fields, "url");
  const auto format = value_of(fields, "format");
  const bool is_xml = format == "xml";
  if (url.empty())
    return send_fault(response, 400, "the parameter url is missing: it is the address of one of our pages");
  if (!format.empty() && !is_xml && format != "json") {
    return send_fault(response, 501, "the parameter format is \"" + format + "\"; it can be json or xml");
  }
  const auto width = read_size(value_of(fields, "maxwidth"), default_width);
  const auto height = read_size(value_of(fields, "maxheight"), default_height);
  if (!width || !height) {
    return send_fault(response, 400, "the parameters maxwidth and maxheight can be whole numbers of pixels from 1");
  }
  const auto target = find_target(edition, url);
  const auto& public_url = edition.renderer().public_url();
  if (!target) return send_fault(response, 404, url + " is none of our pages: " + public_url + "/ lists them");
  const std::vector<std::pair<const char*, std::string>> texts{{"type", "rich"},
                                                               {"version", "1.0"},
                                                               {"title", target->title},
                                                               {"provider_name", edition.feed().title},
                                                               {"provider_url", public_url + "/"},
                                                               {"html", html_of(*target, url, *width, *height)}};
  const std::vector<std::pair<const char*, int>> numbers{
      {"width", *width}, {"height", *height}, {"cache_age", cache_seconds}};
  if (is_xml) {
    rendering::XmlWriter xml;
    xml.start("oembed");
    for (const auto& [name, value] : texts) xml.element(name, value);
    for (const auto& [name, value] : numbers) xml.element(name, std::to_string(value));
    return send(response, xml.finish(), "text/xml; charset=utf-8", Freshness::news);
  }
  auto json = nlohmann::ordered_json::object();
  for (const auto& [name, value] : texts) json[name] = value;
  for (const auto& [name, value] : numbers) json[name] = value;
  send(response, rendering::json_text(json), "application/json", Freshness::news);
}

}  // namespace

void add_oembed_route(HttplibServer& server, const edition::Edition& edition) {
  server.add(Route::oembed, [&edition](const Resolved& resolved, httplib::Response& response) {
    answer(edition, resolved.fields, response);
  });
}

std::string oembed_url(const std::string& public_url, const std::string& url) {
  return public_url + "/oembed?url=" + percent_encode(url);
}

}  // namespace site
