#include "reading/text_page.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "news/ids.h"
#include "reading/day_line.h"
#include "reading/findings.h"
#include "reading/more_link.h"
#include "reading/plain_text.h"
#include "reading/quotation_marks.h"

namespace reading {
namespace {

constexpr std::string_view default_title = "Latest News";

struct TextLine {
  std::size_t number;  // from 1
  std::size_t offset;
  std::string text;  // spaces folded, not empty
};

// An item as it stands on the page.
struct Draft {
  TextLine day_line;
  std::optional<news::Days> days;  // nothing: the day was wrong, and has been reported
  std::optional<TextLine> title;
  std::vector<TextLine> summary;
};

class Page {
 public:
  explicit Page(Findings& findings) : findings_(findings) {}

  void read(TextLine line);
  news::Feed finish();

 private:
  bool day_is_due() const;
  void read_text(TextLine line);
  void finish_draft();
  void add_item(news::Days days, std::string title, std::string text);
  std::string summary_without_more(const Draft& draft);
  void check_quotations(std::size_t offset, std::string_view text);
  void check_order(const Draft& draft);
  void check_title(const TextLine& title);

  Findings& findings_;
  news::Feed feed_;
  std::optional<Draft> draft_;
  bool has_items_ = false;            // faulty ones too
  bool has_text_above_days_ = false;  // reported once
  std::set<std::string> ids_;
  std::map<std::string, std::size_t> titles_;  // to the lines that they first stood on
  std::optional<std::pair<news::Days, TextLine>> above_;
};

// After the heading, and after a summary with its link. Elsewhere a line is text unless it is certainly a day.
bool Page::day_is_due() const {
  if (!draft_) return true;
  return !draft_->summary.empty() && without_more(draft_->summary.back().text).has_value();
}

void Page::read(TextLine line) {
  auto day = read_day_line(line.text);
  if (const auto* doubtful = std::get_if<DoubtfulDay>(&day)) {
    const bool is_heading = !draft_ && feed_.title.empty();
    if (day_is_due() && !is_heading) {
      day = WrongDay{doubtful->message};
    } else if (draft_ && !draft_->summary.empty()) {
      findings_.line_warning(line.offset, doubtful->message + "; it is taken for a part of the summary");
    }
  }
  const auto* days = std::get_if<news::Days>(&day);
  const auto* wrong = std::get_if<WrongDay>(&day);
  if (!days && !wrong) return read_text(std::move(line));

  if (wrong) findings_.line_error(line.offset, wrong->message);
  if (!draft_ && feed_.title.empty()) {
    feed_.title = default_title;
    findings_.line_warning(line.offset, "no heading line above the first day: the feed is titled " +
                                            quote(default_title) + "; put the page's heading on the first line");
  }
  finish_draft();
  has_items_ = true;
  draft_ = Draft{std::move(line), days ? std::optional(*days) : std::nullopt, std::nullopt, {}};
}

void Page::read_text(TextLine line) {
  if (!draft_ && feed_.title.empty()) {
    check_quotations(line.offset, line.text);
    feed_.title = std::move(line.text);
  } else if (!draft_) {
    if (!has_text_above_days_) {
      findings_.line_error(line.offset, quote(line.text) +
                                            " belongs to no item: one heading line, then a day such as " +
                                            "'30 July 2023', was expected");
    }
    has_text_above_days_ = true;
  } else if (!draft_->title) {
    draft_->title = std::move(line);
  } else {
    if (day_is_due()) {
      findings_.line_warning(line.offset, "the summary goes on after its \"more\" on the line above: if a new item " +
                                              std::string("begins here, its day, such as '30 July 2023', is missing"));
    }
    draft_->summary.push_back(std::move(line));
  }
}

std::string Page::summary_without_more(const Draft& draft) {
  std::string text;
  for (const auto& line : draft.summary) text += (text.empty() ? "" : " ") + line.text;
  if (const auto rest = without_more(text)) return std::string(*rest);
  findings_.line_warning(draft.summary.back().offset,
                         "the summary does not end in the word \"more\": add it, unless the page had no link there");
  return text;
}

void Page::check_quotations(std::size_t offset, std::string_view text) {
  if (const auto problem = unbalanced_quotation(text)) findings_.line_warning(offset, *problem);
}

void Page::check_order(const Draft& draft) {
  if (!draft.days) return;
  if (above_ && draft.days->first > above_->first.first) {
    findings_.line_warning(draft.day_line.offset, "the item of " + draft.day_line.text +
                                                      " is newer than the one above it, of " + above_->second.text +
                                                      " (line " + std::to_string(above_->second.number) +
                                                      "): newer items stand above older ones");
  }
  above_ = {*draft.days, draft.day_line};
}

void Page::check_title(const TextLine& title) {
  const auto [first, is_new] = titles_.emplace(title.text, title.number);
  if (is_new) return;
  findings_.line_warning(title.offset, "the title " + quote(title.text) + " is that of line " +
                                           std::to_string(first->second) + " too: is this the same item twice?");
}

void Page::add_item(news::Days days, std::string title, std::string text) {
  const auto id = news::make_id(days.first, title);
  auto unique_id = id;
  for (int number = 2; !ids_.insert(unique_id).second; ++number) unique_id = id + "-" + std::to_string(number);
  news::Item item;
  item.id = std::move(unique_id);
  item.title = std::move(title);
  item.text = std::move(text);
  item.days = days;
  item.date_published = news::to_string(days.first) + "T00:00:00Z";
  feed_.items.push_back(std::move(item));
}

void Page::finish_draft() {
  if (!draft_) return;
  const auto draft = std::move(*draft_);
  draft_.reset();
  check_order(draft);
  const auto of_item = "the item of " + quote(draft.day_line.text);
  if (!draft.title) {
    findings_.line_error(draft.day_line.offset, of_item + " has no title: the line after the day is its title");
    return;
  }
  if (draft.summary.empty()) {
    const bool is_summary = without_more(draft.title->text).has_value();
    findings_.line_error(draft.title->offset,
                         is_summary ? of_item + " has no title: its only line of text ends in \"more\", as summaries do"
                                    : of_item + " has no summary: the lines after the title are its summary");
    return;
  }
  check_title(*draft.title);
  check_quotations(draft.title->offset, draft.title->text);
  auto text = summary_without_more(draft);
  if (text.empty()) {
    findings_.line_error(draft.summary.front().offset, of_item + " has no summary: nothing stands before its \"more\"");
    return;
  }
  check_quotations(draft.summary.front().offset, text);
  if (draft.days) add_item(*draft.days, draft.title->text, std::move(text));
}

news::Feed Page::finish() {
  finish_draft();
  if (!has_items_) {
    findings_.line_error(0, "no items at all: a heading line, then items were expected, each of them a day such as " +
                                std::string("'30 July 2023', a title and a summary"));
  }
  feed_.language = "en";
  return std::move(feed_);
}

}  // namespace

Result<Reading, Diagnostics> read_text_page(std::string_view bytes) {
  Findings findings;
  const std::size_t mark_size = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  bytes.remove_prefix(mark_size);
  const auto repaired = repair_utf8(bytes, mark_size, findings);
  const std::string_view text = repaired ? std::string_view(*repaired) : bytes;

  Page page(findings);
  std::size_t number = 1;
  for (std::size_t offset = 0; offset < text.size(); ++number) {
    const auto line = line_at(text, offset);
    auto folded = fold_spaces(line.text);
    if (const auto control = find_control(folded)) {
      findings.line_error(offset, "control character " + *control + ": take it out, text has only letters and spaces");
    }
    if (!folded.empty()) page.read({number, offset, std::move(folded)});
    offset = line.next;
  }
  auto feed = page.finish();
  auto diagnostics = findings.in_order(bytes);
  if (findings.has_errors()) return diagnostics;
  return Reading{std::move(feed), std::move(diagnostics)};
}

}  // namespace reading
