// edition/edition.h - the immutable snapshot of one feed: its index, its items (each rendered
// once), and the representations made so far.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "edition/rendered_items.h"
#include "edition/representations.h"
#include "news/feed.h"
#include "news/selection.h"
#include "rendering/presentation.h"
#include "rendering/renderer.h"
#include "rendering/templates.h"

namespace edition {

struct Settings {
  std::string public_url;                     // without a slash at its end
  std::size_t cache_bytes = 32u << 20;        // for representations that are made on request
  std::unordered_set<std::string> gone = {};  // paths of items that were in earlier editions but are not in this one
  std::vector<rendering::Partner> partners = {};
  // The origins that may read answers and show frames, in the form of a Content-Security-Policy. Nothing: all may.
  std::optional<std::string> allowed_origins = {};
  std::string surrogate_key = {};      // the field Surrogate-Key of every answer; "": no such field
  std::string cdn_cache_control = {};  // the field CDN-Cache-Control (RFC 9213) of answers with news; "": no such field
  bool counts_hosts = false;           // requests are counted by the host of the page; the first page says so
};

// Immutable, except for its caches. Any thread may call any function.
class Edition {
 public:
  // Throws like rendering::Renderer if files of widget/ are missing.
  Edition(std::shared_ptr<const news::Feed> feed, rendering::Files files, Settings settings);
  Edition(const Edition&) = delete;
  Edition& operator=(const Edition&) = delete;

  // 16 hexadecimal digits that are made from all that is served: the news, the templates, styles and
  // scripts, and the public URL. Replicas with the same content have the same name.
  const std::string& name() const { return name_; }
  const news::Feed& feed() const { return *feed_; }
  const std::shared_ptr<const news::Feed>& shared_feed() const { return feed_; }
  const rendering::Files& files() const { return files_; }
  const rendering::Renderer& renderer() const { return renderer_; }
  Representations& representations() const { return representations_; }

  const std::optional<std::string>& allowed_origins() const { return allowed_origins_; }
  const std::string& surrogate_key() const { return surrogate_key_; }
  const std::string& cdn_cache_control() const { return cdn_cache_control_; }

  news::Selection select(const news::Query& query) const { return index_.select(query); }

  // The list of a selection: its items joined. Each item is rendered once for all lists.
  std::string fragment(const news::Selection& selection, const rendering::Presentation& presentation,
                       const rendering::PageLinks& page_links) const;

  // Whether an earlier edition had an item at this path that this edition does not have.
  bool was_there(const std::string& path) const { return gone_.contains(path); }
  const std::unordered_set<std::string>& gone() const { return gone_; }

  // Finds an item by its path or its id. Null if there is no such item.
  const news::Item* find_item(std::string_view name) const;

 private:
  const std::shared_ptr<const news::Feed> feed_;
  const rendering::Files files_;
  const rendering::Renderer renderer_;
  const news::Index index_;
  const RenderedItems rendered_items_;
  std::unordered_map<std::string_view, std::size_t> places_;
  const std::unordered_set<std::string> gone_;
  const std::optional<std::string> allowed_origins_;
  const std::string surrogate_key_;
  const std::string cdn_cache_control_;
  const std::string name_;
  mutable Representations representations_;
};

}  // namespace edition
