#include "commands/configuration.h"

#include <algorithm>
#include <compare>
#include <exception>
#include <regex>
#include <set>
#include <string_view>
#include <utility>

#include "ascii.h"
#include "assets/assets.h"
#include "commands/ini_file.h"
#include "did_you_mean.h"
#include "http/origin_list.h"
#include "operations/escaping.h"
#include "rendering/catalogue.h"
#include "site/parameters.h"
#include "sources/file.h"

namespace commands {
namespace {

constexpr std::string_view prefix = "LATEST_NEWS_";
constexpr std::string_view config = "config";  // an option of the program; a configuration file cannot set it
constexpr std::string_view section = "serve";
constexpr std::string_view partner_prefix = "partner.";
constexpr std::size_t max_file_bytes = 1u << 20;

// The place where a value is given. Messages are sorted by it.
struct Place {
  enum class Origin { command_line, environment, file } origin;
  std::size_t line = 0;  // in the file

  // NOLINTNEXTLINE(modernize-use-nullptr): of the compiler's own comparison
  friend auto operator<=>(const Place&, const Place&) = default;
};

struct Fault {
  Place place;
  std::string message;
};

// One value, and the beginning of a message about it: "latest-news: --threads", "news.ini:3: error:
// threads".
struct Given {
  Place place;
  std::string said_as;
  std::string value;
};
using Values = std::map<const Option*, std::vector<Given>>;

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& option : serve_options()) all.emplace_back(option.name);
  return all;
}

std::string hint(const std::string& meant, const std::string& otherwise) {
  return "; " + (meant.empty() ? otherwise : "did you mean " + meant + "?");
}

const char* const see_help = "`latest-news serve --help` lists the options";

Values values_of_command_line(const Configuration& configuration) {
  Values values;
  for (const auto& [name, texts] : configuration.command_line) {
    const Place place{Place::Origin::command_line};
    for (const auto& text : texts) values[find_serve_option(name)].push_back({place, "latest-news: --" + name, text});
  }
  return values;
}

// If a Kubernetes namespace has a service whose name begins with latest-news, Kubernetes sets these
// variables in every container: LATEST_NEWS_SERVICE_HOST, LATEST_NEWS_PORT=tcp://10.0.0.1:80,
// LATEST_NEWS_PORT_80_TCP_ADDR.
bool is_of_kubernetes(const std::string& name, const std::string& value) {
  static const std::regex names_of_services(
      "LATEST_NEWS(_.+)?_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");
  static const std::regex address("(tcp|udp|sctp)://.*");
  return std::regex_match(name, names_of_services) || (name.ends_with("_PORT") && std::regex_match(value, address));
}

std::string meant_variable(std::string_view name) {
  auto known = names();
  known.emplace_back(config);
  const auto meant = did_you_mean(name.substr(prefix.size()), known);
  return meant.empty() ? "" : variable_of(meant);
}

const Option* option_of_variable(std::string_view variable) {
  for (const auto& option : serve_options()) {
    if (variable_of(option.name) == variable) return &option;
    if (!option.former_name.empty() && variable_of(option.former_name) == variable) return &option;
  }
  return nullptr;
}

struct Environment {
  Values values;
  std::optional<std::string> file;
};

Environment read_environment(const std::vector<std::string>& variables, std::vector<Fault>& faults) {
  const Place place{Place::Origin::environment};
  Environment environment;
  for (const auto& variable : variables) {
    if (!variable.starts_with(prefix)) continue;
    const auto equals = variable.find('=');
    const auto name = variable.substr(0, equals);
    const auto value = equals == std::string::npos ? "" : variable.substr(equals + 1);
    const auto* option = option_of_variable(name);
    if (option == nullptr && name != variable_of(config)) {
      if (is_of_kubernetes(name, value)) continue;
      faults.push_back(
          {place, "latest-news: the variable " + name + " is not known" + hint(meant_variable(name), see_help)});
    } else if (!value.empty() && option == nullptr) {
      environment.file = value;
    } else if (!value.empty()) {
      environment.values[option].push_back({place, "latest-news: " + name, value});
    }
  }
  return environment;
}

bool may_be_repeated(const Option& option) {
  return option.kind == Option::Kind::list || option.kind == Option::Kind::repeated;
}

