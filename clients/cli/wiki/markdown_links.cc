// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/markdown_links.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "clients/cli/wiki/code_stretches.h"

namespace fika::cli::wiki {
namespace {

constexpr std::size_t kOpenMax = 200;  // brackets within each other
constexpr std::size_t kAddressBytesMax = 4'000, kTitleBytesMax = 1'000, kWordsBytesMax = 2'000;
constexpr std::string_view kBlanks = " \t\n";

std::size_t behind_blanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(kBlanks, at), text.size());
}

// An address that begins at `at`: up to a blank or the bracket that ends the link; or between < >.
std::optional<MarkdownLink> address_at(std::string_view text, std::size_t at, LinkForm form) {
  if (at < text.size() && text[at] == '<') {
    const std::size_t size = text.substr(at + 1, kAddressBytesMax).find_first_of("<>\n");
    if (size == std::string_view::npos || text[at + 1 + size] != '>') return std::nullopt;
    return MarkdownLink{form, at + 1, at + 1 + size};
  }
  int depth = 0;
  std::size_t end = at;
  const std::size_t bound = std::min(text.size(), at + kAddressBytesMax);
  for (; end < bound; ++end) {
    const char c = text[end];
    if (static_cast<unsigned char>(c) <= ' ') break;
    if (c == '\\' && end + 1 < text.size()) {
      ++end;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && form != LinkForm::kDefinition && --depth < 0) {
      break;
    }
  }
  end = std::min(end, text.size());
  return end == at ? std::nullopt : std::optional(MarkdownLink{form, at, end});
}

// "[words]: address" at the beginning of a line.
std::optional<MarkdownLink> definition_at(std::string_view text, std::size_t line) {
  std::size_t at = line;
  while (at < text.size() && at < line + 3 && text[at] == ' ') ++at;
  if (at + 1 >= text.size() || text[at] != '[' || text[at + 1] == '^') return std::nullopt;
  const std::size_t close = text.find_first_of("[]\n", at + 1);
  if (close == std::string_view::npos || text[close] != ']') return std::nullopt;
  if (close + 1 >= text.size() || text[close + 1] != ':') return std::nullopt;
  at = close + 2;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return address_at(text, at, LinkForm::kDefinition);
}

// Where a link that has this address ends, behind its title and bracket; 0 if it does not.
std::size_t end_of_link(std::string_view text, const MarkdownLink& link) {
  std::size_t at = link.end;
  if (at < text.size() && text[at] == '>') ++at;
  at = behind_blanks(text, at);
  if (at >= text.size()) return 0;
  if (text[at] == ')') return at + 1;
  const char quote = text[at] == '(' ? ')' : text[at];
  if (quote != '"' && quote != '\'' && quote != ')') return 0;
  const std::size_t size = text.substr(at + 1, kTitleBytesMax).find(quote);
  if (size == std::string_view::npos) return 0;
  const std::size_t close = behind_blanks(text, at + 1 + size + 1);
  return close < text.size() && text[close] == ')' ? close + 1 : 0;
}

}  // namespace

std::vector<MarkdownLink> links_of(std::string_view markdown) {
  std::vector<MarkdownLink> links;
  struct Bracket {
    bool is_picture;
    std::optional<std::size_t> escape;
  };
  std::vector<Bracket> open;
  CodeWalk code(markdown);
  bool is_line_start = true;
  for (std::size_t at = 0; at < markdown.size();) {
    if (const std::size_t end = code.skip(at); end != at) {
      at = end;
      is_line_start = at > 0 && markdown[at - 1] == '\n';
      continue;
    }
    const char c = markdown[at];
    if (is_line_start) {
      is_line_start = false;
      if (const auto link = definition_at(markdown, at)) {
        links.push_back(*link);
        at = link->end;
        continue;
      }
    }
    if (c == '\n') {
      is_line_start = true;
      // A paragraph ends with an empty line, and so does all that is open in it.
      if (at + 1 < markdown.size() && markdown[at + 1] == '\n') open.clear();
    } else if (c == '\\' && !markdown.substr(at + 1).starts_with('[')) {
      ++at;
    } else if (c == '[') {
      if (open.size() == kOpenMax) open.clear();
      const char before = at > 0 ? markdown[at - 1] : ' ';
      open.push_back({before == '!', before == '\\' ? std::optional(at - 1) : std::nullopt});
    } else if (c == ']' && !open.empty()) {
      const Bracket bracket = open.back();
      const LinkForm form = bracket.is_picture ? LinkForm::kPicture : LinkForm::kLink;
      open.pop_back();
      if (at + 1 < markdown.size() && markdown[at + 1] == '(') {
        auto link = address_at(markdown, behind_blanks(markdown, at + 2), form);
        const std::size_t end = link ? end_of_link(markdown, *link) : 0;
        if (end != 0) {
          link->escape = bracket.escape;
          links.push_back(*link);
          at = end;
          continue;
        }
      }
    }
    ++at;
  }
  return links;
}

