#include "sources/state_folder.h"

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "http/digest.h"
#include "reading/json_feed.h"
#include "sources/file.h"
#include "sources/replace_file.h"

namespace sources {
namespace {

constexpr std::string_view mark = "latest-news-copy 1 ";

std::string first_line(const KeptCopy& copy) {
  return std::string(mark) + http::short_digest(copy.charset + '\n' + copy.body) + " " + copy.charset + "\n";
}

}  // namespace

std::string StateFolder::file_of(const std::string& url) const { return folder_ + "/" + http::name_digest(url); }

std::optional<std::string> StateFolder::keep(const std::string& url, const KeptCopy& copy) const {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);  // if this fails, the next step reports why
  const auto problem = replace_file(file_of(url), first_line(copy) + copy.body);
  if (!problem) return std::nullopt;
  return "no copy of " + url + " is kept: " + *problem;
}

Result<std::optional<KeptCopy>, std::string> StateFolder::find(const std::string& url) const {
  const auto file = file_of(url);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::optional<KeptCopy>();
  auto read = read_file(file, reading::max_file_bytes + 1024, FileType::regular);
  if (!read.has_value()) return read.error().message;
  const auto bytes = std::move(read).value();
  const auto end = bytes.find('\n');
  const auto space = bytes.find(' ', mark.size());
  if (bytes.starts_with(mark) && end != std::string::npos && space < end) {
    KeptCopy copy{bytes.substr(end + 1), bytes.substr(space + 1, end - space - 1)};
    if (bytes.starts_with(first_line(copy))) return std::optional(std::move(copy));
  }
  return file + ": the copy of " + url + " is damaged and is not used: its checksum is wrong";
}

}  // namespace sources
