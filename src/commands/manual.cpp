#include "commands/manual.h"

#include "commands/serve_options.h"

namespace commands {
namespace {

// Roff reads "\" as an escape, "-" as a hyphen that may be typeset otherwise, and a leading "." or "'" as a request
// (groff_man(7)).
std::string roff(std::string_view text) {
  std::string result;
  bool is_line_start = true;
  for (const char c : text) {
    if (is_line_start && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
    is_line_start = c == '\n';
  }
  return result;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff(text) + "\\fR"; }

// Without a date: the same commit gives the same bytes.
std::string title(const std::string& name, const char* section, const std::string& version) {
  return ".TH " + name + " " + section + " \"\" \"latest\\-news " + roff(version) + "\" \"Latest News\"\n";
}

std::string paragraph(const std::string& tag, const std::string& text) { return ".TP\n" + tag + "\n" + text + "\n"; }

void add_command(std::string& page, const CommandDescription& command) {
  page += ".SS latest\\-news " + roff(command.name) + "\n" + roff(command.summary) + ".\n";
  for (const auto& option : command.options) {
    auto tag = option.is_argument ? italic(option.name) : bold(option.name);
    if (!option.value.empty()) tag += " " + italic(option.value);
    page += paragraph(tag, roff(option.meaning));
  }
  if (!command.footer.empty()) page += ".PP\n" + roff(command.footer) + "\n";
}

std::string man_page(const std::vector<CommandDescription>& commands, const std::string& version) {
  auto page = title("LATEST\\-NEWS", "1", version);
  page +=
      ".SH NAME\nlatest\\-news \\- serve an organisation's latest news for its partners' pages\n.SH SYNOPSIS\n"
      ".B latest\\-news\n.I COMMAND\n[\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n"
      "latest\\-news renders an organisation's news as HTML, as a script, as a page for frames and as feeds. Partners "
      "embed it "
      "in their pages with one line. Without options,\n.B latest\\-news serve\nserves the bundled news at "
      "http://127.0.0.1:8080/.\n.SH COMMANDS\n";
  for (const auto& command : commands) add_command(page, command);
  page += ".SH EXIT STATUS\n" + paragraph("0", "Success.") +
          paragraph("1", "The input or the system is at fault: a file with errors, an address in use, a full disk.") +
          paragraph("2", "The command line, an environment variable or the configuration file is at fault.");
  page += ".SH SIGNALS\n" +
          paragraph(
              "SIGTERM, SIGINT",
              "Accept no more connections, finish the running requests, and end with status 0. A second signal ends at "
              "once.") +
          paragraph(
              "SIGHUP",
              "Read the news, the certificate and the ticket key again, and open the access log again. Without any of "
              "them, end.");
  page +=
      ".SH ENVIRONMENT\nEach option of\n.B serve\nis also a variable: LATEST_NEWS_HEAD_TIMEOUT=10. LATEST_NEWS_CONFIG "
      "names "
      "the configuration file.\n.SH SEE ALSO\n.BR latest\\-news.conf (5)\n";
  return page;
}

std::string conf_page(const std::string& version) {
  auto page = title("LATEST\\-NEWS.CONF", "5", version);
  page +=
      ".SH NAME\nlatest\\-news.conf \\- configuration of latest\\-news serve\n.SH DESCRIPTION\n"
      "The file that\n.B latest\\-news serve \\-\\-config\nreads. It is UTF\\-8 text. A comment begins with # or ;. A "
      "value may be "
      "in quotation marks. The command line overrides the environment, and the environment overrides the file.\n.B "
      "latest\\-news check \\-\\-config\n.I FILE\nchecks all of it.\n.SH EXAMPLE\n.nf\n[serve]\npublic\\-url = "
      "https://news.example\nlisten = 127.0.0.1:8080, unix:/run/latest\\-news/socket\n\n[partner.city]\norigins = "
      "https://www.city.example, https://*.city.example\nlimit = 5\n.fi\n.SH SECTION [serve]\n";
  for (const auto& option : serve_options()) {
    const auto unit = option.unit.empty() ? std::string("on|off") : std::string(option.unit);
    page += paragraph(bold(option.name) + " = " + italic(unit),
                      roff(std::string(option.meaning) + ". It can be " + option.allowed +
                           ". Default: " + option.default_value + "."));
  }
  page +=
      ".SH SECTIONS [partner.NAME]\nWith such sections, only the pages of these partners may read the news with "
      "scripts of "
      "their own and show them in frames. Without any, all pages may.\n" +
      paragraph(bold("origins") + " = " + italic("ORIGIN, ..."),
                roff("https://www.example.org, or https://*.example.org for all hosts below example.org.")) +
      paragraph(bold("allowed") + " = " + italic("on|off"), roff("off: this partner's pages may not. Default: on.")) +
      paragraph(italic("parameter") + " = " + italic("value"),
                roff("a parameter of lists, such as limit = 5, for requests with partner=NAME."));
  return page + ".SH SEE ALSO\n.BR latest\\-news (1)\n";
}

std::string names_of(const CommandDescription& command) {
  std::string names;
  for (const auto& option : command.options) {
    if (!option.is_argument) names += (names.empty() ? "" : " ") + option.name;
  }
  return names;
}

std::string bash(const std::vector<CommandDescription>& commands) {
  std::string all;
  std::string cases;
  for (const auto& command : commands) {
    all += (all.empty() ? "" : " ") + command.name;
    cases += "    " + command.name + ") words=\"" + names_of(command) + "\" ;;\n";
  }
  return "# Completion of latest-news for bash.\n_latest_news() {\n  local word=${COMP_WORDS[COMP_CWORD]} words\n"
         "  if ((COMP_CWORD == 1)); then\n    mapfile -t COMPREPLY < <(compgen -W \"" +
         all + " --help --version\" -- \"$word\")\n    return\n  fi\n  case ${COMP_WORDS[1]} in\n" + cases +
         "    *) words= ;;\n  esac\n  if [[ $word == -* ]]; then\n    mapfile -t COMPREPLY < <(compgen -W \"$words "
         "--help\" -- "
         "\"$word\")\n  else\n    mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n  fi\n}\ncomplete -o filenames -F "
         "_latest_news latest-news\n";
}

// For text in single quotation marks of a shell.
std::string quoted(std::string_view text, bool escapes_brackets) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
    } else if (escapes_brackets && (c == '[' || c == ']' || c == ':' || c == '\\')) {
      result += std::string("\\") + c;
    } else {
      result += c == '\n' ? ' ' : c;
    }
  }
  return "'" + result + "'";
}