std::vector<std::string> split_at_commas(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto comma = std::min(text.find(',', from), text.size());
    auto part = text.substr(from, comma - from);
    part.erase(0, part.find_first_not_of(' '));
    part.erase(part.find_last_not_of(' ') + 1);
    parts.push_back(std::move(part));
    from = comma + 1;
  }
  return parts;
}

class FileReader {
 public:
  FileReader(std::string name, std::vector<Fault>& faults) : name_(std::move(name)), faults_(faults) {}

  Values read(std::vector<PartnerOptions>& partners) {
    const auto bytes = sources::read_file(name_, max_file_bytes);
    if (!bytes.has_value()) {
      faults_.push_back({at(0), "latest-news: the configuration file " + bytes.error().message});
      return {};
    }
    const auto file = read_ini(bytes.value());
    for (const auto& part : file.sections) read_section(part);
    for (const auto& fault : file.faults) refuse(fault.line, fault.message);
    partners = std::move(partners_);
    return std::move(values_);
  }

 private:
  static Place at(std::size_t line) { return {Place::Origin::file, line}; }
  std::string said_at(std::size_t line) const { return name_ + ":" + std::to_string(line) + ": error: "; }

  void refuse(std::size_t line, const std::string& message) { faults_.push_back({at(line), said_at(line) + message}); }

  void read_section(const IniSection& part) {
    if (part.name == "import" || part.name == "check" || part.name == "render") {
      return refuse(part.line, "the section [" + part.name + "] has no options; only `serve` has some, in [serve]");
    }
    if (part.name.starts_with(partner_prefix)) return read_partner(part);
    if (part.name.empty()) {
      refuse(part.line, "this line is before the first section; write [serve] above it");
    } else if (part.name != section) {
      const auto meant = did_you_mean(part.name, {std::string(section)});
      refuse(part.line, "the section [" + part.name + "] is not known" +
                            (meant.empty() ? "; there are [serve] and [partner.NAME]" : "; did you mean [serve]?"));
    }
    for (const auto& entry : part.entries) read_entry(entry);
  }

  void read_entry(const IniEntry& entry) {
    const auto* option = find_serve_option(entry.name);
    if (option == nullptr) {
      return refuse(entry.line, entry.name + " is not known" + hint(did_you_mean(entry.name, names()), see_help));
    }
    const auto [first, is_first] = lines_.emplace(option, entry.line);
    if (!is_first && !may_be_repeated(*option)) {
      return refuse(entry.line, entry.name + " is in line " + std::to_string(first->second) +
                                    " already; keep one of the two lines");
    }
    for (const auto& value : entry.values)
      values_[option].push_back({at(entry.line), said_at(entry.line) + entry.name, value});
  }

  void read_partner(const IniSection& part) {
    PartnerOptions partner;
    partner.name = part.name.substr(partner_prefix.size());
    constexpr std::size_t longest = 50;
    const bool is_name =
        !partner.name.empty() && partner.name.size() <= longest &&
        std::all_of(partner.name.begin(), partner.name.end(), [](char c) {
          return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        });
    if (!is_name) {
      refuse(part.line, "a partner's name has 1 to 50 letters, digits, \"-\" and \"_\": [partner.city]");
    }
    for (const auto& earlier : partners_) {
      if (earlier.name == partner.name) refuse(part.line, "[partner." + partner.name + "] is there already; keep one");
    }
    for (const auto& entry : part.entries) read_partner_entry(entry, partner);
    if (partner.origins.empty()) {
      refuse(part.line, "[partner." + partner.name + "] needs a line origins = https://www.example.org");
    }
    partners_.push_back(std::move(partner));
  }

  void read_partner_entry(const IniEntry& entry, PartnerOptions& partner) {
    if (entry.name == "origins") return read_origins(entry, partner);
    const auto& value = entry.values.empty() ? std::string() : entry.values.front();
    if (entry.name == "allowed") {
      partner.is_allowed = value == "on";
      if (value != "on" && value != "off") refuse(entry.line, "allowed is \"" + value + "\"; it can be on or off");
      return;
    }
    std::vector<std::string> known{"origins", "allowed"};
    for (const auto& parameter : site::parameters()) {
      if (parameter.name != site::partner_parameter) known.emplace_back(parameter.name);
    }
    if (std::find(known.begin(), known.end(), entry.name) == known.end()) {
      return refuse(entry.line, entry.name + " is not known" +
                                    hint(did_you_mean(entry.name, known),
                                         "a partner has origins, allowed, and the parameters of lists"));
    }
    partner.values.push_back({entry.line, entry.name, value});
  }

