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

#include "assets/assets.h"
#include "commands/live_news.h"
#include "commands/news_file.h"
#include "commands/operations.h"
#include "commands/public_url.h"
#include "commands/signals.h"
#include "http/server.h"
#include "operations/health.h"
#include "operations/log.h"
#include "site/fields.h"
#include "site/routes.h"

namespace commands {
namespace {

int refuse(std::ostream& err, int status, const std::string& message) {
  err << "latest-news: " << message << '\n';
  return status;
}

void reload_certificate(http::Server& server) {
  if (const auto error = server.reload_certificate()) {
    return operations::log_error("the certificate stays as it was: " + error->message);
  }
  operations::log_info("the certificate was read anew");
}

// Who has nothing that could be read or opened anew has nothing to do, and ends with its terminal.
std::function<void()> what_a_hangup_does(http::Server& server, bool has_tls, operations::AccessLog* log,
                                         const ServeOptions& options, const std::unique_ptr<LiveNews>& live) {
  const bool has_log = log != nullptr && !options.operations.access_log_file.empty();
  const bool has_news = options.news.has_value();
  if (!has_tls && !has_log && !has_news) return nullptr;
  return [&server, &live, has_tls, log, has_log, has_news] {
    if (has_tls) reload_certificate(server);
    if (has_log) log->reopen();
    if (has_news) live->read_news();
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
  auto news = load_news(options.news, err);
  if (!news) return 1;
  assets::Files files;
  try {
    files = options.assets ? assets::read(*options.assets) : assets::bundled();
  } catch (const std::filesystem::filesystem_error& error) {
    return refuse(err, 1, error.what());
  }

  // Signals have a thread of their own; every other thread leaves them to it.
  boost::asio::io_context control(1);
  std::signal(SIGPIPE, SIG_IGN);

  auto opened_log = open_access_log(options.operations);
  if (!opened_log.has_value()) return refuse(err, opened_log.error().status, opened_log.error().message);
  auto access_log = std::move(opened_log).value();
  operations::AccessLog* const log = access_log.get();

  auto edge = to_settings(options.edge);
  if (!edge.has_value()) return refuse(err, 2, edge.error());
  auto settings = std::move(edge).value();
  const bool has_tls = !settings.tls_certificate.empty();
  // What the loops remember and what the edition remembers are mostly the same bytes, but need not be.
  const auto cache_bytes = (std::size_t{options.cache_mib} << 20) / 2;
  settings.table_bytes = cache_bytes;
  raise_descriptor_limit(settings.max_connections);
  operations::Health health;
  settings.on_stopping = [&health] { health.stopping(); };
  if (log != nullptr) settings.log_access = [log](const http::Access& access) { log->write(access); };
  settings.options_fields = site::preflight_fields();
  settings.error_fields = site::common_fields();
  settings.log_error = operations::log_error;
  http::Server server(std::move(settings), nullptr);
  std::unique_ptr<LiveNews> live;  // there before the control thread is
  const Signals signals(control, server, what_a_hangup_does(server, has_tls, log, options, live));
  const auto endpoints = server.bind();
  if (!endpoints.has_value()) return refuse(err, 1, endpoints.error().message);
  const auto url = first_url(endpoints.value(), has_tls);
  if (!public_url) public_url = url.starts_with("unix:") ? "http://localhost" : url;

  auto opened_administration =
      open_administration(options.operations, {server, health, site::route_names(), options.edge.reuse_port,
                                               [log] { return log != nullptr ? log->dropped() : 0; }});
  if (!opened_administration.has_value()) {
    return refuse(err, opened_administration.error().status, opened_administration.error().message);
  }
  auto administration = std::move(opened_administration).value();

  const auto items = news->feed.items.size();
  try {
    live = std::make_unique<LiveNews>(server, health,
                                      edition::Settings{.public_url = *public_url, .cache_bytes = cache_bytes},
                                      LiveFiles{options.news, options.assets});
    live->start(std::move(*news), std::move(files));
  } catch (const std::exception& exception) {
    return refuse(err, 1, exception.what());
  }

  std::thread control_thread([&control] { control.run(); });
  out << "latest-news: " << items << " items at " << url << "/" << std::endl;
  server.run();
  control.stop();
  control_thread.join();
  administration.reset();
  // Who compresses stands back behind everybody else, and on a busy machine may be long in coming to the end of what
  // nobody needs any more.
  if (server.is_working() || live->is_preparing()) {
    access_log.reset();
    std::_Exit(0);
  }
  return 0;
}

}  // namespace commands
