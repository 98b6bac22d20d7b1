#include "commands/serve_options.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <thread>
#include <type_traits>
#include <utility>

#include "commands/public_url.h"
#include "net/endpoint.h"
#include "operations/log.h"

namespace commands {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Bounds {
  std::uint64_t least;
  std::uint64_t most;
};

constexpr Bounds up_to_a_day{1, 86'400};
constexpr Bounds up_to_ten_years{0, 315'360'000};

std::optional<std::uint64_t> read_number(const std::string& text, Bounds bounds) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (number < bounds.least || number > bounds.most) return std::nullopt;
  return number;
}

std::string write(milliseconds time) { return std::to_string(std::chrono::duration_cast<seconds>(time).count()); }
std::string write(const std::optional<seconds>& time) { return time ? std::to_string(time->count()) : "none"; }
template <class Number>
std::string write(Number number) {
  return std::to_string(number);
}

// A whole number. If the member is a time, the number is in seconds. `member` takes ServeOptions&
// and returns a reference.
template <class Member>
Option number(std::string_view name, std::string_view unit, Bounds bounds, Member member, std::string_view meaning) {
  ServeOptions defaults;
  auto read = [bounds, member](const std::string& text, ServeOptions& options) {
    using Value = std::remove_reference_t<decltype(*member(options))>;
    const auto read_value = read_number(text, bounds);
    if (!read_value) return false;
    if constexpr (std::is_integral_v<Value>) {
      *member(options) = static_cast<Value>(*read_value);
    } else {
      *member(options) = seconds(*read_value);
    }
    return true;
  };
  return {.name = name,
          .unit = unit,
          .allowed = std::string("a whole number ") + (unit == "SECONDS" ? "of seconds " : "") + "from " +
                     std::to_string(bounds.least) + " to " + std::to_string(bounds.most),
          .default_value = write(*member(defaults)),
          .meaning = meaning,
          .read = read};
}

// Any text that is not empty.
template <class Member>
Option text(std::string_view name, std::string_view unit, const std::string& allowed, Member member,
            std::string_view meaning) {
  return {.name = name,
          .unit = unit,
          .allowed = allowed,
          .default_value = "none",
          .meaning = meaning,
          .read = [member](const std::string& value, ServeOptions& options) {
            if (value.empty()) return false;
            *member(options) = value;
            return true;
          }};
}

template <class Member>
Option on_or_off(std::string_view name, Member member, std::string_view meaning) {
  return {.name = name,
          .unit = "",
          .allowed = "on or off",
          .default_value = "off",
          .meaning = meaning,
          .kind = Option::Kind::on_or_off,
          .read = [member](const std::string& value, ServeOptions& options) {
            std::string word = value;
            for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            const bool is_on = word == "on" || word == "true" || word == "yes" || word == "1";
            *member(options) = is_on;
            return is_on || word == "off" || word == "false" || word == "no" || word == "0";
          }};
}

Option with_default(Option option, std::string words) {
  option.default_value = std::move(words);
  return option;
}

Option formerly(Option option, std::string_view name) {
  option.former_name = name;
  return option;
}

constexpr const char* endpoint_forms = "ADDRESS:PORT, [IPv6]:PORT or unix:PATH, such as 127.0.0.1:8080";

bool is_endpoint(const std::string& value) {
  constexpr std::string_view socket_file = "unix:";
  if (value.starts_with(socket_file)) return value.size() > socket_file.size();
  return net::parse_endpoint(value).has_value();
}

bool read_news(const std::string& value, ServeOptions& options) {
  options.news.push_back(value);
  return !value.empty();
}

bool read_url(const std::string& value, ServeOptions& options) {
  options.public_url = read_public_url(value);
  return options.public_url.has_value();
}

bool read_surrogate_key(const std::string& value, ServeOptions& options) {
  options.surrogate_key = value;
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
  });
}

