// server/error_responses.h - the answers that the edge makes itself, prepared once: refusals and OPTIONS.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "http/request_error.h"
#include "http/response.h"
#include "server/resource.h"

namespace server {

class ErrorResponses {
 public:
  ErrorResponses(const std::vector<http::Field>& error_fields, const std::vector<http::Field>& options_fields);

  const Representation& of(http::RequestError refusal) const noexcept {
    return refusals_[static_cast<std::size_t>(refusal)];
  }
  const Representation& of_options() const noexcept { return options_; }

 private:
  std::array<Representation, http::request_errors.size()> refusals_;
  Representation options_;
};

}  // namespace server
