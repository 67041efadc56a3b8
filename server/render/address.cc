// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/address.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"

namespace fika::render {
namespace {

constexpr std::size_t kNameBytesMax = 64, kDomainBytesMax = 253;

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
// A letter of any script may be part of the word before; so may what an address would go on with.
bool is_word(char c) { return is_alnum(c) || static_cast<std::uint8_t>(c) >= 0x80; }

bool starts_with(std::string_view text, std::string_view lower) {
  return to_lower_ascii(text.substr(0, lower.size())) == lower;
}

// Past the signs that an address may be written with.
std::size_t end_of_run(std::string_view text, std::size_t from, std::size_t until) {
  std::size_t at = from;
  for (; at < until; ++at) {
    const char c = text[at];
    if (static_cast<std::uint8_t>(c) <= ' ' || c == '<' || c == '>' || c == '"' || c == '`') break;
    // A no-break space, and the space of Chinese and Japanese.
    const std::string_view rest = text.substr(at, until - at);
    if (rest.starts_with("\u00a0") || rest.starts_with("\u3000")) break;
  }
  return at;
}

// Signs that end a sentence or close a quotation are not the address's; nor is a bracket that the
// address does not open.
std::size_t without_tail(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::array<std::string_view, 7> kLongSigns = {"”", "’", "»", "…", "、", "。", "“"};
  std::array<std::ptrdiff_t, 2> surplus = {};  // of closing brackets, round and square
  for (const char c : text.substr(begin, end - begin)) {
    surplus[0] += (c == ')') - (c == '(');
    surplus[1] += (c == ']') - (c == '[');
  }
  while (end > begin) {
    const std::string_view rest = text.substr(begin, end - begin);
    const char last = rest.back();
    const auto long_sign = std::ranges::find_if(
        kLongSigns, [&](std::string_view sign) { return rest.ends_with(sign); });
    if (long_sign != kLongSigns.end()) {
      end -= long_sign->size();
    } else if (last == ')' || last == ']') {
      std::ptrdiff_t& count = surplus[last == ']'];
      if (count <= 0) break;
      --count;
      --end;
    } else if (std::string_view("?!.,:;*_~'|\\([{}").contains(last)) {
      if (last == '(') ++surplus[0];
      if (last == '[') ++surplus[1];
      --end;
    } else {
      break;
    }
  }
  return end;
}

std::optional<Address> web_address(std::string_view text, std::size_t at, std::size_t until) {
  const std::string_view rest = text.substr(at, until - at);
  std::size_t scheme = 0;
  for (const std::string_view known : {"https://", "http://"}) {
    if (starts_with(rest, known)) scheme = known.size();
  }
  const bool is_bare = scheme == 0 && starts_with(rest, "www.");
  if (scheme == 0 && !is_bare) return std::nullopt;
  const std::size_t host = at + (is_bare ? 4 : scheme);
  if (host >= until || !(is_word(text[host]) || text[host] == '[')) return std::nullopt;
  const std::size_t end = without_tail(text, host, end_of_run(text, host, until));
  if (end <= host) return std::nullopt;
  const std::string_view found = text.substr(at, end - at);
  return Address{at, end, (is_bare ? "http://" : "") + std::string(found)};
}

// The e-mail address around the @ at `at`.
std::optional<Address> mail_address(std::string_view text, std::size_t from, std::size_t at,
                                    std::size_t until) {
  std::size_t begin = at;
  while (begin > from && at - begin < kNameBytesMax &&
         (is_alnum(text[begin - 1]) || std::string_view(".+-_").contains(text[begin - 1]))) {
    --begin;
  }
  while (begin < at && !is_alnum(text[begin])) ++begin;
  if (begin == at || (begin > 0 && is_word(text[begin - 1]))) return std::nullopt;
  std::size_t end = at + 1, last_dot = at;
  for (; end < until && end - at <= kDomainBytesMax; ++end) {
    const char c = text[end];
    if (!is_alnum(c) && c != '-' && !(c == '.' && end + 1 < until && is_alnum(text[end + 1])))
      break;
    if (c == '.') last_dot = end;
  }
  while (end > at + 1 && !is_alnum(text[end - 1])) --end;
  const bool is_domain = last_dot > at + 1 && end > last_dot + 1;
  if (!is_domain || (end < until && (text[end] == '@' || is_word(text[end])))) return std::nullopt;
  return Address{begin, end, "mailto:" + std::string(text.substr(begin, end - begin))};
}

}  // namespace

std::optional<Address> find_address(std::string_view text, std::size_t from, std::size_t until) {
  for (std::size_t at = from; at < until; ++at) {
    const char c = text[at];
    if (c == '@') {
      if (auto address = mail_address(text, from, at, until)) return address;
    } else if ((c | 0x20) == 'h' || (c | 0x20) == 'w') {
      if (at > 0 && is_word(text[at - 1])) continue;
      if (auto address = web_address(text, at, until)) return address;
    }
  }
  return std::nullopt;
}

}  // namespace fika::render