  void read_origins(const IniEntry& entry, PartnerOptions& partner) {
    for (const auto& part : entry.values) {
      for (const auto& text : split_at_commas(part)) {
        if (auto pattern = http::OriginPattern::read(text)) {
          partner.origins.push_back(std::move(*pattern));
        } else {
          refuse(entry.line, "origins has \"" + text +
                                 "\"; it can be https://www.example.org, with a port if it has one, or "
                                 "https://*.example.org, without a path");
        }
      }
    }
  }

  std::string name_;
  std::vector<Fault>& faults_;
  std::vector<PartnerOptions> partners_;
  Values values_;
  std::map<const Option*, std::size_t> lines_;
};

// Reads the values of one option into `options`.
void read_values(const Option& option, const std::vector<Given>& values, ServeOptions& options,
                 std::vector<Fault>& faults) {
  const bool is_list = option.kind == Option::Kind::list;
  if (!may_be_repeated(option) && values.size() > 1) {
    faults.push_back({values.back().place, values.back().said_as + " is given more than once; keep one"});
  }
  for (const auto& given : values) {
    for (const auto& value : is_list ? split_at_commas(given.value) : std::vector{given.value}) {
      if (option.read(value, options)) continue;
      faults.push_back({given.place, given.said_as + " is \"" + value + "\"; it can be " + option.allowed});
    }
  }
}

Faults check_together(const ServeOptions& options) {
  Faults faults;
  const bool has_certificate = !options.edge.tls_certificate.empty();
  if (has_certificate != !options.edge.tls_key.empty()) {
    faults.emplace_back("latest-news: --tls-certificate and --tls-key go together; one file may hold both");
  }
  if (!options.edge.tls_ticket_key.empty() && !has_certificate) {
    faults.emplace_back("latest-news: --tls-ticket-key goes with --tls-certificate");
  }
  if (options.edge.hsts && !has_certificate) faults.emplace_back("latest-news: --hsts goes with --tls-certificate");
  return faults;
}

// The layouts and languages of --assets, or the bundled ones.
rendering::Catalogue catalogue_for(const ServeOptions& options) {
  const auto files = options.assets ? assets::read(*options.assets, {}) : assets::bundled();
  return rendering::read_catalogue(files, news::Feed());
}

void check_partners(const ServeOptions& options, const std::string& file, std::vector<Fault>& faults) {
  if (options.partners.empty()) return;
  try {
    const auto catalogue = catalogue_for(options);
    for (const auto& partner : options.partners) {
      for (const auto& [line, parameter, value] : partner.values) {
        const auto read = site::read_parameters(catalogue, {{parameter, value}});
        if (read.has_value()) continue;
        faults.push_back(
            {{Place::Origin::file, line}, file + ":" + std::to_string(line) + ": error: " + read.error().message()});
      }
    }
  } catch (const std::exception&) {
    return;  // --assets is at fault; `serve` says why
  }
}

Faults to_lines(std::vector<Fault> faults) {
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) { return a.place < b.place; });
  Faults lines;
  for (const auto& fault : faults) lines.push_back(operations::escape_control_characters(fault.message));
  return lines;
}

}  // namespace

Result<ServeOptions, Faults> read_configuration(const Configuration& configuration) {
  std::vector<Fault> faults;
  auto environment = read_environment(configuration.environment, faults);
  const auto file = configuration.file ? configuration.file : environment.file;
  std::vector<PartnerOptions> partners;
  const std::vector<Values> origins{values_of_command_line(configuration), std::move(environment.values),
                                    file ? FileReader(*file, faults).read(partners) : Values()};
  ServeOptions options;
  options.partners = std::move(partners);
  std::set<const Option*> decided;
  for (const auto& origin : origins) {
    for (const auto& option : serve_options()) {
      const auto found = origin.find(&option);
      if (found == origin.end()) continue;
      ServeOptions overridden;
      const bool decides = decided.insert(&option).second;
      read_values(option, found->second, decides ? options : overridden, faults);
    }
  }
  check_partners(options, file.value_or(""), faults);
  if (!faults.empty()) return to_lines(std::move(faults));
  auto contradictions = check_together(options);
  if (!contradictions.empty()) return contradictions;
  return options;
}

}  // namespace commands
