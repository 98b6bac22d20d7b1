#include "rendering/renderer.h"

#include <algorithm>
#include <locale>
#include <sstream>
#include <utility>

#include "background.h"
#include "news/language_tag.h"
#include "rendering/accent.h"
#include "rendering/json_ml.h"
#include "rendering/json_text.h"
#include "rendering/script.h"
#include "rendering/structured_data.h"

namespace rendering {
namespace {

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

std::string target_name(Target target) {
  switch (target) {
    case Target::blank:
      return "_blank";
    case Target::self:
      return "_self";
    case Target::parent:
      return "_parent";
    case Target::top:
      break;
  }
  return "_top";
}

// The other part of "Organisation - Latest News" or "Latest News: Organisation", where `heading` is one
// part. "" if the title does not have that form.
std::string other_part(std::string_view title, std::string_view heading) {
  constexpr std::array<std::string_view, 6> separators{"-", "–", "—", "|", ":", "·"};
  if (heading.empty()) return "";
  const auto trim = [](std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
  };
  for (const auto separator : separators) {
    if (title.ends_with(heading)) {
      const auto before = trim(title.substr(0, title.size() - heading.size()));
      if (before.ends_with(separator)) return std::string(trim(before.substr(0, before.size() - separator.size())));
    }
    if (title.starts_with(heading)) {
      const auto after = trim(title.substr(heading.size()));
      if (after.starts_with(separator)) return std::string(trim(after.substr(separator.size())));
    }
  }
  return "";
}

// Takes the declaration of --ln-reserve out of a layout's styles, and returns its three numbers (see
// widget/layouts/list/list.css). Those of a plain list if it has none.
std::array<double, 3> take_reserve(std::string& styles) {
  constexpr std::string_view name = "--ln-reserve:";
  constexpr std::array<double, 3> usual{1, 3, 150};
  const auto found = styles.find(name);
  if (found == std::string::npos) return usual;
  const auto end = std::min(styles.find_first_of(";}", found), styles.size());
  std::istringstream text(styles.substr(found + name.size(), end - found - name.size()));
  text.imbue(std::locale::classic());
  styles.erase(found, end - found + (end < styles.size() && styles[end] == ';' ? 1 : 0));
  auto read = usual;
  text >> read[0] >> read[1] >> read[2];
  return text.fail() ? usual : read;
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

Renderer::Renderer(const Files& files, std::string public_url, const news::Feed& feed, std::vector<Partner> partners,
                   bool counts_hosts)
    : public_url_(std::move(public_url)),
      feed_title_(feed.title),
      feed_heading_(feed.title),
      feed_organisation_(other_part(feed.title, feed.heading)),
      feed_description_(feed.description),
      home_page_url_(feed.home_page_url),
      feed_language_(feed.language),
      templates_(files),
      ways_(ways_context(files)),
      counts_hosts_(counts_hosts),
      catalogue_(read_catalogue(files, feed)),
      common_styles_(file_at(files, "widget/styles/fragment.css")),
      latest_news_script_(read_script(files, "latest-news")),
      element_script_(read_script(files, "element")),
      resize_script_(read_script(files, "resize")),
      frame_script_(read_script(files, "frame")) {
  background::end_piece();
  catalogue_.partners = std::move(partners);
  if (!feed_organisation_.empty()) feed_heading_ = feed.heading;
  const auto& document = file_at(files, "widget/styles/document.css");
  const auto& page = file_at(files, "widget/styles/page.css");
  page_only_styles_ = {document + file_at(files, "widget/styles/embed.css"), document + page,
                       document + page + file_at(files, "widget/styles/front-page.css")};
  constexpr std::string_view parts = "widget/styles/parts/";
  for (auto file = files.lower_bound(parts); file != files.end() && file->first.starts_with(parts); ++file) {
    const auto name = file->first.substr(parts.size());
    if (name.ends_with(".css")) parts_.emplace("ln-" + name.substr(0, name.size() - 4), file->second);
  }
  for (const auto& language : catalogue_.languages) {
    locales_.emplace(language, read_locale(files, language));
    background::end_piece();
  }
  for (const auto& layout : catalogue_.layouts) {
    auto styles = file_at(files, "widget/layouts/" + layout + "/list.css");
    reserves_[layout] = take_reserve(styles);
    layouts_.emplace(layout, std::move(styles));
  }
}

const Locale& Renderer::locale_of(const Look& look) const {
  return locales_.at(look.language.empty() ? catalogue_.own_language : look.language);
}

std::string Renderer::language_name(const std::string& tag) const {
  const auto locale = locales_.find(catalogue_.language_for(tag));
  return locale == locales_.end() ? tag : locale->second.name;
}

// Only the styles of the chosen layout are sent.
std::string Renderer::list_styles(const Presentation& presentation) const {
  if (!presentation.styles) return "";
  auto styles = common_styles_;
  for (const auto& [name, part] : parts_) styles += part;
  return styles + layouts_.at(presentation.look.layout) + accent_styles(presentation.accent);
}

std::string Renderer::page_styles(PageKind kind, const Presentation& presentation) const {
  auto with_styles = presentation;
  with_styles.styles = true;
  return list_styles(with_styles) + page_only_styles_.at(static_cast<std::size_t>(kind));
}

// Each visitor of a partner's page loads them: they are without the parts for elements that the
// list does not have. A list that may get other items later has all parts.
std::string Renderer::script_styles(const std::string& fragment, const Presentation& presentation) const {
  if (!presentation.styles || presentation.more || presentation.refresh > 0) return list_styles(presentation);
  auto styles = common_styles_;
  for (const auto& [name, part] : parts_) {
    if (fragment.find(name) != std::string::npos) styles += part;
  }
  return styles + layouts_.at(presentation.look.layout) + accent_styles(presentation.accent);
}

std::string Renderer::item_url(const news::Item& item) const { return public_url_ + "/items/" + item.page(); }

std::string Renderer::distinction(const SelectionWords& words, const Look& look) const {
  const auto& locale = locale_of(look);
  std::string all;
  const auto add = [&](const std::string& pattern, const std::string& value) {
    if (!value.empty()) all += (all.empty() ? "" : ", ") + fill(pattern, {{"words", value}});
  };
  add(locale.about, words.about);
  add(locale.without, words.without);
  add(locale.tagged, words.tagged);
  const auto day = [&](const std::string& text) {
    const auto date = news::parse_date(text);
    return date ? days_text({*date, *date}, locale).first : std::string();
  };
  add(locale.since, day(words.since));
  add(locale.until, day(words.until));
  add(locale.page, words.page);
  return all;
}

mstch::map Renderer::item_context(const news::Item& item, const Look& look) const {
  const auto& locale = locale_of(look);
  const bool has_days = item.days && look.date != DateFormat::none;
  const auto days = has_days ? days_text(*item.days, locale, look.date) : DaysText{};
  // An item without a title is named by its text, as feed readers do.
  const auto& name = item.title.empty() ? item.text : item.title;
  const auto& whole = item.summary.empty() ? item.text : item.summary;
  const bool is_cut = look.summary == Summary::shortened && !item.excerpt.empty();
  const auto& language = item.language.empty() ? feed_language_ : item.language;
  const bool is_foreign = news::primary_language(language) != news::primary_language(locale.language);
  const bool has_more = item.title.empty() || look.more_link == MoreLink::on ||
                        (look.more_link == MoreLink::automatic && locale.more_link);
  return {{"level", std::to_string(look.level)},
          {"name", shortened(name)},
          {"title", item.title},
          {"summary", look.summary == Summary::none ? std::string()
                      : is_cut                      ? item.excerpt
                                                    : whole},
          {"foreign", is_foreign},
          {"language", language},
          {"language_name", is_foreign && look.names_languages ? language_name(language) : std::string()},
          {"author", item.author},
          {"image", look.images ? item.image : std::string()},
          {"image_alt", item.image_alt},
          {"days", has_days},
          {"range", !days.last.empty()},
          {"first", has_days ? news::to_string(item.days->first) : std::string()},
          {"first_text", days.first},
          {"separator", days.separator},
          {"last", has_days ? news::to_string(item.days->last) : std::string()},
          {"last_text", days.last},
          {"more", has_more ? locale.more : std::string()},
          {"more_label", fill(locale.more_label, {{"title", shortened(name)}})},
          {"url", item.url.empty() ? item_url(item) : item.url},
          {"target", target_name(look.target)}};
}

std::string Renderer::item(const news::Item& item, const Look& look) const {
  return templates_.render(look.layout + "/item", item_context(item, look));
}

std::string Renderer::fragment(const std::string& items, const Presentation& presentation, const PageLinks& page_links,
                               Emptiness emptiness) const {
  const auto& locale = locale_of(presentation.look);
  const bool is_hidden = items.empty() && presentation.hides_empty;
  const bool has_own_heading = presentation.heading == "on";
  // A heading of the page's own names the list, too.
  auto label = !has_own_heading && presentation.heading != "off"
                   ? presentation.heading
                   : fill(locale.label, {{"title", feed_organisation_.empty() ? feed_title_ : feed_organisation_}});
  if (!page_links.distinction.empty()) label += ", " + page_links.distinction;
  return templates_.render(
      "fragment",
      {{"label", label},
       {"theme", theme_name(presentation.theme)},
       {"hidden", is_hidden},
       {"target", target_name(presentation.look.target)},
       {"language", locale.language},
       {"direction", locale.direction},
       {"heading", is_hidden || presentation.heading == "off" ? std::string()
                   : has_own_heading                          ? feed_heading_
                                                              : presentation.heading},
       {"organisation", has_own_heading ? feed_organisation_ : std::string()},
       {"heading_foreign", has_own_heading && feed_language_ != locale.language},
       {"heading_language", feed_language_},
       {"level", std::to_string(presentation.level)},
       {"has_items", !items.empty()},
       {"items", items},
       {"empty", is_hidden ? std::string() : words_for(emptiness, locale)},
       {"has_pages", !page_links.previous.empty() || !page_links.next.empty()},
       {"pages_label", locale.pages_label},
       {"previous", link(page_links.previous, locale.previous)},
       {"next", presentation.more ? link_with_button(page_links.next, locale) : link(page_links.next, locale.next)},
       {"all_languages", link(page_links.all_languages, locale.all_languages)},
       {"home", link(presentation.footer && !is_hidden ? home_page_url_ : std::string(), locale.home)}});
}

std::string Renderer::embed(const std::string& fragment, const Presentation& presentation,
                            const std::string& oembed_url, const std::string& problem) const {
  const auto& locale = locale_of(presentation.look);
  return templates_.render("embed", {{"title", feed_title_},
                                     {"problem", problem},
                                     {"unseen_heading", presentation.heading == "off" ? feed_title_ : std::string()},
                                     {"oembed_url", oembed_url},
                                     {"language", locale.language},
                                     {"direction", locale.direction},
                                     {"theme", theme_name(presentation.theme)},
                                     {"target", target_name(presentation.look.target)},
                                     {"canonical", public_url_ + "/"},
                                     {"styles", page_styles(PageKind::frame, presentation)},
                                     {"script", frame_script_},
                                     {"fragment", fragment}});
}

std::string Renderer::error_page(const std::string& title, const std::string& detail,
                                 const std::string& fragment) const {
  return templates_.render("error", {{"title", title},
                                     {"detail", detail},
                                     {"feed_title", feed_title_},
                                     {"home_url", public_url_ + "/"},
                                     {"styles", page_styles(PageKind::content)},
                                     {"fragment", fragment}});
}

std::string Renderer::front_page(const FrontPage& page) const {
  const auto& locale = locale_of({});
  mstch::map context{{"title", feed_title_},
                     {"oembed_url", page.oembed_url},
                     {"structured_data", page.structured_data},
                     {"description", feed_description_.empty() ? feed_title_ : feed_description_},
                     {"language", locale.language},
                     {"direction", locale.direction},
                     {"public_url", public_url_},
                     {"counts_hosts", counts_hosts_},
                     {"hashed_element_url", page.element_url},
                     {"element_integrity", page.element_integrity},
                     {"item_controls", controls_context(page.item_controls)},
                     {"look_controls", controls_context(page.look_controls)},
                     {"styles", page_styles(PageKind::front)},
                     {"preview", page.fragment}};
  context.insert(ways_.begin(), ways_.end());
  return templates_.render("index", context);
}

std::string Renderer::publisher_page(const PublisherPage& page) const {
  auto context = publisher_context(page);
  context["title"] = feed_title_;
  context["public_url"] = public_url_;
  context["counts_hosts"] = counts_hosts_;
  context["page_styles"] = page_styles(PageKind::front);
  mstch::array layouts;
  for (const auto& [name, fragment] : page.layouts) {
    Presentation presentation;
    presentation.look.layout = name;
    layouts.emplace_back(mstch::map{{"layout", name}, {"styles", list_styles(presentation)}, {"fragment", fragment}});
  }
  context["layouts"] = layouts;
  return templates_.render("publisher", context);
}

std::string Renderer::item_page(const news::Item& item, const std::string& oembed_url) const {
  const news::Feed named{.title = feed_title_, .home_page_url = home_page_url_, .language = feed_language_};
  const auto& locale = locale_of({});
  // Only an item with a URL of its own has a link here: a link to the page itself would be useless.
  Look look;
  look.more_link = MoreLink::on;
  auto context = item_context(item, look);
  const auto page_title = item.title.empty() ? shortened(item.text) : item.title;
  context["summary"] = item.markup.empty() ? item.text : std::string();
  context["markup"] = item.markup;
  if (item.url.empty()) context["more"] = std::string();
  const mstch::map page{{"page_title", page_title},
                        {"oembed_url", oembed_url},
                        {"structured_data", news_article(named, item, item_url(item))},
                        {"published", item.date_published},
                        {"modified", item.date_modified},
                        {"picture", item.image},
                        {"feed_title", feed_title_},
                        {"description", shortened(item.text)},
                        {"page_language", locale.language},
                        {"direction", locale.direction},
                        {"canonical", item_url(item)},
                        {"back", locale.back},
                        {"back_url", home_page_url_.empty() ? std::string("../embed") : home_page_url_},
                        {"json_url", item.page() + ".json"},
                        {"styles", page_styles(PageKind::content)}};
  context.insert(page.begin(), page.end());
  return templates_.render("item-page", context);
}

std::string Renderer::shadow(const std::string& fragment,
                             const std::vector<std::pair<std::string, std::string>>& attributes,
                             const std::string& styles_url) const {
  // As the scripts do it: each part has the names of its classes.
  std::string with_parts;
  constexpr std::string_view start = " class=\"";
  for (std::size_t place = 0; place < fragment.size();) {
    const auto found = std::min(fragment.find(start, place), fragment.size());
    const auto end = std::min(fragment.find('"', std::min(found + start.size(), fragment.size())), fragment.size());
    with_parts.append(fragment, place, std::min(end + 1, fragment.size()) - place);
    if (end < fragment.size()) {
      with_parts += " part=\"" + fragment.substr(found + start.size(), end - found - start.size()) + '"';
    }
    place = end + 1;
  }
  mstch::array list;
  for (const auto& [name, value] : attributes) list.emplace_back(mstch::map{{"name", name}, {"value", value}});
  return templates_.render("shadow", {{"attributes", list},
                                      {"styles_url", styles_url},
                                      {"fragment", with_parts},
                                      {"home_url", public_url_ + "/"},
                                      {"title", feed_title_}});
}

std::string Renderer::script(const std::string& fragment, const std::string& address, const Presentation& presentation,
                             const std::string& problem) const {
  std::string other_languages;
  if (presentation.look.language.empty()) {
    for (const auto& language : catalogue_.languages) {
      if (language == catalogue_.own_language && !catalogue_.is_multilingual) continue;
      other_languages += (other_languages.empty() ? "" : " ") + language;
    }
  }
  const nlohmann::ordered_json list = {
      {"src", address},
      {"nodes", json_ml(fragment)},
      {"problem", problem.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(problem)},
      {"languages", other_languages}};
  return call_script(latest_news_script_,
                     {json_text(script_styles(fragment, presentation)), json_text(public_url_), json_text(list)});
}

std::string Renderer::element() const {
  const nlohmann::ordered_json own = catalogue_.is_multilingual ? std::string() : catalogue_.own_language;
  return call_script(element_script_,
                     {json_text(list_styles()), json_text(public_url_), json_text(catalogue_.languages), json_text(own),
                      json_text(nlohmann::ordered_json(reserves_))});
}

std::string Renderer::resize() const { return call_script(resize_script_, {json_text(public_url_)}); }

}  // namespace rendering
