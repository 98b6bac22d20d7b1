// commands/serve_options.h - the options of `serve`, in one table. Its rows define the command
// line, the environment, the configuration file, the help and the README's table.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/origin_list.h"
#include "operations/access_log.h"
#include "operations/log.h"
#include "server/server.h"

namespace commands {

// A section [partner.NAME] of the configuration file.
struct PartnerOptions {
  struct Value {
    std::size_t line;
    std::string parameter;
    std::string value;
  };
  std::string name;
  std::vector<http::OriginPattern> origins;
  bool is_allowed = true;
  std::vector<Value> values;  // of the parameters; those that a query of this partner does not have
};

struct ServeOptions {
  ServeOptions();  // one thread per core

  std::vector<std::string> news;          // files and URLs; empty: the bundled news
  std::chrono::milliseconds poll{60000};  // between two requests to a URL
  std::optional<std::string> state;       // a folder for the last good news of URLs
  bool embargo_future = false;            // items with a future date stay hidden until then
  std::optional<std::string> public_url;  // from read_public_url(); without it, made from the listening address
  std::optional<std::string> assets;      // a folder with widget/ and static/; without it, the bundled files
  unsigned cache_mib = 32;                // for answers that are made on request
  std::string log_level = "info";         // operations::is_log_level()
  operations::LogFormat log_format = operations::LogFormat::text;

  std::string surrogate_key;             // "": no field Surrogate-Key
  std::string cdn_cache_control;         // "": no field CDN-Cache-Control
  std::vector<std::string> purge;        // URLs of caches
  std::vector<PartnerOptions> partners;  // empty: every page may show the news
  bool counts_hosts = true;              // counts requests by the host of the page

  std::vector<std::string> listen;  // empty: edge.listen, unless sockets are handed over
  server::Settings edge;

  std::optional<std::string> admin;  // "": no administration port; not set: default_admin if it is free
  std::optional<operations::AccessFormat> access_format;  // not set: no access log
  operations::AccessLogOptions access_log;                // without its format
};

inline constexpr const char* default_admin = "127.0.0.1:9090";

struct Option {
  enum class Kind {
    value,     // at most once
    list,      // any number of times, or separated by commas
    repeated,  // any number of times; a comma is part of the value
    on_or_off  // on the command line, the name alone means on
  };

  std::string_view name;      // "head-timeout": --head-timeout, LATEST_NEWS_HEAD_TIMEOUT, head-timeout = 10
  std::string_view unit;      // what the value is: "SECONDS"; "" for on_or_off
  std::string allowed;        // after "it can be": "a whole number from 1 to 86400"
  std::string default_value;  // in words; for a number, its member's value
  std::string_view meaning;
  Kind kind = Kind::value;
  std::string_view former_name = {};  // still accepted, but not documented

  // Puts one value into its member. A list gets it at its end. False if the value is not allowed.
  std::function<bool(const std::string& value, ServeOptions& options)> read = {};
};

// In the order of the help.
std::span<const Option> serve_options();

// Finds an option by its name or former name. Null if there is no such option.
const Option* find_serve_option(std::string_view name);

// "LATEST_NEWS_HEAD_TIMEOUT" for "head-timeout".
std::string variable_of(std::string_view option);

}  // namespace commands
