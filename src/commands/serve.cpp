#include "commands/serve.h"

#include <boost/asio/io_context.hpp>
#include <csignal>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <thread>
#include <utility>

#include "assets/assets.h"
#include "commands/news_file.h"
#include "commands/operations.h"
#include "commands/public_url.h"
#include "commands/signals.h"
#include "http/server.h"
#include "operations/health.h"
#include "operations/log.h"
#include "site/fields.h"
#include "site/routes.h"
#include "sources/folder_watch.h"
#include "sources/publisher.h"

namespace commands {
namespace {

int refuse(std::ostream& err, int status, const std::string& message) {
  err << "latest-news: " << message << '\n';
  return status;
}

assets::Files read_assets(const std::optional<std::string>& folder) {
  return folder ? assets::read(*folder) : assets::bundled();
}

// Publishes anew whenever a file of the assets' folder changes. What cannot be published leaves the edition before.
std::unique_ptr<sources::FolderWatch> watch_assets(boost::asio::io_context& context, sources::Publisher& publisher,
                                                   operations::Health& health, const std::string& folder,
                                                   const std::shared_ptr<const news::Feed>& feed) {
  return std::make_unique<sources::FolderWatch>(context, folder, [&publisher, &health, folder, feed] {
    try {
      publisher.publish(feed, assets::read(folder));
      health.loaded(feed->items.size());
      operations::log_info("the files of " + folder + " have changed and are served");
    } catch (const std::exception& exception) {
      health.refused(exception.what());
      operations::log_error("the files of " + folder +
                            " have changed, and those before are served: " + exception.what());
    }
  });
}

void reload_certificate(http::Server& server) {
  if (const auto error = server.reload_certificate()) {
    return operations::log_error("the certificate stays as it was: " + error->message);
  }
  operations::log_info("the certificate was read anew");
}

// Who has neither a certificate nor a file to write has nothing to do, and ends with its terminal.
std::function<void()> what_a_hangup_does(http::Server& server, bool has_tls, operations::AccessLog* log,
                                         const OperationsOptions& options) {
  const bool has_file = log != nullptr && !options.access_log_file.empty();
  if (!has_tls && !has_file) return nullptr;
  return [&server, has_tls, log, has_file] {
    if (has_tls) reload_certificate(server);
    if (has_file) log->reopen();
  };
}

}  // namespace

int run_serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
  if (!operations::set_up_log(options.log_level)) {
    return refuse(
        err, 2,
        "--log-level is \"" + options.log_level + "\"; it can be trace, debug, info, warning, error, critical or off");
  }
  std::optional<std::string> public_url;
  if (options.public_url) {
    public_url = read_public_url(*options.public_url);
    if (!public_url) {
      return refuse(err, 1,
                    "--public-url is \"" + *options.public_url +
                        "\"; it can be http://HOST or https://HOST, with a port and a path, and no more");
    }
  }
  auto loaded = load_feed(options.news, err);
  if (!loaded) return 1;
  const auto feed = std::make_shared<const news::Feed>(std::move(*loaded));
  assets::Files files;
  try {
    files = read_assets(options.assets);
  } catch (const std::filesystem::filesystem_error& error) {
    return refuse(err, 1, error.what());
  }

  // Signals and changed files have a thread of their own; every other thread leaves signals to it.
  boost::asio::io_context control(1);
  std::signal(SIGPIPE, SIG_IGN);

  const auto access_log = open_access_log(options.operations);
  if (!access_log.has_value()) return refuse(err, access_log.error().status, access_log.error().message);
  operations::AccessLog* const log = access_log.value().get();

  auto edge = to_settings(options.edge);
  if (!edge.has_value()) return refuse(err, 2, edge.error());
  auto settings = std::move(edge).value();
  const bool has_tls = !settings.tls_certificate.empty();
  raise_descriptor_limit(settings.max_connections);
  operations::Health health;
  settings.on_stopping = [&health] { health.stopping(); };
  if (log != nullptr) settings.log_access = [log](const http::Access& access) { log->write(access); };
  settings.options_fields = site::preflight_fields();
  settings.error_fields = site::common_fields();
  settings.log_error = operations::log_error;
  http::Server server(std::move(settings), nullptr);
  const Signals signals(control, server, what_a_hangup_does(server, has_tls, log, options.operations));
  const auto endpoints = server.bind();
  if (!endpoints.has_value()) return refuse(err, 1, endpoints.error().message);
  const auto url = first_url(endpoints.value(), has_tls);
  if (!public_url) public_url = url.starts_with("unix:") ? "http://localhost" : url;

  const auto administration =
      open_administration(options.operations, {server, health, site::route_names(), options.edge.reuse_port,
                                               [log] { return log != nullptr ? log->dropped() : 0; }});
  if (!administration.has_value()) {
    return refuse(err, administration.error().status, administration.error().message);
  }

  sources::Publisher publisher(server, {.public_url = *public_url}, nullptr);
  std::unique_ptr<sources::FolderWatch> watch;
  try {
    publisher.publish(feed, std::move(files));
    health.loaded(feed->items.size());
    if (options.assets) watch = watch_assets(control, publisher, health, *options.assets, feed);
  } catch (const std::exception& exception) {
    return refuse(err, 1, exception.what());
  }

  std::thread control_thread([&control] { control.run(); });
  out << "latest-news: " << feed->items.size() << " items at " << url << "/" << std::endl;
  server.run();
  control.stop();
  control_thread.join();
  return 0;
}

}  // namespace commands
