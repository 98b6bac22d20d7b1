#include "commands/serve.h"

#include <boost/asio/io_context.hpp>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <thread>
#include <utility>
#include <vector>

#include "assets/assets.h"
#include "commands/edge_options.h"
#include "commands/exit_status.h"
#include "commands/live_news.h"
#include "commands/news_source.h"
#include "commands/operations.h"
#include "commands/publisher_view.h"
#include "commands/signals.h"
#include "fence.h"
#include "http/origin_list.h"
#include "operations/health.h"
#include "operations/log.h"
#include "operations/page_hosts.h"
#include "result.h"
#include "server/server.h"
#include "site/error_page.h"
#include "site/fields.h"
#include "site/resolve.h"
#include "sources/purger.h"

namespace commands {
namespace {

int refuse(std::ostream& err, const std::string& message) {
  err << "latest-news: " << message << '\n';
  return failure;
}

Result<assets::Files, std::string> read_assets(const std::optional<std::string>& folder) {
  try {
    return folder ? assets::read(*folder, operations::log_warning) : assets::bundled();
  } catch (const std::filesystem::filesystem_error& error) {
    return std::string(error.what());
  }
}

bool has_tls(const ServeOptions& options) { return !options.edge.tls_certificate.empty(); }

bool has_log_file(const ServeOptions& options) { return options.access_format && !options.access_log.file.empty(); }

// If there is nothing to read again, SIGHUP keeps its default and ends the program.
bool has_something_to_reload(const ServeOptions& options) {
  return has_tls(options) || has_log_file(options) || !options.news.empty();
}

void reload(const ServeOptions& options, server::Server& server, operations::AccessLog* log, LiveNews& live) {
  if (has_tls(options)) {
    if (const auto error = server.reload_certificate()) {
      operations::log_error("the certificate stays as it was: " + error->message);
    } else {
      operations::log_info("the certificate was read again");
    }
  }
  if (has_log_file(options)) log->reopen();
  if (!options.news.empty()) live.read_news();
}

std::optional<sources::StateFolder> state_folder(const ServeOptions& options) {
  if (!options.state) return std::nullopt;
  return sources::StateFolder(*options.state);
}

std::vector<http::OriginList::Entry> origin_entries(const std::vector<PartnerOptions>& partners) {
  std::vector<http::OriginList::Entry> entries;
  for (const auto& partner : partners) {
    for (const auto& origin : partner.origins) entries.push_back({origin, partner.is_allowed});
  }
  return entries;
}

server::Settings server_settings(const ServeOptions& options, operations::Health& health, operations::AccessLog* log,
                                 Fence& fence) {
  auto settings = edge_settings(options);
  settings.on_stopping = [&health] { health.stopping(); };
  if (log != nullptr) settings.log_access = [log](const server::AccessRecord& access) { log->write(access); };
  const bool is_open = options.partners.empty();
  settings.options_fields = site::preflight_fields(is_open);
  settings.error_fields = site::common_fields(is_open);
  if (!is_open) settings.allowed_origins = std::make_shared<const http::OriginList>(origin_entries(options.partners));
  settings.counts_hosts = options.counts_hosts;
  settings.uncounted_host = http::host_of(options.public_url.value_or(""));
  settings.error_page = site::plain_error_page;
  settings.log_error = operations::log_error;
  settings.fence = &fence;
  return settings;
}

// Null: no cache is told of new editions.
std::unique_ptr<sources::Purger> make_purger(const ServeOptions& options, Fence& fence) {
  if (options.purge.empty()) return nullptr;
  sources::PurgeSettings settings;
  settings.urls = options.purge;
  settings.surrogate_key = options.surrogate_key;
  return std::make_unique<sources::Purger>(std::move(settings), fence, operations::log_info, operations::log_error);
}

// An exact origin has priority over one with a wildcard.
std::string partner_of(const std::vector<PartnerOptions>& partners, const std::string& host) {
  std::string found;
  for (const auto& partner : partners) {
    for (const auto& origin : partner.origins) {
      if (!origin.matches(origin.scheme + "://" + host + origin.port)) continue;
      if (!origin.is_wildcard) return partner.name;
      found = partner.name;
    }
  }
  return found;
}

// What the administration port shows.
operations::MonitoredServer monitored(const ServeOptions& options, server::Server& server,
                                      const operations::Health& health, Fence& fence, operations::AccessLog* log,
                                      const PublisherView& view, const sources::Purger* purger) {
  const auto name_partner = [&options](const std::string& host) { return partner_of(options.partners, host); };
  operations::MonitoredServer all{server,
                                  health,
                                  fence,
                                  site::route_names(),
                                  options.edge.reuse_port,
                                  [log] { return log != nullptr ? log->dropped() : 0; },
                                  [&view, &server, name_partner] {
                                    return view.page(operations::list_page_hosts(server.totals().pages, name_partner));
                                  }};
  if (purger != nullptr) all.purges = [purger] { return operations::Purges{purger->accepted(), purger->failed()}; };
  all.counts_hosts = options.counts_hosts;
  all.partner_of = name_partner;
  return all;
}

edition::Settings edition_settings(const ServeOptions& options, const std::string& url) {
  auto public_url = options.public_url.value_or(url.starts_with("unix:") ? "http://localhost" : url);
  if (!options.public_url) {
    operations::log_warning("links name the listening address, " + public_url +
                            ": set --public-url to the URL that partners use");
  }
  edition::Settings settings{.public_url = std::move(public_url), .cache_bytes = edition_cache_bytes(options)};
  settings.counts_hosts = options.counts_hosts;
  settings.surrogate_key = options.surrogate_key;
  settings.cdn_cache_control = options.cdn_cache_control;
  if (options.partners.empty()) return settings;
  std::string origins;
  for (const auto& partner : options.partners) {
    if (!partner.is_allowed) continue;
    auto& added = settings.partners.emplace_back();
    added.name = partner.name;
    for (const auto& value : partner.values) added.values.emplace_back(value.parameter, value.value);
    for (const auto& origin : partner.origins) origins += (origins.empty() ? "" : " ") + origin.text();
  }
  settings.allowed_origins = origins;
  return settings;
}

// A server does not need its standard output: a full disk behind it must not end the server.
void tell_ready(std::ostream& out, std::size_t items, const std::string& url) {
  out << "latest-news: " << items << " items at " << url << "/\n" << std::flush;
  if (out) return;
  operations::log_warning("standard output cannot be written; " + std::to_string(items) + " items are served at " +
                          url + "/");
  out.clear();
}

// Returns after stop(), when all work in progress has ended.
void run(server::Server& server, boost::asio::io_context& control, Fence& fence) {
  std::thread control_thread([&control, &fence] { fence.run_loop(Work::signals, control); });
  server.run();
  control.stop();
  control_thread.join();
}

}  // namespace

int run_serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
  operations::set_up_log(options.log_level, options.log_format);
  const NewsSource::Settings source_settings{options.poll, state_folder(options)};
  auto loaded = load_first_news(options.news, source_settings.state);
  if (!loaded.has_value()) {
    write(loaded.error(), err);
    return failure;
  }
  auto news = std::move(loaded).value();
  for (const auto& one : news) {
    if (!one.news) continue;
    if (options.log_format == operations::LogFormat::text) {
      write(one.news->warnings, one.news->name, err);
      continue;
    }
    for (const auto& warning : one.news->warnings) {
      operations::log_warning(reading::to_string(warning, one.news->name));
    }
  }
  auto files = read_assets(options.assets);
  if (!files.has_value()) return refuse(err, files.error());
  Fence fence(operations::log_error);  // outlives every thread that uses it
  auto opened_log = open_access_log(options, fence);
  if (!opened_log.has_value()) return refuse(err, opened_log.error());
  auto access_log = std::move(opened_log).value();

