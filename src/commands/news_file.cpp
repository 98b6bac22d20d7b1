#include "commands/news_file.h"

#include <ostream>
#include <utility>

#include "assets/assets.h"
#include "reading/json_feed.h"
#include "sources/file.h"

namespace commands {

std::optional<news::Feed> load_feed(const std::optional<std::string>& file, std::ostream& err) {
  std::string bytes;
  if (file) {
    auto read = sources::read_file(*file);
    if (!read.has_value()) {
      err << "latest-news: " << read.error().message << '\n';
      return std::nullopt;
    }
    bytes = std::move(read).value();
  } else {
    bytes = assets::bundled().at("static/news.json");
  }
  auto reading = reading::read_json_feed(bytes);
  const auto& findings = reading.has_value() ? reading.value().warnings : reading.error();
  for (const auto& finding : findings) {
    err << reading::to_string(finding, file.value_or("static/news.json")) << '\n';
  }
  if (!reading.has_value()) return std::nullopt;
  return std::move(reading).value().feed;
}

}  // namespace commands
