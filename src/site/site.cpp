#include "site/site.h"

#include <algorithm>
#include <future>
#include <utility>

#include "background.h"
#include "server/resource.h"
#include "site/fields.h"
#include "site/resolve.h"
#include "site/routes.h"

namespace site {
namespace {

// "/news" for "https://partner.example/news".
std::string path_of(const std::string& public_url) {
  const auto host = public_url.find("://");
  const auto slash = host == std::string::npos ? host : public_url.find('/', host + 3);
  return slash == std::string::npos ? std::string() : public_url.substr(slash);
}

std::string_view without_double_slash(std::string_view target) noexcept {
  while (target.starts_with("//")) target.remove_prefix(1);
  return target;
}

constexpr std::size_t max_prepared_pages = 100;   // of the newest items; others are made on request
constexpr std::size_t max_rendered_items = 1000;  // the newest ones, rendered for lists; others are made on request

http::Response to_front_page(const std::string& public_url) {
  http::Response answer{308, "", common_fields(), ""};
  answer.fields.push_back({"Location", public_url + "/"});
  answer.fields.push_back({"Cache-Control", cache_control(Freshness::news)});
  answer.route = static_cast<std::size_t>(Route::front_page);
  return answer;
}

}  // namespace

Site::Site(std::shared_ptr<const edition::Edition> edition)
    : edition_(std::move(edition)), prefix_(path_of(edition_->renderer().public_url())) {
  add_routes(server_, *edition_);
  lists_.targets = visited_targets();
  for (const auto& target : lists_.targets) add(lists_, target);
}

void Site::add(Prepared& prepared, const std::string& target) {
  auto resource = std::make_shared<server::Resource>(answer(target));
  background::end_piece();
  resource->compress_quickly();
  background::end_piece();
  prepared.by_target.emplace(target, std::move(resource));
}

const std::shared_ptr<server::Resource>* Site::Prepared::find(std::string_view target) const noexcept {
  const auto found = by_target.find(target);
  return found == by_target.end() ? nullptr : &found->second;
}

std::string_view Site::own_target(std::string_view target) const noexcept {
  target = without_double_slash(target);
  if (prefix_.empty() || !target.starts_with(prefix_)) return target;
  const auto rest = target.substr(prefix_.size());
  return rest.starts_with('/') ? without_double_slash(rest) : target;
}

const std::shared_ptr<server::Resource>* Site::find(std::string_view target) const noexcept {
  target = own_target(target);
  if (const auto* list = lists_.find(target)) return list;
  return has_pages_.load(std::memory_order_acquire) ? pages_.find(target) : nullptr;
}

std::shared_ptr<server::Resource> Site::make(std::string_view target) {
  target = own_target(target);
  // Relative links on our pages need the slash.
  if (!prefix_.empty() && target.substr(0, target.find('?')) == prefix_) {
    return std::make_shared<server::Resource>(to_front_page(edition_->renderer().public_url()));
  }
  const auto resolved = resolve(edition_->renderer().catalogue(), target);
  // Only the edge may cache these answers.
  if (resolved.problem || !resolved.hint.empty()) return std::make_shared<server::Resource>(server_.get(resolved));
  if (const auto* ready = find(resolved.canonical)) return *ready;
  return edition_->representations().obtain(resolved.canonical,
                                            [&] { return std::make_shared<server::Resource>(server_.get(resolved)); });
}

http::Response Site::answer(std::string_view target) {
  return server_.get(resolve(edition_->renderer().catalogue(), target));
}

void Site::prepare(unsigned threads, const std::stop_token& stopping, const Progress& progress) {
  // Renders the newest items now. The list is discarded; the rendered items are cached and reused.
  (void)edition_->fragment(edition_->select({.limit = max_rendered_items}), {}, {});
  pages_.targets = other_targets();
  for (const auto place : edition_->select({.limit = max_prepared_pages}).items) {
    pages_.targets.push_back("/items/" + edition_->feed().items[place].page());
  }
  for (const auto& target : pages_.targets) {
    if (stopping.stop_requested()) return;
    add(pages_, target);
  }
  has_pages_.store(true, std::memory_order_release);

  std::vector<server::Resource*> work;
  for (const auto* prepared : {&lists_, &pages_}) {
    for (const auto& target : prepared->targets) work.push_back(prepared->by_target.at(target).get());
  }
  std::atomic<std::size_t> next = 0;
  const auto take = [&](const Progress& tell) {
    for (auto place = next++; place < work.size() && !stopping.stop_requested(); place = next++) {
      work[place]->compress(stopping);
      if (tell) tell(place + 1, work.size());
    }
  };
  std::vector<std::future<void>> helpers;  // get() throws what a helper threw
  for (unsigned number = 1; number < threads; ++number) {
    helpers.push_back(std::async(std::launch::async, take, Progress()));
  }
  take(progress);
  for (auto& helper : helpers) helper.get();
  if (progress && !stopping.stop_requested()) progress(work.size(), work.size());
}

}  // namespace site
