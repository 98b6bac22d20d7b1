// site/target.h - a request's target taken apart, and percent-encoding.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace site {

// Names and values as they were meant, decoded, in the order of the query.
using QueryFields = std::vector<std::pair<std::string, std::string>>;

struct Target {
  std::string path;    // decoded; "/" at least
  QueryFields fields;  // application/x-www-form-urlencoded (URL Standard, section 5.1): "+" is a space
};

// `target` is in origin-form (RFC 9112, section 3.2.1). The first "?" begins the query; another one belongs to a value.
// Only "&" separates fields. A "%" that begins no percent-encoding means itself. A name that begins with "amp;" is
// read without it: a page that escapes "&" twice in its HTML sends that.
Target read_target(std::string_view target);

// Everything but unreserved characters (RFC 3986, section 2.3) percent-encoded, with capital digits.
std::string percent_encode(std::string_view text);

}  // namespace site
