// site/fields.h - the fields of answers besides those that the edge adds. One switch over kinds of
// answer.
#pragma once

#include <string>
#include <vector>

#include "http/response.h"

namespace site {

// In every answer, including errors: any page may read it, and browsers must not guess its type
// (Fetch Standard; RFC 9110). `is_open`: without it, the edge adds the origin that may read the answer, so answers vary
// by Origin.
std::vector<http::Field> common_fields(bool is_open = true);

// In the answer to OPTIONS: a preflight (Fetch Standard, CORS protocol) that may be cached for a
// day.
std::vector<http::Field> preflight_fields(bool is_open = true);

enum class Freshness {
  news,      // may be a minute old; an older answer is better than no answer (RFC 5861)
  for_good,  // never changes: its name has a hash of its content (RFC 8246)
  error,     // may succeed a moment later
};
std::string cache_control(Freshness freshness);

// What a page may do (Content Security Policy Level 3). `styles` is the text of its only <style>.
std::string fragment_policy();  // an answer that is not a page: opened as one, it may do nothing
std::string page_policy(const std::string& styles);
// `script`: its only <script>. `images`: whether it has images of other hosts.
std::string frame_policy(const std::string& styles, const std::string& script, bool images = false);
// The front page shows all ways of embedding, with scripts and frames of `public_url`.
std::string front_page_policy(const std::string& styles, const std::string& public_url);

}  // namespace site
