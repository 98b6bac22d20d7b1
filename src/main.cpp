// main.cpp - the command line: import, check, render, serve.

#include <CLI/CLI.hpp>
#include <cctype>
#include <cstddef>
#include <exception>
#include <iostream>
#include <map>
#include <string>

#include "commands/check.h"
#include "commands/import.h"
#include "commands/public_url.h"
#include "commands/render.h"
#include "commands/serve.h"
#include "site/parameters.h"

namespace {

// CLI11's own status for a wrong command line is over 100; ours is that of most programs.
constexpr int wrong_usage = 2;

void add_import(CLI::App& app, std::string& file) {
  auto* command = app.add_subcommand("import", "Turn the office's page, as plain text, into a news file");
  command->add_option("PAGE", file, "the page, in UTF-8; - for standard input")->required();
}

void add_check(CLI::App& app, std::string& file) {
  auto* command =
      app.add_subcommand("check", "Say what is wrong in a news file (JSON Feed 1.1), and nothing if nothing is");
  command->add_option("FILE", file, "the news file; - for standard input")->required();
}

void add_render(CLI::App& app, commands::RenderOptions& options, std::map<std::string, std::string>& query) {
  auto* command = app.add_subcommand("render", "Print what a server would answer");
  command->add_option("WHAT", options.what, "what to print")
      ->required()
      ->check(CLI::IsMember(commands::render_names()));
  command->add_option("--news", options.news, "a news file, instead of the bundled news")->type_name("FILE");
  command->add_option("--assets", options.assets, "read widget/ and static/ in this folder, not those compiled in")
      ->type_name("DIR");
  command->add_option("--public-url", options.public_url, "what links begin with")
      ->type_name("URL")
      ->default_val("http://127.0.0.1:8080");
  for (const auto& parameter : site::parameters()) {
    command
        ->add_option("--" + std::string(parameter.name), query[std::string(parameter.name)],
                     std::string(parameter.meaning) + ": " + std::string(parameter.allowed))
        ->type_name("");
  }
}

void add_operations(CLI::App& command, commands::OperationsOptions& options) {
  // An empty value is one, which CLI11 would take for none in a std::optional.
  command
      .add_option_function<std::string>(
          "--admin", [&options](const std::string& address) { options.admin = address; },
          std::string("where /healthz, /readyz and /metrics are; empty: nowhere; else ") + commands::default_admin +
              ", if that is free")
      ->type_name("ADDRESS:PORT")
      ->envname("LATEST_NEWS_ADMIN");
  command.add_option("--access-log", options.access_log, "a line for every request: off, common (log format) or json")
      ->type_name("FORMAT")
      ->envname("LATEST_NEWS_ACCESS_LOG")
      ->capture_default_str();
  command.add_option("--access-log-file", options.access_log_file, "where to; else standard output; anew at SIGHUP")
      ->type_name("FILE")
      ->envname("LATEST_NEWS_ACCESS_LOG_FILE");
  command
      .add_flag("--log-full-address", options.log_full_address,
                "write clients' addresses whole, not cut to their /24 or /48")
      ->envname("LATEST_NEWS_LOG_FULL_ADDRESS");
  command
      .add_option("--trusted-proxy", options.trusted_proxies,
                  "whose X-Forwarded-For counts: an address, a block (10.0.0.0/8), or unix:; may be repeated")
      ->type_name("CIDR")
      ->envname("LATEST_NEWS_TRUSTED_PROXY");
}

// Numbers that have a default and bounds. The variable of the environment has the option's name.
template <class Number>
void add_number(CLI::App& command, const std::string& name, Number& number, Number most, const std::string& meaning) {
  std::string variable = "LATEST_NEWS_" + name.substr(2);
  for (char& c : variable) c = c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  command.add_option(name, number, meaning)
      ->check(CLI::Range(Number{1}, most))
      ->type_name("NUMBER")
      ->envname(variable)
      ->capture_default_str();
}

void add_edge(CLI::App& command, commands::EdgeOptions& options) {
  command
      .add_option(
          "--listen", options.listen,
          "where to listen: ADDRESS:PORT, [IPv6]:PORT (port 0 picks a free one) or unix:PATH; may be given more "
          "than once [127.0.0.1:8080, or what systemd hands over]")
      ->type_name("WHERE")
      ->envname("LATEST_NEWS_LISTEN")
      ->allow_extra_args(false)
      ->delimiter(',');
  command
      .add_flag("--reuse-port", options.reuse_port,
                "let a second process listen on the same ports, to restart without a gap")
      ->envname("LATEST_NEWS_REUSE_PORT");
  command.add_option("--tls-certificate", options.tls_certificate, "the certificate and its chain, PEM: HTTPS")
      ->type_name("FILE")
      ->envname("LATEST_NEWS_TLS_CERTIFICATE");
  command.add_option("--tls-key", options.tls_key, "the certificate's key, PEM; both are read anew on SIGHUP")
      ->type_name("FILE")
      ->envname("LATEST_NEWS_TLS_KEY");
  command.add_option("--hsts", options.hsts, "HTTPS: for how long browsers come back by HTTPS only; 0 ends it")
      ->type_name("SECONDS")
      ->envname("LATEST_NEWS_HSTS");
  constexpr unsigned day = 86400;
  constexpr unsigned most_threads = 256;
  constexpr std::size_t most_connections = 10000000;
  command.add_option("--threads", options.threads, "event loops [as many as there are cores]")
      ->check(CLI::Range(1u, most_threads))
      ->type_name("NUMBER")
      ->envname("LATEST_NEWS_THREADS");
  add_number(command, "--max-connections", options.max_connections, most_connections, "more wait until one closes");
  add_number(command, "--head-timeout", options.head_timeout, day, "seconds for a request, once it has begun");
  add_number(command, "--idle-timeout", options.idle_timeout, day, "seconds between requests");
  add_number(command, "--write-timeout", options.write_timeout, day, "seconds without a byte taken by the client");
  add_number(command, "--drain-seconds", options.drain_seconds, day, "after SIGTERM, for requests under way");
}

void add_serve(CLI::App& app, commands::ServeOptions& options) {
  auto* command = app.add_subcommand("serve", "Serve the news over HTTP");
  command->add_option("--news", options.news, "a news file, read anew at each change, instead of the bundled news")
      ->type_name("FILE")
      ->envname("LATEST_NEWS_NEWS");
  add_edge(*command, options.edge);
  command->add_option("--public-url", options.public_url, "what partners' pages know the news by: links begin with it")
      ->type_name("URL")
      ->envname("LATEST_NEWS_PUBLIC_URL");
  command->add_option("--assets", options.assets, "read widget/ and static/ in this folder, anew at each change")
      ->type_name("DIR")
      ->envname("LATEST_NEWS_ASSETS");
  add_number(*command, "--cache-mib", options.cache_mib, 65536u, "memory for answers to less common questions, in MiB");
  command->add_option("--log-level", options.log_level, "trace, debug, info, warning, error, critical or off")
      ->type_name("LEVEL")
      ->envname("LATEST_NEWS_LOG_LEVEL")
      ->capture_default_str();
  add_operations(*command, options.operations);
}

int run(int count, char** arguments) {
  CLI::App app("Latest News: an organisation's news, for its partners' pages", "latest-news");
  app.set_version_flag("--version", "latest-news " LATEST_NEWS_VERSION);
  app.set_config("--config", "", "a file with options: [serve], then NAME = VALUE lines")
      ->envname("LATEST_NEWS_CONFIG");
  app.require_subcommand(1);
  app.fallthrough();

  std::string page;
  std::string file;
  commands::RenderOptions render;
  std::map<std::string, std::string> query;
  commands::ServeOptions serve;
  add_import(app, page);
  add_check(app, file);
  add_render(app, render, query);
  add_serve(app, serve);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : wrong_usage;
  }

  if (app.got_subcommand("import")) return commands::run_import(page, std::cout, std::cerr);
  if (app.got_subcommand("check")) return commands::run_check(file, std::cin, std::cerr);
  if (app.got_subcommand("serve")) return commands::run_serve(serve, std::cout, std::cerr);
  const auto public_url = commands::read_public_url(render.public_url);
  if (!public_url) {
    std::cerr << "latest-news: --public-url is \"" << render.public_url
              << "\"; it can be http://HOST or https://HOST\n";
    return wrong_usage;
  }
  render.public_url = *public_url;
  for (const auto& [name, value] : query) {
    if (!value.empty()) render.query.emplace_back(name, value);
  }
  return commands::run_render(render, std::cout, std::cerr);
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run(count, arguments);
  } catch (const std::exception& exception) {
    std::cerr << "latest-news: " << exception.what() << '\n';
    return 1;
  }
}
