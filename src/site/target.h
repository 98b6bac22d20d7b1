// site/target.h - splits a request's target, and percent-encoding.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace site {

// Decoded names and values, in the order of the query.
using QueryFields = std::vector<std::pair<std::string, std::string>>;

struct Target {
  std::string path;    // decoded; at least "/"
  QueryFields fields;  // application/x-www-form-urlencoded (URL Standard, section 5.1): "+" is a space
};

// `target` is in origin-form (RFC 9112, section 3.2.1). The first "?" begins the query; further
// ones belong to values. Only "&" separates fields. A "%" that begins no percent-encoding stays as
// it is. If a name begins with "amp;", this prefix is removed: a page that escapes "&" twice in its
// HTML sends it.
Target read_target(std::string_view target);

// Percent-encodes all characters except the unreserved ones (RFC 3986, section 2.3), with capital
// digits.
std::string percent_encode(std::string_view text);

}  // namespace site
