#include "commands/render.h"

#include <array>
#include <ctime>
#include <exception>
#include <memory>
#include <ostream>
#include <utility>

#include "assets/assets.h"
#include "commands/exit_status.h"
#include "commands/input.h"
#include "commands/news_file.h"
#include "commands/public_url.h"
#include "edition/edition.h"
#include "news/embargo.h"
#include "site/parameters.h"
#include "site/site.h"

namespace commands {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> targets{{{"fragment", "/fragment"},
                                                                                {"embed", "/embed"},
                                                                                {"script", "/latest-news.js"},
                                                                                {"json", "/news.json"},
                                                                                {"nodes", "/fragment.json"},
                                                                                {"element", "/element.js"}}};

std::string_view target_of(std::string_view name) {
  for (const auto& [known, target] : targets) {
    if (known == name) return target;
  }
  return "/";
}

}  // namespace

std::vector<std::string> render_names() {
  std::vector<std::string> names;
  names.reserve(targets.size());
  for (const auto& [name, target] : targets) names.emplace_back(name);
  return names;
}

int run_render(const RenderOptions& options, std::ostream& out, std::ostream& err) {
  const auto public_url = read_public_url(options.public_url);
  if (!public_url) {
    err << "latest-news: --public-url is \"" << options.public_url << "\"; it can be " << public_url_forms << '\n';
    return wrong_usage;
  }
  auto loaded = load_news(options.news);
  if (!loaded.has_value()) {
    write(loaded.error(), err);
    return failure;
  }
  auto news = std::move(loaded).value();
  write(news.warnings, news.name, err);
  try {
    auto files = options.assets
                     ? assets::read(*options.assets, [&err](const std::string& line) { err << line << '\n'; })
                     : assets::bundled();
    auto edition = std::make_shared<const edition::Edition>(
        std::make_shared<const news::Feed>(news::visible_feed(news.feed, std::time(nullptr))), std::move(files),
        edition::Settings{.public_url = *public_url});
    // Its layouts and languages are allowed values.
    const auto query = site::read_parameters(edition->renderer().catalogue(), options.query);
    if (!query.has_value()) {
      err << "latest-news: " << query.error().message() << '\n';
      return wrong_usage;
    }
    site::Site site(std::move(edition));
    out << site.answer(std::string(target_of(options.what)) + site::canonical_query(query.value())).body;
    return success;
  } catch (const std::exception& exception) {
    err << "latest-news: " << exception.what() << '\n';
    return failure;
  }
}

}  // namespace commands