  // Signals have their own thread. Every other thread blocks them.
  boost::asio::io_context control(1);
  Signals signals(control, has_something_to_reload(options));
  std::signal(SIGPIPE, SIG_IGN);

  operations::Health health;
  PublisherView view;  // used by the administration port
  raise_descriptor_limit(options.edge.max_connections);
  server::Server server(server_settings(options, health, access_log.get(), fence), nullptr);
  const auto endpoints = server.bind();
  if (!endpoints.has_value()) return refuse(err, endpoints.error().message);
  const auto url = first_url(endpoints.value(), has_tls(options));
  const auto purger = make_purger(options, fence);
  auto administration =
      open_administration(options, monitored(options, server, health, fence, access_log.get(), view, purger.get()));
  if (!administration.has_value()) return refuse(err, administration.error());

  LiveNews live(
      server, health, view, fence, edition_settings(options, url),
      LiveSettings{source_settings, options.embargo_future, options.assets, [&purger](const std::string& edition) {
                     if (purger) purger->tell(edition);
                   }});
  std::size_t items = 0;
  try {
    items = live.start(std::move(news), std::move(files).value());
  } catch (const std::exception& exception) {
    return refuse(err, exception.what());
  }
  signals.start(server, [&] { reload(options, server, access_log.get(), live); });
  tell_ready(out, items, url);
  run(server, control, fence);
  std::move(administration).value().reset();
  return success;
}

}  // namespace commands
