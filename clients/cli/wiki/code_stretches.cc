// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/code_stretches.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "base/text.h"

namespace fika::cli::wiki {
namespace {

// How many of `c` begin the text.
std::size_t run_of(std::string_view text, char c) {
  const std::size_t end = text.find_first_not_of(c);
  return end == std::string_view::npos ? text.size() : end;
}

// A line that opens or closes a fence, without what quotes and lists put in front.
std::string_view fence_of(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t>");
  if (begin == std::string_view::npos) return {};
  line.remove_prefix(begin);
  for (const char c : {'`', '~'}) {
    const std::size_t size = run_of(line, c);
    const bool is_inline = c == '`' && line.find('`', size) != std::string_view::npos;
    if (size >= 3 && !is_inline) return line;
  }
  return {};
}

// A line that begins the next item of the list in which a fence that far in was opened: that ends
// the item, and so what is in it.
bool begins_item(std::string_view line, std::size_t indent_of_fence) {
  const std::size_t indent = line.find_first_not_of(' ');
  if (indent == std::string_view::npos || indent >= indent_of_fence) return false;
  line.remove_prefix(indent);
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) return true;
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits != 0 && digits <= 9 && line.substr(digits).starts_with(". ");
}

// What is between backticks in one paragraph, and comments.
void inline_code(std::string_view text, std::size_t begin, std::size_t end,
                 std::vector<Stretch>& found) {
  const std::string_view paragraph = text.substr(begin, end - begin);
  // Where runs of a length begin, so that many that close nothing take no longer.
  std::map<std::size_t, std::vector<std::size_t>> runs;
  for (std::size_t at = paragraph.find('`'); at < paragraph.size(); at = paragraph.find('`', at)) {
    const std::size_t size = run_of(paragraph.substr(at), '`');
    runs[size].push_back(at);
    at += size;
  }
  bool has_comments = true;
  for (std::size_t at = 0; at < paragraph.size();) {
    if (paragraph[at] == '\\') {
      at += 2;
    } else if (paragraph[at] == '`') {
      const std::size_t size = run_of(paragraph.substr(at), '`');
      const auto& same = runs[size];
      const auto closing = std::ranges::upper_bound(same, at);
      if (closing == same.end()) {
        at += size;
        continue;
      }
      found.push_back({begin + at, begin + *closing + size});
      at = *closing + size;
    } else if (has_comments && paragraph.substr(at).starts_with("<!--")) {
      const std::size_t close = paragraph.find("-->", at + 4);
      has_comments = close != std::string_view::npos;
      if (has_comments) found.push_back({begin + at, begin + close + 3});
      at = has_comments ? close + 3 : at + 4;
    } else {
      ++at;
    }
  }
}

}  // namespace

std::vector<Stretch> code_stretches(std::string_view markdown) {
  std::vector<Stretch> found;
  std::size_t paragraph = 0;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t next = std::min(markdown.find('\n', at), markdown.size() - 1) + 1;
    const std::string_view line = markdown.substr(at, next - at);
    if (const std::string_view fence = fence_of(line); !fence.empty()) {
      inline_code(markdown, paragraph, at, found);
      const char sign = fence.front();
      const std::size_t size = run_of(fence, sign);
      const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
      std::size_t end = next;
      while (end < markdown.size()) {
        const std::size_t after = std::min(markdown.find('\n', end), markdown.size() - 1) + 1;
        const std::string_view inside = markdown.substr(end, after - end);
        if (begins_item(inside, indent)) break;
        const std::string_view closing = fence_of(inside);
        end = after;
        if (closing.empty() || closing.front() != sign) continue;
        const std::size_t length = run_of(closing, sign);
        if (length >= size && trim(closing.substr(length)).empty()) break;
      }
      found.push_back({at, end});
      at = paragraph = end;
      continue;
    }
    if (trim(line).empty()) {
      inline_code(markdown, paragraph, at, found);
      paragraph = next;
    }
    at = next;
  }
  inline_code(markdown, paragraph, markdown.size(), found);
  return found;
}

}  // namespace fika::cli::wiki
