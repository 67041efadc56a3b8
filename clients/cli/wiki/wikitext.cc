// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/wikitext.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "clients/cli/importing/limits.h"
#include "clients/cli/wiki/html_tags.h"
#include "clients/cli/wiki/wikitext_inline.h"
#include "clients/cli/wiki/wikitext_kept.h"
#include "clients/cli/wiki/wikitext_table.h"
#include "clients/cli/wiki/wikitext_tags.h"
#include "clients/cli/wiki/wikitext_templates.h"

namespace fika::cli::wiki {
namespace {

constexpr std::size_t kListDepthMax = 8;

class Page {
 public:
  explicit Page(const WikiNames& names)
      : names_(names), tags_(names, kept_), inline_(names, converted_) {}

  Converted convert(std::string_view wikitext) {
    std::string text = importing::as_body(wikitext);
    text = tags_.without_tags(text);
    text = without_templates(text, names_, kept_, converted_);
    std::string markdown = blocks(text);
    markdown += notes();
    HtmlCounts counts;
    const auto same = [](std::string_view address, bool) { return std::string(address); };
    markdown = without_html(markdown, same, counts);
    converted_.markdown = squeezed(kept_.put_back(markdown));
    return std::move(converted_);
  }

 private:
  std::string notes() {
    std::string text;
    for (std::size_t i = 0; i < tags_.notes().size(); ++i) {
      const std::string inside = tags_.notes()[i];  // more notes may come from it
      const std::string words =
          without_templates(tags_.without_tags(inside), names_, kept_, converted_);
      std::string line = inline_.markdown(trim(words));
      std::ranges::replace(line, '\n', ' ');
      if (trim(line).empty()) line = "—";
      text += "\n\n[^" + std::to_string(i + 1) + "]: " + line;
    }
    return text;
  }

  enum class Kind { kNone, kParagraph, kList, kQuote, kCode, kBlock };

  // A block of another kind is set off by an empty line.
  void begin(Kind kind) {
    if (kind_ != Kind::kNone && (kind != kind_ || kind == Kind::kBlock)) out_ += '\n';
    kind_ = kind;
  }
  void end_code() {
    if (code_.empty()) return;
    begin(Kind::kBlock);
    out_ += code_block(kept_.put_back(code_), {}) + "\n";
    code_.clear();
  }

  std::string blocks(std::string_view text) {
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string_view line = lines[i];
      const std::string_view words = trim(line);
      const bool is_code = line.starts_with(' ') && !words.empty() && !words.starts_with("{|") &&
                           !KeptPieces::begins(words.front()) && !words.starts_with('<');
      if (is_code) {
        code_ += line.substr(1);
        code_ += '\n';
        continue;
      }
      end_code();
      const std::size_t table = line.find_first_not_of(" :");
      if (table != line.npos && line.substr(table).starts_with("{|")) {
        i = take_table(lines, i);
        continue;
      }
      take_line(line, words);
    }
    end_code();
    return std::move(out_);
  }

  std::size_t take_table(const std::vector<std::string_view>& lines, std::size_t first) {
    int depth = 0;
    std::size_t end = first;
    for (; end < lines.size(); ++end) {
      const std::string_view words = trim(lines[end]);
      if (words.starts_with("{|") || end == first) ++depth;
      if (words.starts_with("|}") && --depth == 0) break;
    }
    const std::vector<std::string_view> inside(
        lines.begin() + static_cast<std::ptrdiff_t>(first) + 1,
        lines.begin() + static_cast<std::ptrdiff_t>(std::min(end, lines.size())));
    begin(Kind::kBlock);
    out_ +=
        table_to_markdown(inside, [this](std::string_view cell) { return inline_.markdown(cell); });
    return end;
  }

  void take_line(std::string_view line, std::string_view words) {
    const std::size_t size = KeptPieces::size_of(words);
    if (words.empty()) {
      if (kind_ != Kind::kNone) out_ += '\n';
      kind_ = Kind::kNone;
    } else if (size != 0 && size == words.size() && kept_.is_block(words)) {
      begin(Kind::kBlock);
      out_ += words;
      out_ += '\n';
    } else if (take_heading(words)) {
      return;
    } else if (words.starts_with("----")) {
      begin(Kind::kBlock);
      out_ += "---\n";
      if (const auto rest =
              trim(words.substr(std::min(words.find_first_not_of('-'), words.size())));
          !rest.empty()) {
        take_line(rest, rest);
      }
    } else if (std::string_view("*#:;").find(line.front()) != std::string::npos) {
      take_item(line);
    } else {
      take_words(words);
    }
  }

