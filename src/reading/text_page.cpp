#include "reading/text_page.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ascii.h"
#include "background.h"
#include "news/ids.h"
#include "reading/day_line.h"
#include "reading/diagnostic_collector.h"
#include "reading/encoding.h"
#include "reading/invisible_marks.h"
#include "reading/link.h"
#include "reading/more_link.h"
#include "reading/odd_day.h"
#include "reading/plain_text.h"
#include "reading/quotation_marks.h"

namespace reading {
namespace {

constexpr std::string_view default_title = "Latest News";

// "Organisation - Latest News": the last part, as it is written. "" for any other title.
std::string heading_of(std::string_view title) {
  const auto size = default_title.size();
  if (title.size() <= size || to_lower(title.substr(title.size() - size)) != to_lower(default_title)) return "";
  return std::string(title.substr(title.size() - size));
}

struct TextLine {
  std::size_t number;  // from 1, as editors count
  std::size_t offset;
  std::string text;  // as it is kept: with folded spaces, not empty
};

// An item as it is on the page.
struct Draft {
  TextLine day_line;
  std::optional<news::Days> days;  // nothing: the day was wrong and is already reported
  std::string beside;              // the rest of the day line, such as a place
  std::optional<TextLine> title;
  std::vector<TextLine> summary;
};

class Page {
 public:
  Page(NumericOrder order, DiagnosticCollector& findings) : order_(order), diagnostics_(findings) {}

  void read(TextLine line);
  news::Feed finish();

 private:
  bool day_is_due() const;
  void begin_item(TextLine line, DayLine day);
  void read_text(TextLine line);
  void finish_draft();
  void add_item(const Draft& draft, MoreLink summary);
  MoreLink take_link(const Draft& draft);
  void check_links_within(const Draft& draft);
  std::string checked_url(std::size_t offset, std::string url);
  void check_quotations(std::size_t offset, std::string_view text);
  void check_order(const Draft& draft);
  void check_title(const TextLine& title);

