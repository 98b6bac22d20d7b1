#include "commands/doctor.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "commands/check.h"
#include "commands/exit_status.h"
#include "commands/news_source.h"
#include "http/origin_list.h"
#include "net/certificate.h"
#include "net/tls_context.h"
#include "server/server.h"
#include "sources/web.h"

namespace commands {
namespace {

class Report {
 public:
  explicit Report(std::ostream& out) : out_(out) {}

  void ok(const std::string& text) { out_ << "ok     " << text << '\n'; }
  // Not wrong, but worth a look.
  void note(const std::string& text) { out_ << "note   " << text << '\n'; }
  void fault(const std::string& text) {
    out_ << "FAULT  " << text << '\n';
    ++faults_;
  }
  int faults() const { return faults_; }

 private:
  std::ostream& out_;
  int faults_ = 0;
};

// Listens for a moment. A port that a running latest-news has is in use too.
void examine_address(const std::string& what, const std::string& address, Report& report) {
  if (address.starts_with("unix:")) {
    const auto folder = std::filesystem::path(address.substr(5)).parent_path();
    if (::access(folder.empty() ? "." : folder.c_str(), W_OK) == 0)
      return report.ok(what + " " + address + ": its folder can be written");
    return report.fault(what + " " + address +
                        ": its folder does not exist or cannot be written; create it, or change its owner");
  }
  server::Settings settings;
  settings.listen = {address};
  server::Server server(settings, nullptr);
  const auto bound = server.bind();
  if (bound.has_value()) return report.ok(what + " " + address + " is free");
  report.note(bound.error().message + "; if that is this service, all is well");
}

void examine_limits(const ServeOptions& options, Report& report) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const auto needed = options.edge.max_connections + 100;
  if (limit.rlim_max >= needed) {
    return report.ok("open files: " + std::to_string(limit.rlim_max) + " are allowed, " + std::to_string(needed) +
                     " are needed");
  }
  report.note("open files: only " + std::to_string(limit.rlim_max) + " are allowed, and --max-connections needs " +
              std::to_string(needed) + "; set LimitNOFILE= in the unit, or a smaller --max-connections");
}

void examine_news(const ServeOptions& options, Report& report) {
  for (const auto& source : options.news.empty() ? std::vector<std::string>{""} : options.news) {
    const auto name = source.empty() ? std::string("the bundled news") : source;
    const auto loaded =
        load_first_news(source.empty() ? std::vector<std::string>() : std::vector{source}, std::nullopt);
    if (!loaded.has_value()) {
      report.fault(summary(loaded.error()) + "; `latest-news check` says more");
      continue;
    }
    const auto& news = loaded.value().front().news;
    if (!news) continue;
    const auto text = name + ": " + std::to_string(news->feed.items.size()) + " items";
    if (news->warnings.empty()) {
      report.ok(text);
    } else {
      report.note(text + ", " + std::to_string(news->warnings.size()) + " warnings; `latest-news check` shows them");
    }
  }
}

void examine_folders(const ServeOptions& options, Report& report) {
  const auto examine = [&](const std::string& what, const std::string& folder, int mode) {
    if (::access(folder.c_str(), mode) == 0) return report.ok(what + " " + folder);
    report.fault(what + " " + folder + " does not exist, or this user may not use it; create it, or change its owner");
  };
  if (options.state) examine("--state", *options.state, R_OK | W_OK | X_OK);
  if (options.assets) examine("--assets", *options.assets, R_OK | X_OK);
  if (!options.access_log.file.empty()) {
    const auto folder = std::filesystem::path(options.access_log.file).parent_path();
    examine("the folder of --access-log-file", folder.empty() ? "." : folder.string(), W_OK | X_OK);
  }
}

void examine_certificate(const ServeOptions& options, Report& report) {
  const auto& file = options.edge.tls_certificate;
  if (file.empty()) return;
  const auto loaded = net::load_tls(file, options.edge.tls_key, options.edge.tls_ticket_key);
  if (!loaded.has_value()) return report.fault(loaded.error().message);
  const auto certificate = net::Certificate::read(file);
  if (!certificate) return;
  const auto days = certificate->days_left();
  const auto text = "the certificate " + file + " is valid for " + std::to_string(days) + " days";
  if (days < 0) {
    report.fault("the certificate " + file + " has expired; renew it");
  } else if (days < 14) {
    report.note(text + "; renew it soon");
  } else {
    report.ok(text);
  }
  const auto host = http::host_of(options.public_url.value_or(""));
  if (host.empty()) return;
  if (certificate->is_for(host)) {
    report.ok("the certificate is for " + host);
  } else {
    report.fault("the certificate is not for " + host + ", the host of --public-url; get one with this name");
  }
}

void examine_public_url(const ServeOptions& options, Report& report) {
  if (!options.public_url) {
    return report.note("--public-url is not set: links name the listening address; set the URL that partners use");
  }
  // Every answer of ours has this route, and no cache keeps a wrong one for long.
  const auto url = *options.public_url + "/robots.txt";
  const auto answer = sources::WebSource(url).fetch();
  if (answer.kind == sources::WebAnswer::Kind::failed) {
    return report.note(answer.error +
                       "; if the service does not run yet, or is not reachable from here, start it and try again");
  }
  if (answer.body.find(*options.public_url + "/sitemap.xml") == std::string::npos) {
    return report.fault(url + " is answered by another program; pass all requests below --public-url to latest-news");
  }
  report.ok(*options.public_url + " is answered by latest-news");
}

// Embargoes, and Last-Modified of answers, need the right time.
void examine_clock(Report& report) {
  constexpr std::time_t of_this_release = 1'780'000'000;  // a day in May 2026
  if (std::time(nullptr) < of_this_release) {
    return report.fault("the clock is in the past; set it, for example with systemd-timesyncd");
  }
  if (std::filesystem::exists("/run/systemd/timesync") &&
      !std::filesystem::exists("/run/systemd/timesync/synchronized")) {
    return report.note("the clock is not synchronised yet (systemd-timesyncd)");
  }
  report.ok("the clock");
}

}  // namespace

int run_doctor(const Configuration& configuration, std::ostream& out, std::ostream& err) {
  const auto read = read_configuration(configuration);
  if (!read.has_value()) return refuse(read.error(), err);
  const auto& options = read.value();
  Report report(out);
  report.ok("the configuration");
  for (const auto& address : options.listen.empty() ? options.edge.listen : options.listen) {
    examine_address("--listen", address, report);
  }
  if (const auto admin = options.admin.value_or(default_admin); !admin.empty())
    examine_address("--admin", admin, report);
  examine_limits(options, report);
  examine_news(options, report);
  examine_folders(options, report);
  examine_certificate(options, report);
  examine_public_url(options, report);
  examine_clock(report);
  return report.faults() > 0 ? failure : success;
}

}  // namespace commands
