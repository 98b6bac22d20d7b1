#include "operations/administration.h"

#include <chrono>
#include <memory>
#include <string_view>
#include <utility>

#include "operations/escaping.h"
#include "operations/log.h"
#include "operations/metrics.h"
#include "operations/page_hosts.h"
#include "operations/utc_time.h"
#include "server/origin.h"

namespace operations {
namespace {

constexpr std::chrono::milliseconds turn_limit{1000};  // a healthy loop is faster, even on a busy machine
constexpr const char* plain_text = "text/plain; charset=utf-8";

server::Settings settings_for(const std::string& listen, bool reuses_port) {
  server::Settings settings;
  settings.listen = {listen};
  settings.reuse_port = reuses_port;
  settings.workers = 2;  // one of them may be waiting for a blocked loop
  settings.max_connections = 100;
  settings.cache_bytes = 0;
  settings.drain_timeout = std::chrono::milliseconds(1000);
  settings.log_error = log_error;
  return settings;
}

http::Response answer(int status, std::string body, const char* type = plain_text) {
  http::Response result;
  result.status = status;
  result.content_type = type;
  result.fields = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
  result.body = std::move(body);
  return result;
}

class Pages final : public server::Origin {
 public:
  explicit Pages(MonitoredServer monitored) : monitored_(std::move(monitored)) {}

  const std::shared_ptr<server::Resource>* find(std::string_view) const noexcept override { return nullptr; }

  std::shared_ptr<server::Resource> make(std::string_view target) override {
    auto response = page(target.substr(0, target.find('?')));
    if (const auto state = monitored_.health.state(); state.edition) {
      response.fields.push_back({"Latest-News-Edition", state.edition->name});
    }
    return std::make_shared<server::Resource>(std::move(response));
  }

 private:
  http::Response page(std::string_view path) const {
    if (path == "/") return monitored_.publisher_page();
    if (path == "/healthz") return healthz();
    if (path == "/readyz") return readyz();
    if (path == "/metrics") return metrics();
    if (path == "/partners") return partners();
    return answer(404, "there is no such page here; there are /, /healthz, /readyz, /metrics and /partners\n");
  }

  http::Response healthz() const {
    if (monitored_.server.turns(turn_limit)) return answer(200, "ok\n");
    return answer(503, "an event loop does not come round to its work within a second\n");
  }

  http::Response readyz() const {
    const auto state = monitored_.health.state();
    std::string news = "no news are loaded yet\n";
    if (state.edition) {
      news = std::to_string(state.edition->items) + " items, loaded " + format_utc(state.edition->loaded) +
             ", edition " + state.edition->name + "\n";
    }
    if (!state.refusal.empty()) {
      news += "newer ones were refused: " + escape_control_characters(state.refusal) + "\n";
    }
    if (state.is_stopping) return answer(503, "not ready: the program is ending\n" + news);
    return state.edition ? answer(200, "ready: " + news) : answer(503, "not ready: " + news);
  }

  http::Response partners() const {
    const auto pages = monitored_.server.totals().pages;
    return answer(200,
                  page_hosts_json(monitored_.counts_hosts, list_page_hosts(pages, monitored_.partner_of), pages.others),
                  "application/json");
  }

  http::Response metrics() const {
    Measurements measurements{
        monitored_.server.totals(),     monitored_.routes, monitored_.health.state(), seconds_now(), started_,
        monitored_.dropped_log_lines(), monitored_.fence};
    if (monitored_.purges) measurements.purges = monitored_.purges();
    return answer(200, metrics_text(measurements), metrics_type);
  }

  MonitoredServer monitored_;
  std::int64_t started_ = seconds_now();
};

}  // namespace

Administration::Administration(const std::string& listen, const MonitoredServer& monitored)
    : fence_(monitored.fence),
      server_(settings_for(listen, monitored.reuses_port), std::make_shared<Pages>(monitored)) {}

Administration::~Administration() {
  server_.stop();
  if (thread_.joinable()) thread_.join();
}

Result<server::Endpoints, net::Error> Administration::start() {
  auto endpoints = server_.bind();
  if (endpoints.has_value())
    thread_ = std::thread([this] { fence_.run(Work::administration, [this] { server_.run(); }); });
  return endpoints;
}

}  // namespace operations
