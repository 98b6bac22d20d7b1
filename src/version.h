// version.h - the program's version, its commit, and the libraries that it uses.
#pragma once

#include <string>

// "latest-news 0.1.0 (1234567)", and a line with the libraries' names and versions. `version` and `commit` are of the
// build. `commit` may be "".
std::string version_text(const std::string& version, const std::string& commit);
