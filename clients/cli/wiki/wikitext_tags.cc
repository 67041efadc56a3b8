// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/wikitext_tags.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "clients/cli/wiki/wikitext_inline.h"

namespace fika::cli::wiki {
namespace {

constexpr std::size_t kNotesMax = 2'000;

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

std::size_t find_tag(std::string_view text, const std::string& closing, std::size_t from) {
  for (std::size_t at = text.find("</", from); at != text.npos; at = text.find("</", at + 2)) {
    if (to_lower_ascii(text.substr(at, closing.size())) == closing) return at;
  }
  return text.npos;
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string WikitextTags::without_tags(std::string_view text) {
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

std::string WikitextTags::kept_tag(std::string_view tag, std::string_view attributes,
                                   std::string_view inside) {
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
  std::erase_if(language, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
  return "\n" + kept_.keep(code_block(inside, language), true) + "\n";
}

std::string WikitextTags::note(std::string_view inside, std::string_view attributes) {
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

}  // namespace fika::cli::wiki
