// site/site.h - the origin: what every URL means, as routes on cpp-httplib over one edition.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "edition/edition.h"
#include "http/origin.h"
#include "site/httplib_server.h"

namespace site {

class Site final : public http::Origin {
 public:
  // Makes what is asked most: every list by its defaults, the newest items' pages, every static file. Compressing
  // them is left to compress().
  explicit Site(std::shared_ptr<const edition::Edition> edition);

  const std::shared_ptr<http::Resource>* find(std::string_view target) const noexcept override;
  std::shared_ptr<http::Resource> make(std::string_view target) override;

  // Compresses what the constructor made, smallest work first; ends early once `stop` says so. Takes a second or so.
  void compress(const std::function<bool()>& stop) const;

  // The answer of the routes, whatever was made before.
  http::Answer answer(std::string_view target);

 private:
  std::shared_ptr<const edition::Edition> edition_;
  HttplibServer server_;
  std::unordered_map<std::string_view, std::shared_ptr<http::Resource>> prepared_;  // never changed once made
  std::vector<std::string> prepared_targets_;
};

}  // namespace site
