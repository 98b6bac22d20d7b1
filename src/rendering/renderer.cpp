#include "rendering/renderer.h"

#include <utility>

#include "rendering/json_ml.h"
#include "rendering/json_text.h"
#include "rendering/script.h"
#include "rendering/structured_data.h"

namespace rendering {
namespace {

constexpr int heading_level = 2;  // of the list's heading; an item's title is one level below

// The names are those of WCAG and CSS. The classes of widget/styles use them too.
std::string theme_name(Theme theme) {
  switch (theme) {
    case Theme::light:
      return "light";
    case Theme::dark:
      return "dark";
    case Theme::automatic:
      break;
  }
  return "auto";
}

mstch::map link_context(const std::string& url, const std::string& text) { return {{"url", url}, {"text", text}}; }

mstch::node link(const std::string& url, const std::string& text) {
  if (url.empty()) return false;
  return link_context(url, text);
}

// Also has the texts for after that page was added in place (with 0 as the number of its items),
// and for after the last page.
mstch::node link_with_button(const std::string& url, const Locale& locale) {
  if (url.empty()) return false;
  auto context = link_context(url, locale.next);
  context["added"] = fill(locale.added, {{"count", "0"}});
  context["end"] = locale.past_the_end;
  return context;
}

const std::string& words_for(Emptiness emptiness, const Locale& locale) {
  switch (emptiness) {
    case Emptiness::nothing_found:
      return locale.nothing_found;
    case Emptiness::past_the_end:
      return locale.past_the_end;
    case Emptiness::no_news:
      break;
  }
  return locale.empty;
}

// The longest <meta name="description"> that search engines show.
constexpr std::size_t max_description_bytes = 300;

std::string shortened(const std::string& text) {
  if (text.size() <= max_description_bytes) return text;
  const auto end = text.rfind(' ', max_description_bytes);
  return text.substr(0, end == std::string::npos ? 0 : end) + " …";
}

}  // namespace

Renderer::Renderer(const Files& files, std::string public_url, const news::Feed& feed)
    : public_url_(std::move(public_url)),
      feed_title_(feed.title),
      feed_description_(feed.description),
      home_page_url_(feed.home_page_url),
      feed_language_(feed.language),
      templates_(files),
      locale_(read_locale(files, "en")),
      latest_news_script_(read_script(files, "latest-news")),
      element_script_(read_script(files, "element")),
      resize_script_(read_script(files, "resize")),
      frame_script_(read_script(files, "frame")) {
  // Only the styles of the chosen layout are sent.
  for (std::size_t layout = 0; layout < layout_names.size(); ++layout) {
    list_styles_[layout] = file_at(files, "widget/styles/fragment.css") +
                           file_at(files, "widget/layouts/" + std::string(layout_names[layout]) + "/list.css");
    page_styles_[layout] = list_styles_[layout] + file_at(files, "widget/styles/page.css");
  }
}

std::string Renderer::item_url(const news::Item& item) const { return public_url_ + "/items/" + item.page(); }

mstch::map Renderer::item_context(const news::Item& item, bool own_page, Summary shown) const {
  const auto days = item.days ? days_text(*item.days, locale_) : DaysText{};
  // An item without a title is named by its text, as feed readers do.
  const auto& name = item.title.empty() ? item.text : item.title;
  const auto& whole = item.summary.empty() ? item.text : item.summary;
  const bool is_cut = shown == Summary::shortened && !item.excerpt.empty();
  const auto summary = own_page ? item.text : shown == Summary::none ? std::string() : is_cut ? item.excerpt : whole;
  const auto& language = item.language.empty() ? feed_language_ : item.language;
  return {{"level", std::to_string(own_page ? 1 : heading_level + 1)},
          {"title", item.title},
          {"summary", own_page && !item.markup.empty() ? std::string() : summary},
          {"markup", own_page ? item.markup : std::string()},
          {"foreign", language != locale_.language},
          {"language", language},
          {"author", item.author},
          {"days", item.days.has_value()},
          {"range", !days.last.empty()},
          {"first", item.days ? news::to_string(item.days->first) : std::string()},
          {"first_text", days.first},
          {"separator", days.separator},
          {"last", item.days ? news::to_string(item.days->last) : std::string()},
          {"last_text", days.last},
          {"more", own_page && item.url.empty() ? std::string() : locale_.more},
          {"more_label", fill(locale_.more_label, {{"title", shortened(name)}})},
          {"url", item.url.empty() ? item_url(item) : item.url},
          {"target", std::string(own_page ? "_self" : "_top")}};
}

std::string Renderer::item(const news::Item& item, const Look& look) const {
  return templates_.render(std::string(layout_names[look.layout]) + "/item", item_context(item, false, look.summary));
}

std::string Renderer::fragment(const std::string& items, const Presentation& presentation, const PageLinks& page_links,
                               Emptiness emptiness) const {
  return templates_.render(
      "fragment",
      {{"label", feed_title_ + (page_links.distinction.empty() ? std::string() : " (" + page_links.distinction + ")")},
       {"theme", theme_name(presentation.theme)},
       {"target", std::string("_top")},
       {"language", locale_.language},
       {"direction", locale_.direction},
       {"heading", feed_title_},
       {"heading_foreign", feed_language_ != locale_.language},
       {"heading_language", feed_language_},
       {"level", std::to_string(heading_level)},
       {"has_items", !items.empty()},
       {"items", items},
       {"empty", words_for(emptiness, locale_)},
       {"has_pages", !page_links.previous.empty() || !page_links.next.empty()},
       {"pages_label", locale_.pages_label},
       {"previous", link(page_links.previous, locale_.previous)},
       {"next", presentation.more ? link_with_button(page_links.next, locale_) : link(page_links.next, locale_.next)},
       {"home", link(home_page_url_, locale_.home)}});
}

std::string Renderer::embed(const std::string& fragment, const Presentation& presentation,
                            const std::string& oembed_url, const std::string& problem) const {
  return templates_.render("embed", {{"title", feed_title_},
                                     {"problem", problem},
                                     {"oembed_url", oembed_url},
                                     {"language", locale_.language},
                                     {"direction", locale_.direction},
                                     {"theme", theme_name(presentation.theme)},
                                     {"target", std::string("_top")},
                                     {"canonical", public_url_ + "/"},
                                     {"styles", page_styles(presentation.look)},
                                     {"script", frame_script_},
                                     {"fragment", fragment}});
}

std::string Renderer::error_page(const std::string& title, const std::string& detail,
                                 const std::string& fragment) const {
  return templates_.render("error", {{"title", title},
                                     {"detail", detail},
                                     {"feed_title", feed_title_},
                                     {"home_url", public_url_ + "/"},
                                     {"styles", page_styles()},
                                     {"fragment", fragment}});
}

std::string Renderer::front_page(const FrontPage& page) const {
  return templates_.render("index", {{"title", feed_title_},
                                     {"oembed_url", page.oembed_url},
                                     {"structured_data", page.structured_data},
                                     {"description", feed_description_.empty() ? feed_title_ : feed_description_},
                                     {"language", locale_.language},
                                     {"direction", locale_.direction},
                                     {"canonical", public_url_ + "/"},
                                     {"home_url", public_url_ + "/"},
                                     {"script_url", public_url_ + "/latest-news.js?limit=3"},
                                     {"embed_url", public_url_ + "/embed?limit=3"},
                                     {"fragment_url", public_url_ + "/fragment?limit=3"},
                                     {"element_url", public_url_ + "/element.js"},
                                     {"resize_url", public_url_ + "/resize.js"},
                                     {"hashed_element_url", page.element_url},
                                     {"element_integrity", page.element_integrity},
                                     {"styles", page_styles()},
                                     {"preview", page.fragment}});
}

std::string Renderer::item_page(const news::Item& item, const std::string& oembed_url) const {
  const news::Feed named{feed_title_, home_page_url_, "", feed_language_, {}};
  return templates_.render(
      "item-page",
      {{"title", item.title.empty() ? shortened(item.text) : item.title},
       {"oembed_url", oembed_url},
       {"structured_data", news_article(named, item, item_url(item))},
       {"published", item.date_published},
       {"modified", item.date_modified},
       {"image", item.image},
       {"feed_title", feed_title_},
       {"description", shortened(item.text)},
       {"language", locale_.language},
       {"direction", locale_.direction},
       {"canonical", item_url(item)},
       {"back", locale_.back},
       {"back_url", home_page_url_.empty() ? std::string("../embed") : home_page_url_},
       {"json_url", item.page() + ".json"},
       {"styles", page_styles()},
       {"item", templates_.render(std::string(layout_names[0]) + "/item", item_context(item, true, Summary::full))}});
}

std::string Renderer::shadow(const std::string& fragment,
                             const std::vector<std::pair<std::string, std::string>>& attributes,
                             const std::string& styles_url) const {
  mstch::array list;
  for (const auto& [name, value] : attributes) list.push_back(mstch::map{{"name", name}, {"value", value}});
  return templates_.render("shadow", {{"attributes", list},
                                      {"styles_url", styles_url},
                                      {"fragment", fragment},
                                      {"home_url", public_url_ + "/"},
                                      {"title", feed_title_}});
}

std::string Renderer::script(const std::string& fragment, const std::string& address, const Look& look,
                             const std::string& problem) const {
  const nlohmann::ordered_json list = {
      {"src", address},
      {"nodes", json_ml(fragment)},
      {"problem", problem.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(problem)}};
  return call_script(latest_news_script_, {json_text(list_styles(look)), json_text(public_url_), json_text(list)});
}

std::string Renderer::element() const {
  return call_script(element_script_, {json_text(list_styles()), json_text(public_url_)});
}

std::string Renderer::resize() const { return call_script(resize_script_, {json_text(public_url_)}); }

}  // namespace rendering
