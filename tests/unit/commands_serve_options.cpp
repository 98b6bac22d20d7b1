#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "commands/serve_options.h"

namespace {

std::string readme_line(const commands::Option& option) {
  std::string name = "--" + std::string(option.name);
  if (!option.unit.empty()) name += " " + std::string(option.unit);
  return "| `" + name + "` | " + std::string(option.meaning) + " | " + option.default_value + " |";
}

}  // namespace

TEST_CASE("serve options: the table in docs/options.md has exactly these options") {
  std::ifstream stream(PROJECT_ROOT "/docs/options.md");
  std::set<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("| `--")) lines.insert(line);
  }
  for (const auto& option : commands::serve_options()) {
    CHECK_MESSAGE(lines.erase(readme_line(option)) == 1, "add this line to docs/options.md:\n" << readme_line(option));
  }
  for (const auto& line : lines) FAIL_CHECK("no option is like this line of docs/options.md:\n" << line);
}

TEST_CASE("serve options: each default is an allowed value, and is used without the option") {
  for (const auto& option : commands::serve_options()) {
    CAPTURE(option.name);
    CHECK_FALSE(option.meaning.empty());
    commands::ServeOptions options;
    const bool is_value =
        option.unit == "MIB" || option.unit == "LEVEL" || option.unit == "FORMAT" ||
        (option.allowed.starts_with("a whole number") && option.name != "hsts" && option.name != "threads");
    if (is_value) CHECK(option.read(option.default_value, options));
  }
  const auto* timeout = commands::find_serve_option("head-timeout");
  REQUIRE(timeout != nullptr);
  CHECK(timeout->default_value ==
        std::to_string(std::chrono::duration_cast<std::chrono::seconds>(server::Settings().head_timeout).count()));
}

TEST_CASE("serve options: names are different, and so are the names of their variables") {
  std::set<std::string_view> names;
  for (const auto& option : commands::serve_options()) {
    CHECK(names.insert(option.name).second);
    if (!option.former_name.empty()) CHECK(names.insert(option.former_name).second);
    CHECK(commands::find_serve_option(option.name) == &option);
  }
  CHECK(commands::find_serve_option("") == nullptr);
  CHECK(commands::variable_of("head-timeout") == "LATEST_NEWS_HEAD_TIMEOUT");
}

TEST_CASE("serve options: a switch takes on, off, and their common synonyms") {
  const auto* option = commands::find_serve_option("reuse-port");
  REQUIRE(option != nullptr);
  for (const std::string word : {"on", "true", "yes", "1", "True"}) {
    commands::ServeOptions options;
    CHECK(option->read(word, options));
    CHECK(options.edge.reuse_port);
  }
  for (const std::string word : {"off", "false", "no", "0"}) {
    commands::ServeOptions options;
    options.edge.reuse_port = true;
    CHECK(option->read(word, options));
    CHECK_FALSE(options.edge.reuse_port);
  }
}
