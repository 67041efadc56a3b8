// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/wikitext_inline.h"

#include <algorithm>
#include <cctype>

#include "base/heading_words.h"
#include "base/text.h"
#include "clients/cli/wiki/wikitext_kept.h"

namespace fika::cli::wiki {
namespace {

constexpr int kDepthOfLinksMax = 6;
constexpr std::size_t kWikilinkBytesMax = 100, kAddressMax = 2'000;

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

bool needs_escape(std::string_view text, std::size_t at) {
  const char c = text[at];
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  switch (c) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
      return true;
    case '_': {  // within a word it is only a letter
      const char before = at > 0 ? text[at - 1] : ' ';
      return std::isalnum(static_cast<unsigned char>(before)) == 0 ||
             std::isalnum(static_cast<unsigned char>(next)) == 0;
    }
    case '~':
      return next == '~';
    default:
      return false;
  }
}

// The pairs of "[[" and "]]": for each opening one where it is closed, else 0.
std::vector<std::size_t> closings(std::string_view text) {
  std::vector<std::size_t> close(text.size(), 0), open;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (text[at] == '[' && text[at + 1] == '[') {
      open.push_back(at++);
    } else if (text[at] == ']' && text[at + 1] == ']' && !open.empty()) {
      close[open.back()] = at++;
      open.pop_back();
    } else if (text[at] == '\n' && at + 1 < text.size() && text[at + 1] == '\n') {
      open.clear();
    }
  }
  return close;
}

// The size of an address that begins the text, or 0.
std::size_t address_size(std::string_view text) {
  std::size_t scheme = 0;
  for (const std::string_view known : {"https://", "http://", "ftp://", "mailto:"}) {
    if (text.starts_with(known)) scheme = known.size();
  }
  if (scheme == 0) return 0;
  const std::string_view bounded = text.substr(0, kAddressMax);
  std::size_t end = scheme;
  while (end < bounded.size() && static_cast<unsigned char>(bounded[end]) > ' ' &&
         std::string_view("[]<>\"{}|\x7f").find(bounded[end]) == std::string_view::npos) {
    ++end;
  }
  while (end > scheme && std::string_view(".,;:!?'").find(bounded[end - 1]) != std::string::npos) {
    --end;
  }
  return end == scheme ? 0 : end;
}

// Opens and closes emphasis so that Markdown sees it: without blanks on its inner side.
class Emphasis {
 public:
  explicit Emphasis(std::string& out) : out_(out) {}

  void toggle(std::size_t apostrophes) {
    if (apostrophes == 5) {
      // Closes in the order in which they were opened.
      const bool is_bold_last = !open_.empty() && open_.back().sign == "**";
      flip(is_bold_last ? "**" : "*");
      flip(is_bold_last ? "*" : "**");
    } else {
      flip(apostrophes == 3 ? "**" : "*");
    }
  }
  void close_all() {
    while (!open_.empty()) close();
  }

 private:
  struct Open {
    std::string_view sign;
    std::size_t at;
  };
  void flip(std::string_view sign) {
    const auto same = std::ranges::find(open_, sign, &Open::sign);
    if (same == open_.end()) {
      open_.push_back({sign, out_.size()});
      return;
    }
    // What was opened after it closes with it and is opened again.
    std::vector<std::string_view> again;
    while (open_.back().sign != sign) {
      again.push_back(open_.back().sign);
      close();
    }
    close();
    for (auto each = again.rbegin(); each != again.rend(); ++each) {
      open_.push_back({*each, out_.size()});
    }
  }
  void close() {
    const Open open = open_.back();
    open_.pop_back();
    std::string inside = out_.substr(open.at);
    const std::string_view words = trim(inside);
    if (words.empty()) return;
    const std::size_t before = static_cast<std::size_t>(words.data() - inside.data());
    const std::string after = inside.substr(before + words.size());
    out_.resize(open.at);
    out_.append(inside, 0, before);
    out_ += open.sign;
    out_ += words;
    out_ += open.sign;
    out_ += after;
  }

  std::string& out_;
  std::vector<Open> open_;
};

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_tag = text[at] == '<' && at + 1 < text.size() &&
                        (is_letter(text[at + 1]) || text[at + 1] == '/' || text[at + 1] == '!');
    if (is_tag || needs_escape(text, at)) out += '\\';
    out += text[at];
  }
  return out;
}

std::string InlineText::turned(std::string_view text, int depth) {
  std::string out;
  Emphasis emphasis(out);
  const std::vector<std::size_t> close = closings(text);
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (KeptPieces::begins(c)) {
      const std::size_t size = std::max<std::size_t>(KeptPieces::size_of(text.substr(at)), 1);
      out += text.substr(at, size);
      at += size;
    } else if (c == '\n') {
      emphasis.close_all();
      out += c;
      ++at;
    } else if (c == '\'' && text.substr(at).starts_with("''")) {
      std::size_t size = std::min(text.find_first_not_of('\'', at), text.size()) - at;
      at += size;
      for (; size > 5 || size == 4; --size) out += '\'';
      emphasis.toggle(size);
    } else if (c == '[' && close[at] != 0 && depth < kDepthOfLinksMax) {
      std::size_t end = close[at] + 2;
      const std::string_view content = text.substr(at + 2, close[at] - at - 2);
      std::size_t trail = end;
      while (trail < text.size() &&
             (is_letter(text[trail]) || static_cast<unsigned char>(text[trail]) >= 0x80)) {
        ++trail;
      }
      out += inner_link(content, text.substr(end, trail - end), depth);
      at = trail;
    } else if (c == '[' && address_size(text.substr(at + 1, kAddressMax)) != 0) {
      const std::string_view rest = text.substr(at + 1, 2 * kAddressMax);
      const std::size_t end = std::min(rest.find('\n'), rest.find(']'));
      if (end == std::string_view::npos || rest[end] != ']' || depth >= kDepthOfLinksMax) {
        out += "\\[";
        ++at;
        continue;
      }
      out += outer_link(rest.substr(0, end), depth);
      at += end + 2;
    } else if (const std::size_t size =
                   is_letter(c) ? address_size(text.substr(at, kAddressMax)) : 0;
               size != 0 && (at == 0 || !is_letter(text[at - 1]))) {
      out += text.substr(at, size);
      at += size;
    } else {
      if (needs_escape(text, at)) out += '\\';
      out += c;
      ++at;
    }
  }
  emphasis.close_all();
  return out;
}

