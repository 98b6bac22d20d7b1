#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "commands/check.h"
#include "commands/import.h"
#include "sources/file.h"

namespace {

struct Run {
  int status;
  std::string out;
  std::string err;
};

Run import_page(const std::string& file, const std::string& standard_input = "") {
  std::istringstream in(standard_input);
  std::ostringstream out;
  std::ostringstream err;
  const int status = commands::run_import(file, in, out, err);
  return {status, out.str(), err.str()};
}

Run check(const std::string& file, const std::string& standard_input = "", bool is_quiet = false,
          bool is_strict = false) {
  std::istringstream in(standard_input);
  std::ostringstream out;
  std::ostringstream err;
  const int status = commands::run_check({file, is_quiet, is_strict}, in, out, err);
  return {status, out.str(), err.str()};
}

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() / ("latest-news-test-" + std::to_string(::getpid()))) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

const std::string page = "News\n1 June 2023\nTitle\nSummary more\n";

}  // namespace

TEST_CASE("import: the feed goes to standard output, warnings to standard error") {
  const auto well = import_page("-", page);
  CHECK(well.status == 0);
  CHECK(well.err.empty());
  CHECK(well.out.starts_with("{\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  \"title\": \"News\",\n"));
  CHECK(well.out.ends_with("}\n"));
  CHECK(check("-", well.out).status == 0);

  const auto warned = import_page("-", "News\n1 June 2023\nTitle\nSummary\n");
  CHECK(warned.status == 0);
  CHECK(warned.err.starts_with("<stdin>:4: warning: "));
  CHECK_FALSE(warned.out.empty());
}

TEST_CASE("import: errors name file and line, write nothing to standard output, and end with 1") {
  const TemporaryFile file("News\n31 June 2023\nTitle\nSummary more\n");
  const auto run = import_page(file.path());
  CHECK(run.status == 1);
  CHECK(run.out.empty());
  CHECK(run.err.starts_with(file.path() + ":2: error: '31 June 2023' does not exist"));
}

TEST_CASE("import: the same bytes at every run") { CHECK(import_page("-", page).out == import_page("-", page).out); }

TEST_CASE("check: one line for the bundled news, 1 with every problem otherwise") {
  const auto well = check(PROJECT_ROOT "/static/news.json");
  CHECK(well.status == 0);
  CHECK(well.err.empty());
  CHECK(well.out == "39 items, the newest of 30 July 2023\n");
  CHECK(check(PROJECT_ROOT "/static/news.json", "", true).out.empty());
  const auto faulty = check("-", "{\"title\": 1}");
  CHECK(faulty.status == 1);
  CHECK(faulty.err.find(
            "<stdin>:1:11: warning: a number is the wrong type and is ignored: 'title' is a string [/title]\n") !=
        std::string::npos);
  CHECK(faulty.err.find("<stdin>:1:1: error: no 'items'") != std::string::npos);
  CHECK(faulty.out.empty());
}

TEST_CASE("check: warnings alone end with 0") {
  const auto run = check("-", R"({"version":"https://jsonfeed.org/version/1","title":"a","title":"b","items":[]})");
  CHECK(run.status == 0);
  CHECK(run.err.find("warning") != std::string::npos);
  CHECK(run.out == "0 items, 2 warnings\n");
  CHECK(check("-", R"({"version":"https://jsonfeed.org/version/1","title":"a","items":[]})", false, true).status == 1);
}

TEST_CASE("commands: a file that cannot be read is named, with the reason, and ends with 1") {
  const auto missing = check("/nonexistent/news.json");
  CHECK(missing.status == 1);
  CHECK(missing.err == "latest-news: /nonexistent/news.json: cannot be read: No such file or directory\n");
  const auto folder = import_page(TEST_DATA);
  CHECK(folder.status == 1);
  CHECK(folder.out.empty());
  CHECK(folder.err == "latest-news: " TEST_DATA ": is a folder: a file is needed\n");
}

TEST_CASE("commands: a file of more than 64 MiB is a problem, and is not read") {
  const TemporaryFile file("");
  std::filesystem::resize_file(file.path(), (64u << 20) + 1);
  const auto run = check(file.path());
  CHECK(run.status == 1);
  CHECK(run.err == file.path() + ": error: the file is larger than 64 MiB: leave older items out\n");
}

TEST_CASE("files: files and streams are read whole, up to the limit") {
  const std::string bytes = std::string(200000, 'x') + std::string("\0\xFF", 2);
  const TemporaryFile file(bytes);
  const auto read = sources::read_file(file.path());
  REQUIRE(read.has_value());
  CHECK(read.value() == bytes);
  CHECK(sources::read_file(file.path(), bytes.size()).has_value());
  CHECK_FALSE(sources::read_file(file.path(), bytes.size() - 1).has_value());

  std::istringstream stream(bytes);
  const auto streamed = sources::read_stream(stream, "stream", bytes.size());
  REQUIRE(streamed.has_value());
  CHECK(streamed.value() == bytes);
  std::istringstream longer(bytes);
  CHECK_FALSE(sources::read_stream(longer, "stream", bytes.size() - 1).has_value());
}

TEST_CASE("files: reading an endless file stops at the limit") {
  const auto read = sources::read_file("/dev/zero", 1000000);
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().kind == sources::FileError::Kind::too_large);
}