bool read_cdn_cache_control(const std::string& value, ServeOptions& options) {
  options.cdn_cache_control = value;
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool read_purge(const std::string& value, ServeOptions& options) {
  options.purge.push_back(value);
  return read_public_url(value).has_value();
}

bool read_listen(const std::string& value, ServeOptions& options) {
  options.listen.push_back(value);
  return is_endpoint(value);
}

bool read_admin(const std::string& value, ServeOptions& options) {
  options.admin = value;
  return value.empty() || is_endpoint(value);
}

bool read_log_format(const std::string& value, ServeOptions& options) {
  options.log_format = value == "json" ? operations::LogFormat::json : operations::LogFormat::text;
  return value == "json" || value == "text";
}

bool read_log_level(const std::string& value, ServeOptions& options) {
  options.log_level = value;
  return operations::is_log_level(value);
}

bool read_access_format(const std::string& value, ServeOptions& options) {
  options.access_format.reset();
  if (value == "common") options.access_format = operations::AccessFormat::common;
  if (value == "json") options.access_format = operations::AccessFormat::json;
  return options.access_format || value == "off";
}

bool read_trusted_proxy(const std::string& value, ServeOptions& options) {
  auto& naming = options.access_log.naming;
  if (value == "unix:") {
    naming.trusts_unix_sockets = true;
    return true;
  }
  const auto network = operations::Network::read(value);
  if (network) naming.trusted_proxies.push_back(*network);
  return network.has_value();
}

constexpr const char* a_file = "the name of a file";

std::vector<Option> site_options() {
  return {
      {.name = "news",
       .unit = "FILE",
       .allowed = "the name of a file, or a URL with http or https",
       .default_value = "the bundled news",
       .meaning = "the news: a file, read again at each change, or a URL with http or https, asked again every --poll "
                  "seconds; may be repeated, for one list of several",
       .kind = Option::Kind::repeated,
       .read = read_news},
      number(
          "poll", "SECONDS", up_to_a_day, [](ServeOptions& o) { return &o.poll; },
          "time between two questions for the news at a URL"),
      text(
          "state", "DIR", "the name of a folder", [](ServeOptions& o) { return &o.state; },
          "keeps the last good news of each URL, for a restart while the URL fails"),
      on_or_off(
          "embargo-future", [](ServeOptions& o) { return &o.embargo_future; },
          "shows items that are dated in the future only from that moment on"),
      {.name = "public-url",
       .unit = "URL",
       .allowed = public_url_forms,
       .default_value = "the listening address",
       .meaning = "what all links begin with: the URL under which partners reach this server",
       .read = read_url},
      with_default(text(
                       "assets", "DIR", "the name of a folder", [](ServeOptions& o) { return &o.assets; },
                       "a folder with templates and styles (widget/ and static/); read again at each change"),
                   "those in the program"),
      number(
          "cache-mib", "MIB", {1, 65'536}, [](ServeOptions& o) { return &o.cache_mib; },
          "memory for answers that are made on demand"),
      {.name = "log-level",
       .unit = "LEVEL",
       .allowed = operations::log_levels,
       .default_value = ServeOptions().log_level,
       .meaning = operations::log_levels,
       .read = read_log_level},
      {.name = "log-format",
       .unit = "FORMAT",
       .allowed = "text or json",
       .default_value = "text",
       .meaning = "text or json: the form of the log's lines",
       .read = read_log_format},
      {.name = "surrogate-key",
       .unit = "KEY",
       .allowed = "letters, digits, \"-\", \"_\" and \".\"",
       .default_value = "none",
       .meaning = "for caches: every answer has this Surrogate-Key; an item's has KEY-item-ID too",
       .read = read_surrogate_key},
      {.name = "cdn-cache-control",
       .unit = "VALUE",
       .allowed = "the value of a Cache-Control, such as max-age=600",
       .default_value = "none",
       .meaning = "for caches: the field CDN-Cache-Control (RFC 9213) of answers with news",
       .read = read_cdn_cache_control},
      {.name = "purge",
       .unit = "URL",
       .allowed = "http://HOST or https://HOST, with or without a port and a path",
       .default_value = "none",
       .meaning =
           "a cache that is told of each new edition by the method PURGE, with the Surrogate-Key; may be repeated",
       .kind = Option::Kind::list,
       .read = read_purge},
  };
}

std::vector<Option> edge_options() {
  return {
      {.name = "listen",
       .unit = "WHERE",
       .allowed = endpoint_forms,
       .default_value = server::Settings().listen.front() + ", or systemd's sockets",
       .meaning = "ADDRESS:PORT, [IPv6]:PORT (port 0: any free one) or unix:PATH; may be repeated",
       .kind = Option::Kind::list,
       .read = read_listen},
      on_or_off(
          "reuse-port", [](ServeOptions& o) { return &o.edge.reuse_port; },
          "lets a second process listen on the same ports, for restarts without a gap"),
      text(
          "tls-certificate", "FILE", a_file, [](ServeOptions& o) { return &o.edge.tls_certificate; },
          "HTTPS: the certificate and its chain, PEM; read again at SIGHUP"),
      text(
          "tls-key", "FILE", a_file, [](ServeOptions& o) { return &o.edge.tls_key; },
          "HTTPS: the certificate's key, PEM; read again at SIGHUP"),
      text(
          "tls-ticket-key", "FILE", a_file, [](ServeOptions& o) { return &o.edge.tls_ticket_key; },
          "HTTPS: 80 random bytes, the same file for all replicas, so that clients resume sessions at any of them; "
          "read again at SIGHUP"),
      number(
          "hsts", "SECONDS", up_to_ten_years, [](ServeOptions& o) { return &o.edge.hsts; },
          "HTTPS: for how long browsers use HTTPS only (Strict-Transport-Security); 0 ends it"),
      with_default(number(
                       "threads", "NUMBER", {1, 256}, [](ServeOptions& o) { return &o.edge.threads; }, "event loops"),
                   "one per core"),
      number(
          "max-connections", "NUMBER", {1, 10'000'000}, [](ServeOptions& o) { return &o.edge.max_connections; },
          "connections at once; more of them wait"),
      number(
          "head-timeout", "SECONDS", up_to_a_day, [](ServeOptions& o) { return &o.edge.head_timeout; },
          "time for a request to arrive, from its first byte"),
      number(
          "idle-timeout", "SECONDS", up_to_a_day, [](ServeOptions& o) { return &o.edge.idle_timeout; },
          "time between two requests"),
      number(
          "write-timeout", "SECONDS", up_to_a_day, [](ServeOptions& o) { return &o.edge.write_timeout; },
          "time in which a client must take at least one byte"),
      formerly(number(
                   "drain-timeout", "SECONDS", up_to_a_day, [](ServeOptions& o) { return &o.edge.drain_timeout; },
                   "time for running requests to finish after SIGTERM"),
               "drain-seconds"),
  };
}

std::vector<Option> operations_options() {
  return {
      {.name = "admin",
       .unit = "WHERE",
       .allowed = std::string(endpoint_forms) + ", or empty",
       .default_value = std::string(default_admin) + ", if free",
       .meaning = "the address of /healthz, /readyz, /metrics, /partners and the publisher's page at /; empty: none",
       .read = read_admin},
      {.name = "count-hosts",
       .unit = "WHETHER",
       .allowed = "on or off",
       .default_value = "on",
       .meaning = "counts requests by the host of the page that shows the news, and nothing of visitors: on or off",
       .read =
           [](const std::string& value, ServeOptions& options) {
             options.counts_hosts = value == "on";
             return value == "on" || value == "off";
           }},
      {.name = "access-log",
       .unit = "FORMAT",
       .allowed = "off, common or json",
       .default_value = "off",
       .meaning = "a line for each request: off, common (log format) or json",
       .read = read_access_format},
      with_default(text(
                       "access-log-file", "FILE", a_file, [](ServeOptions& o) { return &o.access_log.file; },
                       "the file for these lines; opened again at SIGHUP"),
                   "standard output"),
      on_or_off(
          "log-full-address", [](ServeOptions& o) { return &o.access_log.naming.full_address; },
          "writes clients' whole addresses, not only their /24 (IPv6: /48)"),
      {.name = "trusted-proxy",
       .unit = "CIDR",
       .allowed = "an address, a block of them such as 10.0.0.0/8 or 2001:db8::/32 (with no bits behind its prefix), "
                  "or unix:",
       .default_value = "none",
       .meaning = "a proxy whose X-Forwarded-For counts: an address, a block, or unix: (any Unix socket); may be "
                  "repeated",
       .kind = Option::Kind::list,
       .read = read_trusted_proxy},
  };
}

std::vector<Option> all_options() {
  auto all = site_options();
  for (auto& option : edge_options()) all.push_back(std::move(option));
  for (auto& option : operations_options()) all.push_back(std::move(option));
  return all;
}

}  // namespace

ServeOptions::ServeOptions() { edge.threads = std::max(1u, std::thread::hardware_concurrency()); }

std::span<const Option> serve_options() {
  static const auto table = all_options();
  return table;
}

const Option* find_serve_option(std::string_view name) {
  for (const auto& option : serve_options()) {
    if (option.name == name || (!name.empty() && option.former_name == name)) return &option;
  }
  return nullptr;
}

std::string variable_of(std::string_view option) {
  std::string name = "LATEST_NEWS_";
  for (const char c : option) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

}  // namespace commands