  bool take_heading(std::string_view words) {
    std::size_t level = std::min(words.find_first_not_of('='), words.size());
    if (level == 0 || level == words.size() || !words.ends_with('=')) return false;
    const std::size_t last = words.find_last_not_of('=');
    level = std::min({level, words.size() - 1 - last, std::size_t{6}});
    const std::string_view title = trim(words.substr(level, words.size() - 2 * level));
    begin(Kind::kBlock);
    out_ += std::string(level, '#') + " " + inline_.markdown(title) + "\n";
    return true;
  }

  void take_item(std::string_view line) {
    const std::size_t end = std::min(line.find_first_not_of("*#:;"), line.size());
    std::string_view signs = line.substr(0, end);
    const std::string_view words = trim(line.substr(end));
    if (signs.size() > kListDepthMax) signs = signs.substr(signs.size() - kListDepthMax);
    const char last = signs.back();
    if (signs.find_first_not_of(':') == signs.npos) {
      begin(Kind::kQuote);
      // Else two depths would run into one another.
      if (quote_depth_ != signs.size() && out_.ends_with('\n') && !out_.ends_with("\n\n")) {
        out_ += std::string(std::min(quote_depth_, signs.size()), '>') + "\n";
      }
      quote_depth_ = signs.size();
      out_ += std::string(signs.size(), '>') + " " + inline_.markdown(words) + "  \n";
      return;
    }
    if (last == ';') {
      const std::size_t colon = words.find(" : ");
      begin(Kind::kParagraph);
      out_ += "**" + std::string(trim(inline_.markdown(words.substr(0, colon)))) + "**  \n";
      if (colon != words.npos) out_ += inline_.markdown(words.substr(colon + 3)) + "\n";
      return;
    }
    begin(Kind::kList);
    out_ += std::string((signs.size() - 1) * 4, ' ');
    out_ += last == '#' ? "1. " : last == '*' ? "- " : "";
    out_ += inline_.markdown(words) + "\n";
  }

  void take_words(std::string_view words) {
    std::string text;
    // Switches of the page, such as __TOC__.
    while (words.starts_with("__")) {
      const std::size_t end = words.find("__", 2);
      const bool is_switch = end <= 40 && std::ranges::all_of(words.substr(2, end - 2), [](char c) {
                               return std::isupper(static_cast<unsigned char>(c)) != 0;
                             });
      if (!is_switch) break;
      words = trim(words.substr(end + 2));
    }
    if (words.empty()) return;
    text = inline_.markdown(words);
    if (trim(text).empty()) return;
    begin(Kind::kParagraph);
    const char first = text.front();
    const std::size_t digits = text.find_first_not_of("0123456789");
    const bool is_number = digits != text.npos && digits > 0 && digits < 10 &&
                           (text[digits] == '.' || text[digits] == ')');
    if (first == '#' || first == '>' || first == '+' || first == '-' || first == '=') {
      out_ += '\\';
      out_ += text;
    } else if (is_number) {
      out_ += text.substr(0, digits) + "\\" + text.substr(digits);
    } else {
      out_ += text;
    }
    out_ += '\n';
  }

  // Without more than one empty line at a time.
  static std::string squeezed(std::string_view text) {
    std::string out;
    bool is_code = false;
    std::size_t empty = 1;
    for (const std::string_view line : lines_of(text)) {
      if (line.starts_with("```")) is_code = !is_code;
      empty = trim(line).empty() && !is_code ? empty + 1 : 0;
      if (empty > 1) continue;
      out += empty == 1 ? std::string_view() : line;
      out += '\n';
    }
    return std::string(trim(out));
  }

  const WikiNames& names_;
  Converted converted_;
  KeptPieces kept_;
  WikitextTags tags_;
  InlineText inline_;
  std::string out_, code_;
  Kind kind_ = Kind::kNone;
  std::size_t quote_depth_ = 0;
};

}  // namespace

Converted wikitext_to_markdown(std::string_view wikitext, const WikiNames& names) {
  return Page(names).convert(wikitext);
}

}  // namespace fika::cli::wiki