std::string zsh(const std::vector<CommandDescription>& commands) {
  std::string names;
  std::string cases;
  for (const auto& command : commands) {
    const auto described = quoted(command.name + ":" + command.summary, false);
    names += "    " + described + "\n";
    cases += "    " + command.name + ") _arguments";
    for (const auto& option : command.options) {
      if (option.is_argument) continue;
      const auto spec = quoted(option.meaning, true);
      cases += " \\\n      '" + option.name + (option.value.empty() ? "" : "=") + "[" +
               spec.substr(1, spec.size() - 2) + "]" + (option.value.empty() ? "" : ":" + option.value + ":_files") +
               "'";
    }
    cases += " '*:file:_files' ;;\n";
  }
  return "#compdef latest-news\n# Completion of latest-news for zsh.\n_latest_news() {\n  local -a commands=(\n" +
         names +
         "  )\n  if ((CURRENT == 2)); then\n    _describe command commands\n    return\n  fi\n  local "
         "command=${words[2]}\n"
         "  shift words\n  ((CURRENT--))\n  case $command in\n" +
         cases + "  esac\n}\n_latest_news \"$@\"\n";
}

std::string fish(const std::vector<CommandDescription>& commands) {
  std::string text = "# Completion of latest-news for fish.\n";
  for (const auto& command : commands) {
    text += "complete -c latest-news -n __fish_use_subcommand -a " + command.name + " -d " +
            quoted(command.summary, false) + "\n";
    for (const auto& option : command.options) {
      if (option.is_argument) continue;
      text += "complete -c latest-news -n '__fish_seen_subcommand_from " + command.name + "' -l " +
              option.name.substr(2) + (option.value.empty() ? "" : " -r") + " -d " + quoted(option.meaning, false) +
              "\n";
    }
  }
  return text;
}

}  // namespace

std::vector<std::string> manual_names() { return {"man", "conf", "bash", "zsh", "fish"}; }

std::string manual(std::string_view what, const std::vector<CommandDescription>& commands, const std::string& version) {
  if (what == "conf") return conf_page(version);
  if (what == "bash") return bash(commands);
  if (what == "zsh") return zsh(commands);
  if (what == "fish") return fish(commands);
  return man_page(commands, version);
}

}  // namespace commands
