// http/edge_answers.h - the answers that the edge makes itself, prepared once: refusals and OPTIONS.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "http/answer.h"
#include "http/refusal.h"
#include "http/resource.h"

namespace http {

// RFC 9457, section 3.1, without a type of its own, so that the title is the status's reason. Valid UTF-8 in, JSON out.
std::string problem_details(int status, std::string_view title, std::string_view detail);

class EdgeAnswers {
 public:
  EdgeAnswers(const std::vector<Field>& error_fields, const std::vector<Field>& options_fields);

  const Representation& of(Refusal refusal) const noexcept { return refusals_[static_cast<std::size_t>(refusal)]; }
  const Representation& of_options() const noexcept { return options_; }

 private:
  std::array<Representation, refusal_texts.size()> refusals_;
  Representation options_;
};

}  // namespace http