std::string InlineText::inner_link(std::string_view content, std::string_view trail, int depth) {
  const std::size_t bar = content.find('|');
  std::string_view target = trim(content.substr(0, bar));
  const std::string_view label = bar == content.npos ? std::string_view() : content.substr(bar + 1);
  std::string tail(trail);
  const bool is_plain = target.starts_with(':');
  if (is_plain) target = trim(target.substr(1));
  const auto [space, name] = split_namespace(target, names_);
  if (!is_plain && space == kCategoryNamespace) {
    converted_.categories.push_back(normal_title(name, names_));
    return tail;
  }
  if (!is_plain && space == kFileNamespace) return picture(name, label, depth) + tail;
  const std::string words = trim(label).empty() ? escaped(target) : turned(label, depth + 1);
  const std::size_t hash = target.find('#');
  const std::string anchor =
      hash == target.npos ? std::string() : heading_words(target.substr(hash + 1));
  const std::string title = normal_title(target, names_);
  std::string text = words + escaped(trail);
  std::ranges::replace(text, '\n', ' ');
  if (title.empty()) return anchor.empty() ? text : "[" + text + "](#h-" + anchor + ")";
  const auto path = names_.page_path(title);
  if (path) {
    ++converted_.links_resolved;
    return "[" + text + "](" + *path + (anchor.empty() ? "" : "#h-" + anchor) + ")";
  }
  // A language of the same wiki or another wiki: nothing that could come to be here.
  const std::size_t colon = title.find(':');
  const bool is_elsewhere =
      space == 0 && colon != title.npos && colon > 0 && colon <= 12 && title[colon - 1] != ' ' &&
      colon + 1 < title.size() && title[colon + 1] != ' ' &&
      std::all_of(target.begin(),
                  target.begin() + static_cast<std::ptrdiff_t>(std::min(colon, target.size())),
                  [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
  if (is_elsewhere) return text;
  ++converted_.links_unresolved;
  const bool fits = title.size() <= kWikilinkBytesMax &&
                    title.find_first_of("[]|<>`\\*_") == title.npos &&
                    text.find_first_of("[]|\x01") == text.npos;
  if (!fits) return text;
  return text == title ? "[[" + title + "]]" : "[[" + title + "|" + text + "]]";
}

std::string InlineText::picture(std::string_view name, std::string_view rest, int depth) {
  // The last option that is none of the known ones is the caption.
  std::string caption;
  int square = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= rest.size(); ++at) {
    if (at < rest.size()) {
      if (rest[at] == '[') ++square;
      if (rest[at] == ']') --square;
      if (rest[at] != '|' || square > 0) continue;
    }
    const std::string_view option = trim(rest.substr(begin, at - begin));
    begin = at + 1;
    static constexpr std::string_view kWords[] = {
        "thumb", "thumbnail", "left",   "right",   "center",    "none",
        "frame", "frameless", "border", "upright", "miniatyr",  "mini",
        "höger", "vänster",   "ram",    "ramlös",  "centrerad", "stående"};
    const bool is_size = option.ends_with("px");
    const bool is_named = option.find('=') != option.npos && option.find(' ') == option.npos;
    if (option.empty() || is_size || std::ranges::find(kWords, option) != std::end(kWords))
      continue;
    if (is_named && (option.starts_with("alt=") || option.starts_with("link=") ||
                     option.starts_with("upright=") || option.starts_with("thumb"))) {
      continue;
    }
    caption = turned(option, depth + 1);
  }
  std::ranges::replace(caption, '\n', ' ');
  const auto path = names_.file_path(normal_title(name, names_));
  if (!path) {
    ++converted_.images_unresolved;
    return caption.empty() ? "*" + escaped(name) + "*" : "*" + escaped(name) + "*: " + caption;
  }
  ++converted_.images;
  std::string alt = caption;
  std::erase_if(alt, [](char c) { return c == '[' || c == ']' || c == '\\'; });
  if (caption.find("](") == caption.npos) return "![" + alt + "](" + *path + ")";
  return "![" + escaped(name) + "](" + *path + ") " + caption;
}

std::string InlineText::outer_link(std::string_view content, int depth) {
  const std::size_t size = std::min(content.find_first_of(" \t"), content.size());
  std::string address(content.substr(0, size));
  // What would end the address in Markdown.
  std::string safe;
  for (const char c : address) {
    if (c == '(') {
      safe += "%28";
    } else if (c == ')') {
      safe += "%29";
    } else if (static_cast<unsigned char>(c) > ' ') {
      safe += c;
    }
  }
  const std::string_view label = trim(content.substr(size));
  if (label.empty()) return "<" + safe + ">";
  return "[" + turned(label, depth + 1) + "](" + safe + ")";
}

}  // namespace fika::cli::wiki
