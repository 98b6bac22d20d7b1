// server/error_responses.h - answers that the edge makes itself: refusals and OPTIONS. Prepared
// once.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request_error.h"
#include "http/response.h"
#include "server/resource.h"

namespace server {

class ErrorResponses {
 public:
  // Makes a page for people from a status and a sentence. An empty function: there are no pages.
  using MakePage = std::function<std::string(int status, std::string_view sentence)>;

  ErrorResponses(const std::vector<http::Field>& error_fields, const std::vector<http::Field>& options_fields,
                 const MakePage& make_page = nullptr);

  const Representation& of(http::RequestError refusal, bool prefers_html = false) const noexcept {
    return (prefers_html ? pages_ : refusals_)[static_cast<std::size_t>(refusal)];
  }
  const Representation& of_options() const noexcept { return options_; }

 private:
  std::array<Representation, http::request_errors.size()> refusals_;  // as problem details
  std::array<Representation, http::request_errors.size()> pages_;     // as HTML; without pages, the same as refusals_
  Representation options_;
};

}  // namespace server
