// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/messages/prose.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "base/text.h"
#include "server/domain/messages/messages.h"
#include "server/render/lone_word.h"

namespace fika::domain {
namespace {

constexpr std::string_view kPersonLink = "](/people/";
constexpr std::size_t kIdTextSize = 36;

struct Fence {
  char sign = 0;  // 0: none
  std::size_t size = 0;
};

// The fence that a line opens or could close; `rest` is what follows its signs.
Fence fence_on(std::string_view line, std::string_view& rest) {
  const std::size_t indent = line.find_first_not_of(' ');
  if (indent > 3) return {};  // or the line is blank
  const char sign = line[indent];
  if (sign != '`' && sign != '~') return {};
  const std::size_t end = std::min(line.find_first_not_of(sign, indent), line.size());
  if (end - indent < 3) return {};
  rest = line.substr(end);
  return {sign, end - indent};
}

bool is_escapable(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

void blank(std::string& text, std::size_t from, std::size_t until) {
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(from),
            text.begin() + static_cast<std::ptrdiff_t>(until), ' ');
}

// Blanks the code spans and escapes of one paragraph. A span ends at the next run of exactly as
// many backticks as opened it; without such a run the opening ones are ordinary signs.
void blank_spans(std::string& text, std::size_t from, std::size_t until) {
  std::map<std::size_t, std::vector<std::size_t>> runs;  // length -> where, ascending
  const auto run_end = [&](std::size_t at) {
    return std::min(text.find_first_not_of('`', at), until);
  };
  // Never past the paragraph: a text of many would be read once for each.
  const auto tick_from = [&](std::size_t at) {
    const std::size_t found = std::string_view(text).substr(0, until).find('`', at);
    return std::min(found, until);
  };
  for (std::size_t at = tick_from(from); at < until; at = tick_from(at)) {
    const std::size_t end = run_end(at);
    runs[end - at].push_back(at);
    at = end;
  }
  for (std::size_t at = from; at < until;) {
    if (text[at] == '\\' && at + 1 < until && is_escapable(text[at + 1])) {
      blank(text, at, at + 2);
      at += 2;
    } else if (text[at] == '`') {
      const std::size_t end = run_end(at);
      const std::size_t size = end - at;
      const auto& same = runs[size];
      const auto closing = std::lower_bound(same.begin(), same.end(), end);
      const std::size_t next = closing == same.end() ? end : *closing + size;
      if (closing != same.end()) blank(text, at, next);
      at = next;
    } else {
      ++at;
    }
  }
}

// `word` stands alone somewhere: no part of an address such as info@community.org.
bool has_word(std::string_view prose, std::string_view word) {
  for (std::size_t at = prose.find(word); at != std::string_view::npos;
       at = prose.find(word, at + 1)) {
    if (render::is_lone_word(prose, at, word.size())) return true;
  }
  return false;
}

}  // namespace

std::string prose_of(std::string_view markdown) {
  std::string prose(markdown);
  Fence open;
  std::size_t paragraph = 0;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
    const std::size_t next = std::min(end + 1, markdown.size());
    const std::string_view line = markdown.substr(at, end - at);
    std::string_view rest;
    const Fence fence = fence_on(line, rest);
    if (open.sign != 0) {
      blank(prose, at, end);
      if (fence.sign == open.sign && fence.size >= open.size && trim(rest).empty()) open = {};
      paragraph = next;
    } else if (fence.sign == '~' || (fence.sign == '`' && !rest.contains('`'))) {
      blank_spans(prose, paragraph, at);
      blank(prose, at, end);
      open = fence;
      paragraph = next;
    } else if (trim(line).empty()) {
      blank_spans(prose, paragraph, at);
      paragraph = next;
    }
    at = next;
  }
  blank_spans(prose, paragraph, prose.size());
  return prose;
}

v1::GroupMentionKind group_mention_in(std::string_view markdown) {
  if (!markdown.contains('@')) return v1::GROUP_MENTION_KIND_UNSPECIFIED;
  const std::string prose = prose_of(markdown);
  if (has_word(prose, "@community")) return v1::GROUP_MENTION_KIND_COMMUNITY;
  if (has_word(prose, "@thread")) return v1::GROUP_MENTION_KIND_THREAD;
  return v1::GROUP_MENTION_KIND_UNSPECIFIED;
}

std::vector<Id> mentions_in(std::string_view text) {
  std::vector<Id> people;
  if (!text.contains(kPersonLink)) return people;
  std::set<Id> seen;
  const std::string prose = prose_of(text);
  for (std::size_t at = prose.find(kPersonLink); at != std::string::npos;
       at = prose.find(kPersonLink, at)) {
    at += kPersonLink.size();
    const std::size_t end = at + kIdTextSize;
    if (end >= prose.size() || (prose[end] != ')' && prose[end] != ' ')) continue;
    const auto person = Id::parse(std::string_view(prose).substr(at, kIdTextSize));
    if (person && seen.insert(*person).second) people.push_back(*person);
  }
  return people;
}

}  // namespace fika::domain
