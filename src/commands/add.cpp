#include "commands/add.h"

#include <chrono>
#include <istream>
#include <optional>
#include <ostream>

#include "commands/exit_status.h"
#include "commands/input.h"
#include "news/date.h"
#include "reading/insert_item.h"
#include "reading/link.h"
#include "reading/news_reader.h"
#include "reading/plain_text.h"
#include "sources/file.h"
#include "sources/replace_file.h"
#include "sources/web.h"

namespace commands {
namespace {

std::string ask(const std::string& question, std::istream& in, std::ostream& out) {
  out << question << ": " << std::flush;
  std::string answer;
  std::getline(in, answer);
  return reading::fold_spaces(answer);
}

void ask_for_missing(AddOptions& options, std::istream& in, std::ostream& out) {
  if (options.title.empty()) options.title = ask("Title", in, out);
  if (options.text.empty()) options.text = ask("Text, in one line", in, out);
  if (options.day.empty()) options.day = ask("Day, as 2023-06-20 (empty: today)", in, out);
  if (options.until.empty()) options.until = ask("Last day (empty: the same)", in, out);
  if (options.url.empty()) options.url = ask("URL (empty: none)", in, out);
}

news::Date today() { return {std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())}; }

// Makes the item from the options. Error: what is wrong with the options.
Result<reading::NewItem, std::string> read_item(const AddOptions& options) {
  for (const auto* text : {&options.title, &options.text, &options.url}) {
    if (reading::count_valid_utf8(*text) < text->size()) return std::string("title, text and URL must be UTF-8");
  }
  if (reading::fold_spaces(options.title).empty()) return std::string("--title is missing");
  if (reading::fold_spaces(options.text).empty()) return std::string("--text is missing");
  const auto first = options.day.empty() ? std::optional(today()) : news::parse_date(options.day);
  if (!first) return "--day is \"" + options.day + "\"; it can be a day such as 2023-06-20";
  const auto last = options.until.empty() ? first : news::parse_date(options.until);
  if (!last || *last < *first) {
    return "--until is \"" + options.until + "\"; it can be the last day, not before --day, such as 2023-06-21";
  }
  if (!options.url.empty()) {
    if (auto problem = reading::problem_with_link(options.url, reading::Schemes::web_and_mail))
      return "--url: " + *problem;
  }
  return reading::NewItem{options.title, options.text, {*first, *last}, options.url};
}

}  // namespace

int run_add(AddOptions options, std::istream& standard_input, bool is_terminal, std::ostream& out, std::ostream& err) {
  const auto refuse = [&err](const std::string& message, int status) {
    err << "latest-news: " << message << '\n';
    return status;
  };
  if (options.file == "-" || sources::is_web_url(options.file)) {
    return refuse("add changes a file: give its name", wrong_usage);
  }
  const auto read = sources::read_file(options.file, reading::max_file_bytes, sources::FileType::regular);
  if (!read.has_value()) return refuse(read.error().message, failure);
  if (is_terminal && (options.title.empty() || options.text.empty())) ask_for_missing(options, standard_input, out);
  const auto item = read_item(options);
  if (!item.has_value()) return refuse(item.error(), wrong_usage);
  const auto written = reading::insert_item(read.value(), item.value());
  if (!written.has_value()) return refuse(options.file + ": nothing is changed: " + written.error().message, failure);
  if (const auto problem = sources::replace_file(options.file, written.value())) return refuse(*problem, failure);
  out << options.file << ": added " << reading::quote(item.value().title) << ", "
      << news::to_string(item.value().days.first) << '\n';
  return success;
}

}  // namespace commands
