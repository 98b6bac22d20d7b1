#include "commands/publisher_view.h"

#include <utility>

#include "http/digest.h"
#include "news/embargo.h"
#include "operations/utc_time.h"

namespace commands {
namespace {

constexpr unsigned items_of_layout = 3;

std::string newest_of(const edition::Edition& edition) {
  const auto selection = edition.select({.limit = 1});
  if (selection.items.empty()) return "";
  const auto& item = edition.feed().items[selection.items.front()];
  const auto& name = item.title.empty() ? item.id : item.title;
  return item.days ? name + ", " + news::to_string(item.days->first) : name;
}

rendering::PublisherPage describe(const PublisherState& state, std::int64_t now) {
  const auto& edition = state.site->edition();
  rendering::PublisherPage page;
  page.count = edition.feed().items.size();
  page.name = edition.name();
  page.loaded = operations::format_utc(state.loaded);
  page.now = operations::format_utc(now);
  page.newest = newest_of(edition);
  for (const auto& source : state.sources) {
    page.sources.push_back(
        {source.name, operations::format_utc(source.read), source.items, source.fault, source.warnings});
  }
  page.assets = state.assets;
  page.assets_fault = state.assets_fault;
  for (const auto* item : news::waiting(*state.all, now)) page.waiting.push_back(news::waiting_text(*item));
  const auto selection = edition.select({.limit = items_of_layout});
  for (const auto& layout : edition.renderer().catalogue().layouts) {
    rendering::Presentation presentation;
    presentation.look.layout = layout;
    presentation.level = 4;
    rendering::PageLinks links;
    links.distinction = layout;
    page.layouts.push_back({layout, edition.fragment(selection, presentation, links)});
  }
  return page;
}

// The page may do nothing but show itself: its styles are those of its layouts.
std::string policy_for(const rendering::Renderer& renderer) {
  std::string styles = " '" + http::sha256_source(renderer.page_styles(rendering::PageKind::front)) + "'";
  for (const auto& layout : renderer.catalogue().layouts) {
    rendering::Presentation presentation;
    presentation.look.layout = layout;
    styles += " '" + http::sha256_source(renderer.list_styles(presentation)) + "'";
  }
  return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src" + styles;
}

}  // namespace

void PublisherView::set(PublisherState state) {
  const std::lock_guard lock(mutex_);
  state_ = std::move(state);
}

http::Response PublisherView::page(const std::vector<operations::PageHost>& hosts) const {
  PublisherState state;
  {
    const std::lock_guard lock(mutex_);
    state = state_;
  }
  http::Response response;
  response.fields = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
  if (state.site == nullptr) {
    response.status = 503;
    response.content_type = "text/plain; charset=utf-8";
    response.body = "no news is loaded yet\n";
    return response;
  }
  const auto& renderer = state.site->edition().renderer();
  response.fields.push_back({"Content-Security-Policy", policy_for(renderer)});
  response.content_type = "text/html; charset=utf-8";
  auto page = describe(state, operations::seconds_now());
  for (const auto& host : hosts) page.pages.push_back({host.host, host.partner, std::to_string(host.requests)});
  response.body = renderer.publisher_page(page);
  return response;
}

}  // namespace commands
