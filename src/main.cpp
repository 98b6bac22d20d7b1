// main.cpp - the command line: one function for each command.

#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <exception>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "commands/add.h"
#include "commands/check.h"
#include "commands/configuration.h"
#include "commands/doctor.h"
#include "commands/exit_status.h"
#include "commands/export.h"
#include "commands/import.h"
#include "commands/manual.h"
#include "commands/partners.h"
#include "commands/render.h"
#include "commands/serve.h"
#include "did_you_mean.h"
#include "site/parameters.h"
#include "version.h"

namespace {

void add_config(CLI::App& app, std::string& file) {
  app.add_option("--config", file, "a file with options of `serve`: the line [serve], then lines NAME = VALUE")
      ->type_name("FILE");
}

void add_import(CLI::App& app, std::string& file) {
  auto* command = app.add_subcommand(
      "import", "Turn a page of plain text, or an RSS or Atom feed, into a news file (JSON Feed 1.1)");
  command->add_option("PAGE", file, "the page or the feed; - for standard input")->required();
}

void add_add(CLI::App& app, commands::AddOptions& options) {
  auto* command =
      app.add_subcommand("add", "Put an item into a text page or a JSON Feed; the rest of it stays as it is");
  command->add_option("FILE", options.file, "the text page or the JSON Feed")->required();
  command->add_option("--title", options.title, "its title")->type_name("TEXT");
  command->add_option("--text", options.text, "its text")->type_name("TEXT");
  command->add_option("--day", options.day, "its day, or the first of them, such as 2023-06-20 [today]")
      ->type_name("DAY");
  command->add_option("--until", options.until, "its last day [the first]")->type_name("DAY");
  command->add_option("--url", options.url, "where its link leads [none]")->type_name("URL");
  command->footer("On a terminal it asks for what is missing.");
}

void add_check(CLI::App& app, commands::CheckOptions& options, std::string& config) {
  auto* command = app.add_subcommand(
      "check", "Say what is wrong in a news file (JSON Feed, RSS, Atom or plain text), or in a configuration file");
  command->add_option("FILE", options.file, "the news file; - for standard input");
  command->add_flag("--quiet", options.is_quiet, "print nothing where all is well");
  command->add_flag("--strict", options.is_strict, "warnings are errors");
  add_config(*command, config);
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
      ->capture_default_str();
  for (const auto& parameter : site::parameters()) {
    if (parameter.name == site::partner_parameter) continue;  // the configuration of `serve` has them
    command
        ->add_option("--" + std::string(parameter.name), query[std::string(parameter.name)],
                     std::string(parameter.meaning) + ": " + std::string(parameter.allowed))
        ->type_name("");
  }
}

void add_export(CLI::App& app, commands::ExportOptions& options) {
  auto* command = app.add_subcommand("export", "Write the whole site as files, for a static host or an object store");
  command->add_option("DIR", options.folder, "the folder; replaced as a whole, or not at all")->required();
  command->add_option("--public-url", options.public_url, "the URL where the files will be")
      ->type_name("URL")
      ->required();
  command->add_option("--news", options.news, "a file or a URL, instead of the bundled news; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command
      ->add_option("--queries", options.queries,
                   "a file with a query in each line, such as limit=5 (every list) or /embed?limit=5 (one list); "
                   "# begins a comment [some common queries]")
      ->type_name("FILE");
  command->add_option("--assets", options.assets, "read widget/ and static/ in this folder, not those compiled in")
      ->type_name("DIR");
}

void add_partners(CLI::App& app, std::string& admin) {
  auto* command =
      app.add_subcommand("partners", "List the sites that show the news of a running server, with their requests");
  command->add_option("--admin", admin, "the server's administration port")
      ->type_name("ADDRESS:PORT")
      ->capture_default_str();
}

void add_doctor(CLI::App& app, std::string& config) {
  auto* command = app.add_subcommand(
      "doctor",
      "Check the configuration of serve on this machine: addresses, files, certificate, public URL, clock, limits");
  add_config(*command, config);
}

void add_manual(CLI::App& app, std::string& what) {
  auto* command = app.add_subcommand("manual", "Print a manual page or a shell's completion");
  command
      ->add_option("WHAT", what,
                   "man: latest-news(1); conf: latest-news.conf(5); bash, zsh, fish: the completion for that shell")
      ->required()
      ->check(CLI::IsMember(commands::manual_names()));
}

std::vector<commands::CommandDescription> describe(const CLI::App& app) {
  std::vector<commands::CommandDescription> all;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    auto& described = all.emplace_back();
    described.name = command->get_name();
    described.summary = command->get_description();
    described.footer = command->get_footer();
    for (const auto* option : command->get_options()) {
      const bool is_argument = option->get_lnames().empty();
      if (option->get_group().empty() || option->get_name() == "--help" || option->get_name() == "-h,--help") continue;
      described.options.push_back({is_argument ? option->get_name(true, true) : "--" + option->get_lnames().front(),
                                   is_argument || option->get_type_size() == 0 ? "" : option->get_type_name(),
                                   option->get_description(), is_argument});
    }
  }
  return all;
}

CLI::Option* add_row(CLI::App& command, const commands::Option& row, std::string_view name) {
  const std::string spelling = "--" + std::string(name);
  if (row.kind == commands::Option::Kind::on_or_off) return command.add_flag(spelling);
  // Accepts every text here. It is checked later, with the environment and the file, so that all
  // faults are reported together.
  return command.add_option(spelling)
      ->type_name(std::string(row.unit))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_serve(CLI::App& app, std::string& config) {
  auto* command = app.add_subcommand("serve", "Serve the news over HTTP");
  for (const auto& row : commands::serve_options()) {
    add_row(*command, row, row.name)->description(std::string(row.meaning) + " [" + row.default_value + "]");
    if (!row.former_name.empty()) add_row(*command, row, row.former_name)->group("");
  }
  add_config(*command, config);
  command->footer(
      "Each option can also be set by a variable of the environment (LATEST_NEWS_HEAD_TIMEOUT=10), or in\n"
      "the configuration file (head-timeout = 10). The command line overrides the environment, and that\n"
      "overrides the file. `latest-news check --config FILE` checks all of it.");
}

commands::Configuration configuration_of(const CLI::App& serve, const std::string& file) {
  commands::Configuration configuration;
  for (const auto& row : commands::serve_options()) {
    for (const auto name : {row.name, row.former_name}) {
      if (name.empty()) continue;
      const auto& values = serve.get_option("--" + std::string(name))->results();
      if (!values.empty()) configuration.command_line[std::string(name)] = values;
    }
  }
  for (char** variable = environ; *variable != nullptr; ++variable) configuration.environment.emplace_back(*variable);
  if (!file.empty()) configuration.file = file;
  return configuration;
}

int refuse(const std::string& message) {
  std::cerr << "latest-news: " << message << '\n';
  return commands::wrong_usage;
}

// The possible words at the place where CLI11 stopped: the command's options, or the commands.
std::vector<std::string> known_words(const CLI::App& app) {
  std::vector<std::string> words;
  const auto chosen = app.get_subcommands();
  for (const auto* option : (chosen.empty() ? app : *chosen.front()).get_options()) {
    for (const auto& name : option->get_lnames()) words.push_back("--" + name);
  }
  if (!chosen.empty()) return words;
  for (const auto* command : app.get_subcommands(nullptr)) words.push_back(command->get_name());
  return words;
}

// CLI11's message names the unknown arguments. This message also says what was probably meant.
int refuse_unknown(const CLI::App& app) {
  const auto words = known_words(app);
  bool is_value = false;  // of an option that is unknown too
  for (const auto& argument : app.remaining(true)) {
    const auto name = argument.substr(0, argument.find('='));
    const bool is_option = argument.starts_with("-");
    if (is_option || !is_value) {
      const auto meant = did_you_mean(name, words);
      refuse(name + " is not known; " + (meant.empty() ? "--help lists what is" : "did you mean " + meant + "?"));
    }
    is_value = is_option && name == argument;
  }
  return commands::wrong_usage;
}

int run(int count, char** arguments) {
  CLI::App app("Latest News: an organisation's news, for its partners' pages", "latest-news");
  app.set_version_flag("--version", version_text(LATEST_NEWS_VERSION, LATEST_NEWS_COMMIT));
  app.require_subcommand(1);
  app.fallthrough();

  std::string config;
  std::string page;
  commands::AddOptions add;
  commands::CheckOptions check;
  commands::RenderOptions render;
  commands::ExportOptions exported;
  std::map<std::string, std::string> query;
  add_config(app, config);
  add_import(app, page);
  add_add(app, add);
  add_check(app, check, config);
  add_render(app, render, query);
  add_export(app, exported);
  std::string admin = commands::default_admin;
  add_partners(app, admin);
  add_doctor(app, config);
  std::string manual;
  add_manual(app, manual);
  add_serve(app, config);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0 && !app.remaining(true).empty()) return refuse_unknown(app);
    return app.exit(error) == 0 ? commands::success : commands::wrong_usage;
  }

