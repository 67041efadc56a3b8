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
#include "clients/cli/wiki/wikitext_templates.h"

namespace fika::cli::wiki {
namespace {

constexpr std::size_t kListDepthMax = 8, kNotesMax = 2'000;

std::string inline_code(std::string_view text) {
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  std::size_t longest = 0, run = 0;
  for (const char c : line) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  if (trim(line).empty()) return {};
  const std::string fence(longest + 1, '`');
  return longest == 0 ? fence + line + fence : fence + " " + line + " " + fence;
}

std::string attribute_in(std::string_view attributes, std::string_view name) {
  const std::size_t at = attributes.find(name);
  if (at == attributes.npos) return {};
  std::string_view value = trim(attributes.substr(at + name.size()));
  if (!value.starts_with('=')) return {};
  value = trim(value.substr(1));
  const char quote = value.empty() ? ' ' : value.front();
  if (quote != '"' && quote != '\'')
    return std::string(value.substr(0, value.find_first_of(" />")));
  return std::string(value.substr(1, value.find(quote, 1) - 1));
}

class Page {
 public:
  explicit Page(const WikiNames& names) : names_(names), inline_(names, converted_) {}

  Converted convert(std::string_view wikitext) {
    std::string text = importing::as_body(wikitext);
    text = without_tags(text);
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
  // Comments go; what is not wikitext, and notes, are kept for later.
  std::string without_tags(std::string_view text) {
    static constexpr std::string_view kTags[] = {
        "nowiki",  "pre", "syntaxhighlight", "source",   "code",  "math",      "ref",
        "gallery", "tt",  "score",           "timeline", "graph", "references"};
    std::string out;
    // Tags whose end has been looked for in vain are not looked for again.
    std::map<std::string_view, std::size_t> no_end_before;
    std::size_t no_comment_end = 0;
    for (std::size_t at = 0; at < text.size();) {
      if (text[at] != '<') {
        out += text[at++];
        continue;
      }
      const std::string_view rest = text.substr(at);
      if (rest.starts_with("<!--")) {
        const std::size_t end = no_comment_end > 0 ? text.npos : text.find("-->", at + 4);
        if (end == text.npos) no_comment_end = 1;
        at = end == text.npos ? text.size() : end + 3;
        continue;
      }
      std::string_view tag;
      for (const std::string_view known : kTags) {
        const std::size_t after = known.size() + 1;
        const bool is_it = rest.size() > after &&
                           to_lower_ascii(rest.substr(1, known.size())) == known &&
                           std::string_view(" \t\n/>").find(rest[after]) != std::string::npos;
        if (is_it) tag = known;
      }
      const std::size_t open = tag.empty() ? rest.npos : rest.substr(0, 500).find('>');
      if (open == rest.npos) {
        out += text[at++];
        continue;
      }
      const std::string_view attributes = rest.substr(1 + tag.size(), open - 1 - tag.size());
      if (attributes.ends_with('/')) {
        if (tag == "ref") out += note({}, attributes);
        at += open + 1;
        continue;
      }
      const std::string closing = "</" + std::string(tag);
      const bool is_in_vain = no_end_before.contains(tag);
      const std::size_t end = is_in_vain ? text.npos : find_tag(text, closing, at + open);
      if (end == text.npos) {
        no_end_before.emplace(tag, at);
        out += text[at++];
        continue;
      }
      out += kept_tag(tag, attributes, text.substr(at + open + 1, end - at - open - 1));
      const std::size_t close = text.find('>', end);
      at = close == text.npos ? text.size() : close + 1;
    }
    return out;
  }

  static std::size_t find_tag(std::string_view text, const std::string& closing, std::size_t from) {
    for (std::size_t at = text.find("</", from); at != text.npos; at = text.find("</", at + 2)) {
      if (to_lower_ascii(text.substr(at, closing.size())) == closing) return at;
    }
    return text.npos;
  }

  std::string kept_tag(std::string_view tag, std::string_view attributes, std::string_view inside) {
    if (tag == "ref") return note(inside, attributes);
    if (tag == "references") {  // notes that stand together there
      without_tags(inside);
      return {};
    }
    if (tag == "nowiki") return kept_.keep(escaped(inside));
    if (tag == "code" || tag == "tt" || tag == "math") {
      return kept_.keep(inline_code(trim(inside)));
    }
    if (tag == "gallery") {
      std::string links;
      for (const std::string_view line : lines_of(inside)) {
        if (trim(line).empty()) continue;
        const bool is_named = split_namespace(line.substr(0, line.find('|')), names_).first != 0;
        links += "\n* [[" + std::string(is_named ? "" : "File:") + std::string(trim(line)) + "]]";
      }
      return links + "\n";
    }
    if (tag == "source" && inside.find('\n') == inside.npos) {
      return kept_.keep(inline_code(trim(inside)));
    }
    std::string language = attribute_in(attributes, "lang");
    std::erase_if(language,
                  [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
    return "\n" + kept_.keep(code_block(inside, language), true) + "\n";
  }

  std::string note(std::string_view inside, std::string_view attributes) {
    const std::string name = attribute_in(attributes, "name");
    std::size_t number = 0;
    if (const auto known = numbers_.find(name); !name.empty() && known != numbers_.end()) {
      number = known->second;
    } else if (notes_.size() < kNotesMax) {
      notes_.emplace_back();
      number = notes_.size();
      if (!name.empty()) numbers_.emplace(name, number);
    } else {
      return {};
    }
    if (!trim(inside).empty()) notes_[number - 1] = std::string(inside);
    return kept_.keep("[^" + std::to_string(number) + "]");
  }

  std::string notes() {
    std::string text;
    for (std::size_t i = 0; i < notes_.size(); ++i) {
      const std::string inside = notes_[i];  // more notes may come from it
      const std::string words = without_templates(without_tags(inside), names_, kept_, converted_);
      std::string line = inline_.markdown(trim(words));
      std::ranges::replace(line, '\n', ' ');
      if (trim(line).empty()) line = "—";
      text += "\n\n[^" + std::to_string(i + 1) + "]: " + line;
      if (i + 1 == kNotesMax) break;
    }
    return text;
  }

  static std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      lines.push_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
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
      const bool is_switch = end != words.npos && end <= 40 &&
                             std::ranges::all_of(words.substr(2, end - 2), [](char c) {
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
  InlineText inline_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> notes_;
  std::string out_, code_;
  Kind kind_ = Kind::kNone;
  std::size_t quote_depth_ = 0;
};

}  // namespace

Converted wikitext_to_markdown(std::string_view wikitext, const WikiNames& names) {
  return Page(names).convert(wikitext);
}

std::string code_block(std::string_view text, std::string_view language) {
  std::size_t longest = 2, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  std::string block = fence + std::string(language) + "\n";
  const std::size_t begin = std::min(text.find_first_not_of('\n'), text.size());
  block += text.substr(begin);
  while (block.ends_with('\n')) block.pop_back();
  return block + "\n" + fence;
}

std::pair<int, std::string> split_namespace(std::string_view title, const WikiNames& names) {
  const std::size_t colon = title.find(':');
  if (colon == title.npos || colon == 0 || colon > 100) return {0, std::string(title)};
  std::string name = to_lower_ascii(trim(title.substr(0, colon)));
  std::ranges::replace(name, '_', ' ');
  const auto known = names.namespaces.find(name);
  if (known == names.namespaces.end()) return {0, std::string(title)};
  return {known->second, std::string(trim(title.substr(colon + 1)))};
}

std::string normal_title(std::string_view title, const WikiNames& names) {
  std::string normal;
  title = title.substr(0, title.find('#'));
  for (const char c : title) {
    const bool is_blank = c == '_' || static_cast<unsigned char>(c) <= ' ';
    if (is_blank && (normal.empty() || normal.back() == ' ')) continue;
    normal += is_blank ? ' ' : c;
  }
  while (normal.ends_with(' ')) normal.pop_back();
  if (names.is_case_sensitive || normal.empty()) return normal;
  // Capital letters as far as Latin ones go; what a title says keeps its own.
  const auto capital = [&](std::size_t at) {
    if (at >= normal.size()) return;
    if (normal[at] >= 'a' && normal[at] <= 'z') {
      normal[at] = static_cast<char>(normal[at] - 'a' + 'A');
    } else if (normal[at] == '\xc3' && at + 1 < normal.size()) {
      const auto next = static_cast<unsigned char>(normal[at + 1]);
      if (next >= 0xa0 && next <= 0xbe && next != 0xb7) {
        normal[at + 1] = static_cast<char>(next - 0x20);
      }
    }
  };
  capital(0);
  if (split_namespace(normal, names).first != 0) {
    const std::size_t colon = normal.find(':');
    const std::size_t name = normal.find_first_not_of(' ', colon + 1);
    if (name != normal.npos) {
      normal.erase(colon + 1, name - colon - 1);
      capital(colon + 1);
    }
  }
  return normal;
}

std::optional<std::string> redirect_target(std::string_view wikitext) {
  wikitext = trim(wikitext.substr(0, 2'000));
  if (!wikitext.starts_with('#')) return std::nullopt;
  const std::string word = to_lower_ascii(wikitext.substr(1, 15));
  const bool is_redirect = word.starts_with("redirect") || word.starts_with("omdirigering") ||
                           word.starts_with("weiterleitung") || word.starts_with("ohjaus");
  if (!is_redirect) return std::nullopt;
  const std::size_t open = wikitext.find("[["), close = wikitext.find("]]");
  if (open == wikitext.npos || close == wikitext.npos || close < open) return std::nullopt;
  std::string_view target = wikitext.substr(open + 2, close - open - 2);
  target = trim(target.substr(0, target.find('|')));
  return target.empty() ? std::nullopt : std::optional(std::string(target));
}

}  // namespace fika::cli::wiki
