#include "commands/news_file.h"

#include <functional>
#include <utility>

#include "assets/assets.h"
#include "background.h"
#include "reading/news_reader.h"

namespace commands {
namespace {

constexpr const char* bundled_file = "static/news.json";

Result<Input, InputProblem> read_file_or_bundled(const std::optional<std::string>& file, sources::FileType type) {
  if (file) return read_input(*file, type);
  return Input{bundled_file, assets::bundled().at(bundled_file)};
}

}  // namespace

Result<LoadedNews, InputProblem> load_news(const Input& input) {
  background::end_piece();
  auto result = reading::read_news(input.bytes, input.charset, input.url());
  if (!result.has_value()) return InputProblem{input.name, "", result.error()};
  auto read = std::move(result).value();
  return LoadedNews{input.name, std::move(read.feed), std::hash<std::string>()(input.bytes), std::move(read.warnings)};
}

Result<LoadedNews, InputProblem> load_news(const std::optional<std::string>& file, sources::FileType type) {
  const auto input = read_file_or_bundled(file, type);
  if (!input.has_value()) return input.error();
  return load_news(input.value());
}

}  // namespace commands
