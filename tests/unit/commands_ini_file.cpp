#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "commands/ini_file.h"

namespace {

std::vector<std::string> values_of(const std::string& value) {
  const auto file = commands::read_ini("[serve]\nname = " + value + "\n");
  if (!file.faults.empty()) return {"fault: " + file.faults.front().message};
  return file.sections.at(0).entries.at(0).values;
}

}  // namespace

TEST_CASE("ini file: values are trimmed and unquoted, comments are removed, brackets make lists") {
  using Values = std::vector<std::string>;
  const std::vector<std::pair<std::string, Values>> cases{
      {"10", {"10"}},
      {"  /srv/a b.json\t", {"/srv/a b.json"}},
      {"\"\"", {""}},
      {"", {""}},
      {"\" a # b \"", {" a # b "}},
      {"'a \"b\"'", {"a \"b\""}},
      {"a # comment", {"a"}},
      {"a ; comment", {"a"}},
      {"# comment", {""}},
      {"\"a\" # \"comment\"", {"a"}},
      {"/srv/it's # comment", {"/srv/it's"}},
      {"a#b;c", {"a#b;c"}},
      {"a = b", {"a = b"}},
      {"[::1]:8080", {"[::1]:8080"}},
      {"[\"127.0.0.1:1\", '[::1]:2', unix:/a, ] # three", {"127.0.0.1:1", "[::1]:2", "unix:/a"}},
      {"[\"a,b\", c]", {"a,b", "c"}},
      {"[]", {"fault: name: the list is empty"}},
      {"\"a", {"fault: name: the quotation mark is not closed"}},
      {"\"a\" b", {"fault: name: unexpected after the closing quotation mark: \"b\"; only a comment can"}},
  };
  for (const auto& one : cases) {
    CAPTURE(one.first);
    CHECK(values_of(one.first) == one.second);
  }
}

TEST_CASE("ini file: a byte order mark, CRLF and a last line without an end change nothing") {
  for (const std::string text : {"[serve]\na = 1\n; no\n b=2", "\xEF\xBB\xBF[serve]\r\na = 1\r\n# no\r\n\tb = 2\r\n",
                                 "\xEF\xBB\xBF[ serve ] # section\na=1\n\nb =2"}) {
    CAPTURE(text);
    const auto file = commands::read_ini(text);
    CHECK(file.faults.empty());
    REQUIRE(file.sections.size() == 1);
    CHECK(file.sections[0].name == "serve");
    REQUIRE(file.sections[0].entries.size() == 2);
    CHECK(file.sections[0].entries[0].name == "a");
    CHECK(file.sections[0].entries[1].values == std::vector<std::string>{"2"});
    CHECK(file.sections[0].entries[1].line == 4);
  }
}

TEST_CASE("ini file: lines before the first section are a section without a name") {
  const auto file = commands::read_ini("# comment\n\na = 1\nb = 2\n[serve]\n");
  REQUIRE(file.sections.size() == 2);
  CHECK(file.sections[0].name.empty());
  CHECK(file.sections[0].line == 3);
  CHECK(file.sections[0].entries.size() == 2);
  CHECK(file.sections[1].entries.empty());
}

TEST_CASE("ini file: every line that is no section, value or comment is a fault, with its number") {
  const auto file = commands::read_ini("[serve\nreuse-port\n= 1\na = \"x\n");
  REQUIRE(file.faults.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK(file.faults[i].line == i + 1);
  CHECK(commands::read_ini(std::string("\xFF\xFE[\0s\0", 6)).faults.at(0).message ==
        "the file is in UTF-16; save it as UTF-8");
}