  const NumericOrder order_;
  DiagnosticCollector& diagnostics_;
  news::Feed feed_;
  Languages languages_ = language::all;  // the languages that have all months of the page
  std::optional<Draft> draft_;
  bool has_items_ = false;            // also true for faulty items
  bool has_text_above_days_ = false;  // reported once
  std::set<std::string> ids_;
  std::map<std::string, std::size_t> titles_;  // with the lines where they first appeared
  std::optional<std::pair<news::Days, TextLine>> above_;
};

// True after the heading, and after a summary with its link.
bool Page::day_is_due() const {
  if (!draft_) return true;
  if (draft_->summary.empty()) return false;
  const auto& last = draft_->summary.back().text;
  return take_more_link(last).has_value() || url_alone(last).has_value();
}

void Page::read(TextLine line) {
  auto day = read_day_line(fold_spaces(without_invisible_marks(line.text)), order_);
  const bool is_heading = !draft_ && feed_.title.empty();
  const bool title_is_due = draft_ && !draft_->title;
  if (const auto* doubtful = std::get_if<DoubtfulDay>(&day)) {
    // Where an item may begin, a line that may be a day is never taken as text: that would join two
    // items.
    if (!is_heading && !title_is_due && (!draft_ || !draft_->summary.empty())) day = WrongDay{doubtful->message};
  }
  if (const auto* found = std::get_if<Day>(&day)) {
    // "Blue Heart, 30 July 2023" may be a heading or a title. A day alone cannot be one.
    if (!found->beside.empty() && (is_heading || title_is_due)) day = Text{};
  }
  if (std::holds_alternative<Day>(day) || std::holds_alternative<WrongDay>(day)) {
    begin_item(std::move(line), std::move(day));
  } else {
    read_text(std::move(line));
  }
}

void Page::begin_item(TextLine line, DayLine day) {
  if (const auto* wrong = std::get_if<WrongDay>(&day)) diagnostics_.line_error(line.offset, wrong->message);
  if (!draft_ && feed_.title.empty()) {
    feed_.title = default_title;
    diagnostics_.line_warning(line.offset, "no heading line above the first day: the feed is titled " +
                                               quote(default_title) + "; put the page's heading on the first line");
  }
  finish_draft();
  has_items_ = true;
  draft_ = Draft{std::move(line), std::nullopt, "", std::nullopt, {}};
  if (auto* found = std::get_if<Day>(&day)) {
    draft_->days = found->days;
    draft_->beside = std::move(found->beside);
    if (found->languages != 0) languages_ &= found->languages;
    if (!draft_->beside.empty()) {
      diagnostics_.line_warning(draft_->day_line.offset,
                                quote(draft_->beside) + " beside the day is kept as a tag of the item");
    }
  }
}

void Page::read_text(TextLine line) {
  if (!draft_ && feed_.title.empty()) {
    check_quotations(line.offset, line.text);
    feed_.title = std::move(line.text);
    feed_.heading = heading_of(feed_.title);
  } else if (!draft_) {
    if (!has_text_above_days_) {
      diagnostics_.line_error(line.offset, quote(line.text) +
                                               " belongs to no item: one heading line, then a day such as " +
                                               "'30 July 2023', was expected");
    }
    has_text_above_days_ = true;
  } else if (!draft_->title) {
    draft_->title = std::move(line);
  } else {
    if (day_is_due()) {
      diagnostics_.line_warning(line.offset,
                                "the summary goes on after its \"more\" on the line above: if a new item " +
                                    std::string("begins here, its day, such as '30 July 2023', is missing"));
    }
    draft_->summary.push_back(std::move(line));
  }
}

// Whether the line looks like the end of an item: a link with its URL, or "more" after the end of a
// sentence. A line that was wrapped after the word "more" is text.
bool ends_item(std::string_view line) {
  if (line.find("](") != std::string_view::npos) return true;
  const auto link = take_more_link(line);
  return link &&
         (!link->url.empty() || link->text.ends_with('.') || link->text.ends_with('!') || link->text.ends_with('?'));
}

// Checks for two items that have become one because the day between them is damaged.
void Page::check_links_within(const Draft& draft) {
  for (std::size_t number = 0; number + 1 < draft.summary.size(); ++number) {
    const auto& line = draft.summary[number];
    if (!ends_item(line.text) || url_alone(draft.summary[number + 1].text)) continue;
    diagnostics_.line_warning(
        line.offset, "a link \"more\" within a summary: is the day of the next item missing in the line below?");
  }
}

// The summary's text and its link. The link may be alone on the last line.
MoreLink Page::take_link(const Draft& draft) {
  const auto& last = draft.summary.back();
  const auto url = url_alone(last.text);
  std::string text;
  for (const auto& line : draft.summary) {
    if (!url || &line != &last) text += (text.empty() ? "" : " ") + line.text;
  }
  auto link = take_more_link(text);
  if (!link) {
    link = MoreLink{std::move(text), "", ""};
    if (!url) {
      diagnostics_.line_warning(
          last.offset, "the summary does not end in the word \"more\": add it, unless the page had no link there");
    }
  }
  if (url) link->url = *url;
  if (!link->left_over.empty()) {
    diagnostics_.line_warning(
        last.offset,
        quote(link->left_over) + " is left at the end of the summary: does it belong to " + "the link \"more\"?");
  }
  link->url = checked_url(last.offset, std::move(link->url));
  return *std::move(link);
}

std::string Page::checked_url(std::size_t offset, std::string url) {
  const auto problem = url.empty() ? std::nullopt : problem_with_link(url, Schemes::web_and_mail);
  if (!problem) return url;
  diagnostics_.line_warning(offset, "the link is left out: " + *problem);
  return "";
}

void Page::check_quotations(std::size_t offset, std::string_view text) {
  if (const auto problem = unbalanced_quotation(text)) diagnostics_.line_warning(offset, *problem);
}

void Page::check_order(const Draft& draft) {
  if (!draft.days) return;
  if (const auto problem = problem_with_day(draft.days->first)) {
    diagnostics_.line_warning(draft.day_line.offset, *problem);
  }
  if (above_ && draft.days->first > above_->first.first) {
    diagnostics_.line_warning(draft.day_line.offset, "the item of " + draft.day_line.text +
                                                         " is newer than the one above it, of " + above_->second.text +
                                                         " (line " + std::to_string(above_->second.number) +
                                                         "): newer items come before older ones");
  }
  above_ = {*draft.days, draft.day_line};
}

void Page::check_title(const TextLine& title) {
  const auto [first, is_new] = titles_.emplace(title.text, title.number);
  if (is_new) return;
  diagnostics_.line_warning(title.offset, "the title " + quote(title.text) + " is that of line " +
                                              std::to_string(first->second) + " too: is this the same item twice?");
}

void Page::add_item(const Draft& draft, MoreLink summary) {
  const auto id = news::make_id(draft.days->first, draft.title->text);
  auto unique_id = id;
  for (int number = 2; !ids_.insert(unique_id).second; ++number) unique_id = id + "-" + std::to_string(number);
  news::Item item;
  item.id = std::move(unique_id);
  item.title = draft.title->text;
  item.text = std::move(summary.text);
  item.url = std::move(summary.url);
  item.days = draft.days;
  item.date_published = news::to_string(draft.days->first) + "T00:00:00Z";
  if (!draft.beside.empty()) item.tags.push_back(draft.beside);
  feed_.items.push_back(std::move(item));
  background::end_piece();
}

void Page::finish_draft() {
  if (!draft_) return;
  const auto draft = std::move(*draft_);
  draft_.reset();
  check_order(draft);
  const auto of_item = "the item of " + quote(draft.day_line.text);
  if (!draft.title) {
    diagnostics_.line_error(draft.day_line.offset, of_item + " has no title: the line after the day is its title");
    return;
  }
  if (draft.summary.empty()) {
    const bool is_summary = take_more_link(draft.title->text).has_value();
    diagnostics_.line_error(draft.title->offset,
                            is_summary
                                ? of_item + " has no title: its only line of text ends in \"more\", as summaries do"
                                : of_item + " has no summary: the lines after the title are its summary");
    return;
  }
  check_title(*draft.title);
  check_quotations(draft.title->offset, draft.title->text);
  check_links_within(draft);
  auto summary = take_link(draft);
  if (summary.text.empty()) {
    diagnostics_.line_error(draft.summary.front().offset,
                            of_item + " has no summary: nothing comes before its \"more\"");
    return;
  }
  check_quotations(draft.summary.front().offset, summary.text);
  if (draft.days) add_item(draft, std::move(summary));
}

news::Feed Page::finish() {
  finish_draft();
  if (!has_items_) {
    diagnostics_.line_error(0,
                            "no items at all: a heading line, then items were expected, each of them a day such as " +
                                std::string("'30 July 2023', a title and a summary"));
  }
  feed_.language = only_language(languages_);
  return std::move(feed_);
}

// Marks for a line break within a paragraph, written by word processors. Editors do not count them
// as lines. U+000B, U+000C, U+0085, U+2028, U+2029 (Unicode Standard, section 5.8).
constexpr auto soft_breaks = std::to_array<std::string_view>({"\v", "\f", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"});

std::size_t find_soft_break(std::string_view text, std::size_t from, std::size_t& size) {
  auto first = std::string_view::npos;
  for (const auto mark : soft_breaks) {
    const auto at = text.find(mark, from);
    if (at >= first) continue;
    first = at;
    size = mark.size();
  }
  return first;
}

// Calls `take` with each line that is not empty, with folded spaces.
template <class Take>
void for_each_line(std::string_view text, const Take& take) {
  std::size_t number = 1;
  for (std::size_t offset = 0; offset < text.size(); ++number) {
    const auto line = line_at(text, offset);
    for (std::size_t from = 0; from <= line.text.size();) {
      std::size_t size = 0;
      const auto end = std::min(find_soft_break(line.text, from, size), line.text.size());
      auto folded = fold_spaces(kept_text(line.text.substr(from, end - from)));
      // A line with only direction marks does not count.
      if (!without_invisible_marks(folded).empty()) take(TextLine{number, offset + from, std::move(folded)});
      from = end + std::max<std::size_t>(size, 1);
    }
    offset = line.next;
  }
}

}  // namespace

NumericOrder settle_numeric_order(std::string_view text) {
  auto order = NumericOrder::unknown;
  bool contradicts = false;
  for_each_line(text, [&](const TextLine& line) {
    const auto said = numeric_order_of(without_invisible_marks(line.text));
    if (said == NumericOrder::unknown) return;
    contradicts = contradicts || (order != NumericOrder::unknown && order != said);
    order = said;
  });
  return contradicts ? NumericOrder::unknown : order;
}

Result<Reading, Diagnostics> read_text_page(std::string_view bytes) {
  DiagnosticCollector findings;
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  if (const auto valid = count_valid_utf8(bytes); valid < bytes.size()) {
    const auto encoding = guess_encoding(bytes);
    findings.line_error(valid, "the file is not UTF-8, from this line on; it looks like " + encoding +
                                   ": save it as UTF-8 (in an editor: Save as, encoding UTF-8; or: iconv -f " +
                                   encoding + " -t UTF-8)");
    return findings.in_order(bytes);
  }
  const std::string_view text = bytes;

  Page page(settle_numeric_order(text), findings);
  for_each_line(text, [&](TextLine line) {
    if (const auto control = find_control(line.text)) {
      findings.line_error(line.offset,
                          "control character " + *control + ": take it out, text has only letters and spaces");
    }
    page.read(std::move(line));
  });
  auto feed = page.finish();
  auto diagnostics = findings.in_order(bytes);
  if (findings.has_errors()) return diagnostics;
  return Reading{std::move(feed), std::move(diagnostics)};
}

}  // namespace reading
