#include "commands/export.h"

#include <algorithm>
#include <atomic>
#include <ctime>
#include <exception>
#include <filesystem>
#include <future>
#include <memory>
#include <ostream>
#include <sstream>
#include <thread>
#include <utility>

#include "assets/assets.h"
#include "commands/exit_status.h"
#include "commands/news_source.h"
#include "commands/progress.h"
#include "commands/public_url.h"
#include "commands/static_servers.h"
#include "edition/edition.h"
#include "http/content_coding.h"
#include "news/embargo.h"
#include "news/merge.h"
#include "result.h"
#include "site/resolve.h"
#include "site/site.h"
#include "site/static_site.h"
#include "sources/file.h"
#include "sources/new_folder.h"

namespace commands {
namespace {

constexpr const char* marker = ".latest-news-export";

// What most partners ask for.
std::vector<std::string> common_queries(const rendering::Catalogue& catalogue) {
  std::vector<std::string> queries{"limit=3", "limit=5", "limit=20", "limit=100", "theme=light", "theme=dark"};
  for (const auto& layout : catalogue.layouts) queries.push_back("layout=" + layout);
  return queries;
}

struct Line {
  std::size_t number;
  std::string text;
};

std::vector<Line> lines_of(const std::string& bytes) {
  std::vector<Line> lines;
  std::istringstream stream(bytes);
  std::string text;
  for (std::size_t number = 1; std::getline(stream, text); ++number) {
    while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) text.pop_back();
    if (!text.empty() && text.front() != '#') lines.push_back({number, text});
  }
  return lines;
}

// "limit=5" and "?limit=5" are for every list, "/embed?limit=5" for one.
std::vector<std::string> targets_of(const std::string& line) {
  if (line.starts_with('/')) return {line};
  std::vector<std::string> targets;
  for (const auto& route : site::described_routes()) {
    if (route.lists != 0) targets.push_back(std::string(route.name) + (line.starts_with('?') ? "" : "?") + line);
  }
  return targets;
}

using Faults = std::vector<std::string>;

struct Targets {
  std::vector<std::string> all;
};

Faults faults_of(const rendering::Catalogue& catalogue, const std::string& target) {
  const auto resolved = site::resolve(catalogue, target);
  if (resolved.route == site::Route::other) return {"there is no " + target.substr(0, target.find('?'))};
  if (resolved.problem) return {resolved.problem->message()};
  if (!resolved.hint.empty()) return {resolved.hint};
  return {};
}

std::string fault_at(const std::string& file, std::size_t line, const std::string& what) {
  return file + ":" + std::to_string(line) + ": error: " + what;
}

// Error: one line for each line of the file that cannot be used.
Result<Targets, Faults> read_queries(const std::string& file, const rendering::Catalogue& catalogue) {
  const auto bytes = sources::read_file(file);
  if (!bytes.has_value()) return Faults{"latest-news: the file of queries " + bytes.error().message};
  Targets targets;
  Faults faults;
  for (const auto& line : lines_of(bytes.value())) {
    for (const auto& target : targets_of(line.text)) {
      const auto wrong = faults_of(catalogue, target);
      for (const auto& fault : wrong) faults.push_back(fault_at(file, line.number, fault));
      if (!wrong.empty()) break;
      targets.all.push_back(target);
    }
  }
  if (!faults.empty()) return faults;
  return targets;
}

Targets common_targets(const rendering::Catalogue& catalogue) {
  Targets targets;
  for (const auto& query : common_queries(catalogue)) {
    for (auto& target : targets_of(query)) targets.all.push_back(std::move(target));
  }
  return targets;
}

std::shared_ptr<const news::Feed> merge(std::vector<FirstNews> all) {
  std::vector<std::shared_ptr<const news::Feed>> feeds;
  for (auto& one : all) {
    if (one.news) feeds.push_back(std::make_shared<const news::Feed>(std::move(one.news->feed)));
  }
  return std::make_shared<const news::Feed>(news::visible_feed(*news::merge(feeds), std::time(nullptr)));
}

struct Counts {
  std::atomic<std::size_t> files = 0;
  std::atomic<std::size_t> unchanged = 0;
  std::atomic<std::size_t> bytes = 0;
};

// The file, and beside it its compressed forms if they are smaller. They are made again only if the file has changed.
void write_file(sources::NewFolder& folder, const site::StaticFile& file, Counts& counts) {
  const auto& body = file.answer.body;
  const bool is_unchanged = folder.write(file.path, body);
  ++counts.files;
  counts.unchanged += is_unchanged ? 1 : 0;
  counts.bytes += body.size();
  if (!http::is_compressible(file.answer.content_type)) return;
  const bool is_kept = is_unchanged && folder.keep(file.path + ".gz") && folder.keep(file.path + ".br");
  if (is_kept) return;
  const auto keep_if_smaller = [&](const std::optional<std::string>& smaller, const char* extension) {
    if (smaller && smaller->size() < body.size()) folder.write(file.path + extension, *smaller);
  };
  keep_if_smaller(http::gzip(body, http::Effort::best), ".gz");
  keep_if_smaller(http::brotli(body, true, http::Effort::best), ".br");
}

void write_files(sources::NewFolder& folder, const site::StaticSite& made, Counts& counts) {
  std::atomic<std::size_t> next = 0;
  const auto take = [&](const std::function<void(std::size_t, std::size_t)>& progress) {
    for (auto place = next++; place < made.files.size(); place = next++) {
      write_file(folder, made.files[place], counts);
      if (progress) progress(place + 1, made.files.size());
    }
  };
  std::vector<std::future<void>> helpers;  // get() throws what a helper threw
  for (unsigned number = 1; number < std::max(std::thread::hardware_concurrency(), 1u); ++number) {
    helpers.push_back(std::async(std::launch::async, take, nullptr));
  }
  const auto progress = progress_on_terminal("compressing");
  take(progress);
  for (auto& helper : helpers) helper.get();
  if (progress) progress(made.files.size(), made.files.size());
}

int refuse_all(const Faults& faults, std::ostream& err) {
  for (const auto& fault : faults) err << fault << '\n';
  return failure;
}

int write_site(const ExportOptions& options, const std::string& public_url, std::shared_ptr<const news::Feed> feed,
               std::ostream& out, std::ostream& err) {
  auto files = options.assets ? assets::read(*options.assets, [&err](const std::string& line) { err << line << '\n'; })
                              : assets::bundled();
  auto edition = std::make_shared<const edition::Edition>(std::move(feed), std::move(files),
                                                          edition::Settings{.public_url = public_url});
  const auto& catalogue = edition->renderer().catalogue();
  const auto targets =
      options.queries ? read_queries(*options.queries, catalogue) : Result<Targets, Faults>(common_targets(catalogue));
  if (!targets.has_value()) return refuse_all(targets.error(), err);
  site::Site site(edition);
  const auto progress = progress_on_terminal("making pages");
  const auto made = site::make_static_site(site, targets.value().all, progress);
  for (const auto& link : made.broken_links) err << "latest-news: warning: a link leads nowhere: " << link << '\n';

  sources::NewFolder folder(options.folder, marker);
  Counts counts;
  write_files(folder, made, counts);
  const auto root = std::filesystem::absolute(options.folder).lexically_normal().string();
  for (const auto& [path, text] :
       static_server_files(made, root.ends_with('/') ? root.substr(0, root.size() - 1) : root, site.prefix())) {
    folder.write(path, text);
  }
  folder.write(marker, "edition " + edition->name() + "\n");
  folder.finish();
  out << "latest-news: " << counts.files << " files in " << options.folder << ", " << counts.unchanged
      << " of them unchanged, " << (counts.bytes + 1023) / 1024 << " KiB, edition " << edition->name() << '\n';
  return success;
}

}  // namespace

int run_export(const ExportOptions& options, std::ostream& out, std::ostream& err) {
  const auto public_url = read_public_url(options.public_url);
  if (!public_url) {
    err << "latest-news: --public-url is \"" << options.public_url << "\"; it can be " << public_url_forms << '\n';
    return wrong_usage;
  }
  auto loaded = load_first_news(options.news, std::nullopt);
  if (!loaded.has_value()) {
    write(loaded.error(), err);
    return failure;
  }
  auto all = std::move(loaded).value();
  for (const auto& one : all) {
    if (one.news) write(one.news->warnings, one.news->name, err);
    // A site without some of its items would replace one that has them.
    if (!one.fault.empty()) return refuse_all({"latest-news: " + one.fault}, err);
  }
  try {
    return write_site(options, *public_url, merge(std::move(all)), out, err);
  } catch (const std::exception& exception) {
    err << "latest-news: " << exception.what() << '\n';
    return failure;
  }
}

}  // namespace commands