std::string with_addresses(std::string_view markdown, const ReplaceAddress& replace) {
  std::string text;
  std::size_t done = 0;
  for (const MarkdownLink& link : links_of(markdown)) {
    const auto other = replace(link.form, markdown.substr(link.begin, link.end - link.begin));
    if (!other) continue;
    // The other one has no blanks, and needs no signs around it.
    const bool has_signs = link.begin > 0 && markdown[link.begin - 1] == '<' &&
                           link.end < markdown.size() && markdown[link.end] == '>';
    const std::size_t sign = has_signs ? 1 : 0;
    if (link.escape && *link.escape >= done) {
      text += markdown.substr(done, *link.escape - done);
      done = *link.escape + 1;
    }
    text += markdown.substr(done, link.begin - sign - done);
    text += *other;
    done = link.end + sign;
  }
  text += markdown.substr(done);
  return text;
}

std::vector<MarkdownHeading> headings_of(std::string_view markdown) {
  std::vector<MarkdownHeading> headings;
  CodeWalk code(markdown);
  std::size_t before = 0;  // the line above, for those that are underlined
  bool has_before = false;
  for (std::size_t at = 0; at < markdown.size();) {
    if (const std::size_t end = code.skip(at); end != at && markdown[end - 1] == '\n') {
      at = end;
      has_before = false;
      continue;
    }
    const std::size_t next = std::min(markdown.find('\n', at), markdown.size() - 1) + 1;
    std::string_view line = markdown.substr(at, next - at);
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    line = trim(line);
    const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
    const bool is_marked = level >= 1 && level <= 6 && indent <= 3 &&
                           (level == line.size() || line[level] == ' ' || line[level] == '\t');
    const bool is_rule = !line.empty() && (line.find_first_not_of('=') == line.npos ||
                                           line.find_first_not_of('-') == line.npos);
    if (is_marked) {
      std::string_view words = trim(line.substr(level));
      const std::size_t last = words.find_last_not_of('#');
      if (last == words.npos) {
        words = {};
      } else if (last + 1 < words.size() && words[last] == ' ') {
        words = trim(words.substr(0, last));
      }
      headings.push_back({at, next, static_cast<int>(level), plain_words(words)});
    } else if (is_rule && has_before && indent <= 3) {
      const std::string_view words = trim(markdown.substr(before, at - before));
      headings.push_back({before, next, line.front() == '=' ? 1 : 2, plain_words(words)});
    }
    constexpr std::string_view kOthers = "#>-*+|<=";
    has_before = !is_marked && !is_rule && !line.empty() && indent <= 3 &&
                 kOthers.find(line.front()) == kOthers.npos;
    before = at;
    at = next;
  }
  return headings;
}

std::string plain_words(std::string_view markdown) {
  std::string words;
  std::size_t open = std::string::npos;
  if (markdown.size() > kWordsBytesMax) {
    std::size_t end = kWordsBytesMax;
    while ((static_cast<unsigned char>(markdown[end]) & 0xc0) == 0x80) --end;
    markdown = markdown.substr(0, end);
  }
  for (std::size_t at = 0; at < markdown.size(); ++at) {
    const char c = markdown[at];
    if (c == '\\' && at + 1 < markdown.size() &&
        std::ispunct(static_cast<unsigned char>(markdown[at + 1])) != 0) {
      words += markdown[++at];
    } else if (c == '`' || c == '*') {
      continue;
    } else if (c == '[' || (c == '!' && markdown.substr(at + 1).starts_with('['))) {
      if (c == '!') ++at;
      open = words.size();
    } else if (c == ']' && open != std::string::npos) {
      open = std::string::npos;
      if (!markdown.substr(at + 1).starts_with('(')) continue;
      const std::size_t close = markdown.find(')', at);
      at = close == std::string_view::npos ? markdown.size() : close;
    } else if (c == '<') {
      const std::size_t close = markdown.find('>', at);
      const bool is_tag = close != std::string_view::npos && at + 1 < close &&
                          (std::isalpha(static_cast<unsigned char>(markdown[at + 1])) != 0 ||
                           markdown[at + 1] == '/');
      if (is_tag) {
        at = close;
      } else {
        words += c;
      }
    } else if (c == '_') {
      const bool is_inside = at > 0 && at + 1 < markdown.size() &&
                             std::isalnum(static_cast<unsigned char>(markdown[at - 1])) != 0 &&
                             std::isalnum(static_cast<unsigned char>(markdown[at + 1])) != 0;
      if (is_inside) words += c;
    } else {
      words += c;
    }
  }
  return std::string(trim(words));
}

}  // namespace fika::cli::wiki
