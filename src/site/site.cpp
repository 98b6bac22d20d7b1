#include "site/site.h"

#include <utility>

#include "http/resource.h"
#include "site/routes.h"
#include "site/target.h"

namespace site {
namespace {

constexpr std::size_t max_prepared_items = 100;  // the newest: more of them are made when they are asked for

}  // namespace

Site::Site(std::shared_ptr<const edition::Edition> edition) : edition_(std::move(edition)) {
  add_routes(server_, *edition_);
  // The keys of `prepared_` point into this vector, which is not changed once they do.
  prepared_targets_ = fixed_targets();
  for (const auto place : edition_->select({.limit = max_prepared_items}).items) {
    prepared_targets_.push_back("/items/" + edition_->feed().items[place].id);
  }
  for (const auto& target : prepared_targets_) {
    prepared_.emplace(target, std::make_shared<http::Resource>(answer(target)));
  }
}

const std::shared_ptr<http::Resource>* Site::find(std::string_view target) const noexcept {
  const auto found = prepared_.find(target);
  return found == prepared_.end() ? nullptr : &found->second;
}

std::shared_ptr<http::Resource> Site::make(std::string_view target) {
  const auto canonical = canonical_target(target);
  // A target that has no meaning is answered as it stands, and remembered by the edge alone.
  if (!canonical) return std::make_shared<http::Resource>(answer(target));
  if (const auto* ready = find(*canonical)) return *ready;
  return edition_->representations().obtain(*canonical,
                                            [&] { return std::make_shared<http::Resource>(answer(*canonical)); });
}

http::Answer Site::answer(std::string_view target) {
  auto answer = server_.get(target);
  answer.route = route_of(target);
  return answer;
}

void Site::compress(const std::function<bool()>& stop) const {
  for (const auto& target : prepared_targets_) {
    if (stop()) return;
    prepared_.at(target)->compress();
  }
}

}  // namespace site
