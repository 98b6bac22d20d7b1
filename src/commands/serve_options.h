// commands/serve_options.h - the options of `serve`, in one table: the command line, the environment, the configuration
// file, the help and the README's table come from its rows.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "operations/access_log.h"
#include "server/server.h"

namespace commands {

struct ServeOptions {
  ServeOptions();  // one thread per core

  std::vector<std::string> news;          // files and URLs; none: the bundled news
  std::chrono::milliseconds poll{60000};  // between two questions for a URL
  std::optional<std::string> state;       // a folder for the last good news of URLs
  bool embargo_future = false;            // items dated in the future wait for their moment
  std::optional<std::string> public_url;  // as read_public_url() returns it; else made of the listening address
  std::optional<std::string> assets;      // a folder with widget/ and static/; else the bundled files
  unsigned cache_mib = 32;                // for answers that are made on demand
  std::string log_level = "info";         // operations::is_log_level()

  std::vector<std::string> listen;  // none: edge.listen, unless sockets are handed over
  server::Settings edge;

  std::optional<std::string> admin;  // "": no administration port; none: default_admin, if that is free
  std::optional<operations::AccessFormat> access_format;  // none: no access log
  operations::AccessLogOptions access_log;                // all but its format
};

inline constexpr const char* default_admin = "127.0.0.1:9090";

struct Option {
  enum class Kind {
    value,     // at most once
    list,      // any number of times, or with commas between
    repeated,  // any number of times; a comma is part of the value
    on_or_off  // on the command line its name alone means on
  };

  std::string_view name;      // "head-timeout": --head-timeout, LATEST_NEWS_HEAD_TIMEOUT, head-timeout = 10
  std::string_view unit;      // what the value is: "SECONDS"; of an on_or_off: ""
  std::string allowed;        // after "it can be": "a whole number from 1 to 86400"
  std::string default_value;  // in words; of a number, its member's
  std::string_view meaning;
  Kind kind = Kind::value;
  std::string_view former_name = {};  // still understood, and shown nowhere

  // Puts one value into its member; into that of a list, behind the others. False: the value is not allowed.
  std::function<bool(const std::string& value, ServeOptions& options)> read = {};
};

// In the order of the help.
std::span<const Option> serve_options();

// By its name or former name. Null: there is none.
const Option* find_serve_option(std::string_view name);

// "LATEST_NEWS_HEAD_TIMEOUT" of "head-timeout".
std::string variable_of(std::string_view option);

}  // namespace commands
