// site/fields.h - the fields that answers carry beside what the edge adds: one switch over kinds of answer.
#pragma once

#include <string>
#include <vector>

#include "http/response.h"

namespace site {

// On every answer, errors included: any page may read it, and browsers must not guess its type (Fetch Standard; RFC
// 9110).
std::vector<http::Field> common_fields();

// Of the answer to OPTIONS: a preflight (Fetch Standard, CORS protocol) that may be remembered for a day.
std::vector<http::Field> preflight_fields();

enum class Freshness {
  news,      // may be a minute old; an older one is better than none (RFC 5861)
  for_good,  // never changes: its name has a hash of it (RFC 8246)
  error,     // may be right a moment later
};
std::string cache_control(Freshness freshness);

// What a page may do (Content Security Policy Level 3). `styles` is the text of its only <style>.
std::string fragment_policy();  // an answer that is no page: if opened as one, it may do nothing
std::string page_policy(const std::string& styles);
std::string frame_policy(const std::string& styles, const std::string& script);  // `script`: that of its only <script>
// The front page shows every way of embedding, by scripts and frames of `public_url`.
std::string front_page_policy(const std::string& styles, const std::string& public_url);

}  // namespace site
