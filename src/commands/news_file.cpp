#include "commands/news_file.h"

#include <functional>
#include <utility>

#include "assets/assets.h"
#include "reading/news_reader.h"

namespace commands {
namespace {

constexpr const char* bundled_file = "static/news.json";

Result<Input, InputProblem> read_file_or_bundled(const std::optional<std::string>& file, sources::FileType type) {
  if (file) return read_input(*file, type);
  return Input{bundled_file, assets::bundled().at(bundled_file)};
}

}  // namespace

Result<LoadedNews, InputProblem> load_news(const std::optional<std::string>& file, sources::FileType type) {
  auto input = read_file_or_bundled(file, type);
  if (!input.has_value()) return input.error();
  const auto& [name, bytes] = input.value();
  auto result = reading::read_news(bytes);
  if (!result.has_value()) return InputProblem{name, "", result.error()};
  auto read = std::move(result).value();
  return LoadedNews{name, std::move(read.feed), std::hash<std::string>()(bytes), std::move(read.warnings)};
}

}  // namespace commands
