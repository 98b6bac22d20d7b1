// reading/did_you_mean.h - the name that somebody probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reading {

// The name nearest to `word`; "" if none is near. `_` counts as `-`, capitals as small letters, and leading dashes not
// at all. Letters that are missing, added, wrong or swapped count 1 each; one in three letters may be so. A word of
// four letters or more also means the only name that begins with it.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& names);

}  // namespace reading