  const auto configuration = configuration_of(*app.get_subcommand("serve"), config);
  if (app.got_subcommand("serve")) {
    const auto options = commands::read_configuration(configuration);
    if (!options.has_value()) return commands::refuse(options.error(), std::cerr);
    return commands::run_serve(options.value(), std::cout, std::cerr);
  }
  if (app.got_subcommand("doctor")) return commands::run_doctor(configuration, std::cout, std::cerr);
  if (app.got_subcommand("check")) {
    if (check.file.empty() == config.empty()) return refuse("check takes either a news file or --config FILE");
    if (!config.empty()) return commands::run_check(configuration, std::cerr);
    return commands::run_check(check, std::cin, std::cout, std::cerr);
  }
  if (!config.empty()) return refuse("--config goes with serve, check or doctor");
  if (app.got_subcommand("add")) {
    return commands::run_add(std::move(add), std::cin, ::isatty(STDIN_FILENO) == 1, std::cout, std::cerr);
  }
  if (app.got_subcommand("export")) return commands::run_export(exported, std::cout, std::cerr);
  if (app.got_subcommand("manual")) {
    std::cout << commands::manual(manual, describe(app), LATEST_NEWS_VERSION);
    return commands::success;
  }
  if (app.got_subcommand("partners")) return commands::run_partners(admin, std::cout, std::cerr);
  if (app.got_subcommand("import")) return commands::run_import(page, std::cin, std::cout, std::cerr);
  for (const auto& [name, value] : query) {
    if (!value.empty()) render.query.emplace_back(name, value);
  }
  return commands::run_render(render, std::cout, std::cerr);
}

// If a standard stream is closed, the first file or socket that is opened would take its place and
// get its text. So this opens each one in the wrong direction: its use fails, as with a closed
// stream.
void occupy_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

// A command succeeds only if all of its output has been written.
int finish(int status) {
  if (!std::cout.flush()) {
    std::cerr << "latest-news: standard output cannot be written: is the disk full, or the output closed?\n";
  }
  return status == commands::success && (!std::cout || !std::cerr) ? commands::failure : status;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    occupy_standard_streams();
    return finish(run(count, arguments));
  } catch (const std::exception& exception) {
    std::cerr << "latest-news: " << exception.what() << '\n';
    return commands::failure;
  }
}
