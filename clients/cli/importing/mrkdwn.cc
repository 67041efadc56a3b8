// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/mrkdwn.h"

#include <array>
#include <cctype>
#include <utility>

namespace fika::cli::importing {
namespace {

constexpr int kDepthMax = 6;

bool is_word(char c) {
  // Bytes above ASCII count as letters: most of them are.
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// The sign that an entity at `at` stands for, and its length; 0 if there is none.
std::pair<char, std::size_t> entity_at(std::string_view text, std::size_t at) {
  constexpr std::array<std::pair<std::string_view, char>, 3> kEntities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}}};
  for (const auto& [entity, sign] : kEntities) {
    if (text.substr(at, entity.size()) == entity) return {sign, entity.size()};
  }
  return {'\0', 0};
}

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto [sign, length] = entity_at(text, at); length > 0) {
      plain += sign;
      at += length;
    } else {
      plain += text[at++];
    }
  }
  return plain;
}

struct Reference {
  std::string_view target;
  std::string_view label;
};

Reference split(std::string_view inside) {
  const std::size_t bar = inside.find('|');
  if (bar == std::string_view::npos) return {inside, {}};
  return {inside.substr(0, bar), inside.substr(bar + 1)};
}

// <!channel>, <!subteam^S1|@team>, <!date^123^{date}|2015-06-05>: words, without calling anybody.
std::string special(const Reference& reference) {
  std::string_view word = reference.label.empty() ? reference.target.substr(1) : reference.label;
  while (word.starts_with('@')) word.remove_prefix(1);
  return decoded(word.substr(0, word.find('^')));
}

std::string reference_to_markdown(std::string_view inside, const SlackNames& names) {
  const Reference reference = split(inside);
  const std::string_view target = reference.target;
  if (target.starts_with('@')) return names.person(target.substr(1), decoded(reference.label));
  if (target.starts_with('#')) return names.channel(target.substr(1), decoded(reference.label));
  if (target.starts_with('!')) return special(reference);
  return markdown_link(decoded(target), decoded(reference.label));
}

std::string reference_to_plain(std::string_view inside, const SlackNames& names) {
  const Reference reference = split(inside);
  const std::string_view target = reference.target;
  if (target.starts_with('@')) {
    const auto person = names.people.find(target.substr(1));
    if (person != names.people.end()) return person->second.name;
    return reference.label.empty() ? "somebody" : decoded(reference.label);
  }
  if (target.starts_with('#')) {
    const auto channel = names.channels.find(target.substr(1));
    if (channel != names.channels.end()) return "#" + channel->second.name;
    return "#" + (reference.label.empty() ? "channel" : decoded(reference.label));
  }
  if (target.starts_with('!')) return special(reference);
  return decoded(reference.label.empty() ? target : reference.label);
}

// One text without ``` blocks. Emphasis never spans lines in Slack.
class Inline {
 public:
  Inline(const SlackNames& names, std::string& out) : names_(names), out_(out) {}

  void convert(std::string_view text, int depth) {
    std::array<std::size_t, 3> hopeless = {0, 0, 0};  // no closing sign before this position
    for (std::size_t at = 0; at < text.size();) {
      const char c = text[at];
      if (c == '<') {
        at = reference(text, at);
      } else if (c == '`') {
        at = code(text, at);
      } else if (c == '&') {
        at = sign(text, at);
      } else if (c == ':') {
        at = shortcode(text, at);
      } else if (c == '*' || c == '_' || c == '~') {
        at = emphasis(text, at, hopeless.at(c == '*' ? 0 : c == '_' ? 1 : 2), depth);
      } else if (c == '#' && is_line_start() && heads(text, at)) {
        out_ += "\\#";
        ++at;
      } else {
        out_ += c;
        ++at;
      }
    }
  }

 private:
  bool is_line_start() const { return out_.empty() || out_.back() == '\n'; }

  static bool heads(std::string_view text, std::size_t at) {
    const std::size_t end = text.find_first_not_of('#', at);
    return end == std::string_view::npos || is_space(text[end]);
  }

  std::size_t reference(std::string_view text, std::size_t at) {
    const std::size_t end = text.find_first_of("<>\n", at + 1);
    if (end == std::string_view::npos || text[end] != '>') {
      out_ += "\\<";
      return at + 1;
    }
    out_ += reference_to_markdown(text.substr(at + 1, end - at - 1), names_);
    return end + 1;
  }

  std::size_t code(std::string_view text, std::size_t at) {
    const std::size_t end = text.find_first_of("`\n", at + 1);
    if (end == std::string_view::npos || text[end] != '`' || end == at + 1) {
      out_ += '`';
      return at + 1;
    }
    out_ += '`' + mrkdwn_to_plain(text.substr(at + 1, end - at - 1), names_) + '`';
    return end + 1;
  }

  std::size_t sign(std::string_view text, std::size_t at) {
    const auto [sign, length] = entity_at(text, at);
    if (length == 0) {
      out_ += '&';
      return at + 1;
    }
    const char next = at + length < text.size() ? text[at + length] : ' ';
    const bool is_tag = sign == '<' && (std::isalpha(static_cast<unsigned char>(next)) != 0 ||
                                        next == '/' || next == '!' || next == '?');
    if (is_tag) out_ += '\\';
    out_ += sign;
    return at + length;
  }

  std::size_t shortcode(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && end - at < 64 &&
           (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_' ||
            text[end] == '+' || text[end] == '-')) {
      ++end;
    }
    if (end == at + 1 || end >= text.size() || text[end] != ':') {
      out_ += ':';
      return at + 1;
    }
    std::string_view name = text.substr(at + 1, end - at - 1);
    ++end;
    constexpr std::string_view kTone = ":skin-tone-";
    if (text.substr(end, kTone.size()) == kTone && end + kTone.size() + 1 < text.size() &&
        text[end + kTone.size() + 1] == ':') {
      end += kTone.size() + 2;
      name = text.substr(at + 1, end - at - 2);
    }
    out_ += emoji(name);
    return end;
  }

  // The position of the sign that closes the one at `at`, or the end of the line, which has none.
  static std::size_t closing(std::string_view text, std::size_t at, bool& is_found) {
    const char c = text[at];
    std::size_t i = at + 1;
    for (; i < text.size() && text[i] != '\n'; ++i) {
      if (text[i] == '<' || text[i] == '`') {
        // Looks no further than the next sign of the kind: a long line of them stays cheap.
        const std::size_t end = text.find_first_of(text[i] == '<' ? "<>\n" : "`\n", i + 1);
        const bool is_closed = end != std::string_view::npos && text[end] != '\n';
        if (is_closed && text[end] != '<') i = end;
      } else if (text[i] == c && i > at + 1 && !is_space(text[i - 1]) &&
                 (i + 1 == text.size() || (!is_word(text[i + 1]) && text[i + 1] != c))) {
        is_found = true;
        return i;
      }
    }
    return i;
  }

  std::size_t emphasis(std::string_view text, std::size_t at, std::size_t& hopeless, int depth) {
    const char c = text[at];
    const char before = at == 0 ? ' ' : text[at - 1];
    const char after = at + 1 < text.size() ? text[at + 1] : ' ';
    if (depth < kDepthMax && at >= hopeless && !is_word(before) && before != c && after != c &&
        !is_space(after)) {
      bool is_found = false;
      const std::size_t end = closing(text, at, is_found);
      if (is_found) {
        const std::string_view mark = c == '*' ? "**" : c == '_' ? "_" : "~~";
        out_ += mark;
        convert(text.substr(at + 1, end - at - 1), depth + 1);
        out_ += mark;
        return end + 1;
      }
      hopeless = end;
    }
    // A star inside a word would be emphasis to Markdown, which it was not in Slack.
    if (c == '*' && is_word(before) && before != c && after != c) out_ += '\\';
    out_ += c;
    return at + 1;
  }

  const SlackNames& names_;
  std::string& out_;
};

}  // namespace

std::string mrkdwn_to_plain(std::string_view text, const SlackNames& names) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '<') {
      const std::size_t end = text.find_first_of("<>\n", at + 1);
      if (end != std::string_view::npos && text[end] == '>') {
        plain += reference_to_plain(text.substr(at + 1, end - at - 1), names);
        at = end + 1;
        continue;
      }
    }
    if (const auto [sign, length] = entity_at(text, at); length > 0) {
      plain += sign;
      at += length;
    } else {
      plain += text[at++];
    }
  }
  return plain;
}

std::string mrkdwn_to_markdown(std::string_view text, const SlackNames& names) {
  std::string out;
  while (!text.empty()) {
    const std::size_t begin = text.find("```");
    const std::size_t end = begin == std::string_view::npos ? begin : text.find("```", begin + 3);
    if (end == std::string_view::npos) {
      Inline(names, out).convert(text, 0);
      break;
    }
    Inline(names, out).convert(text.substr(0, begin), 0);
    std::string code = mrkdwn_to_plain(text.substr(begin + 3, end - begin - 3), names);
    if (!out.empty() && out.back() != '\n') out += '\n';
    out += "```\n";
    if (code.starts_with('\n')) code.erase(0, 1);
    out += code;
    if (!code.ends_with('\n')) out += '\n';
    out += "```";
    text.remove_prefix(end + 3);
    if (!text.empty() && text.front() != '\n') out += '\n';
  }
  return out;
}

std::string escape_markdown(std::string_view text, bool is_line_start) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    const bool begins = at == 0 ? is_line_start : text[at - 1] == '\n';
    const bool is_tag = c == '<' && !is_space(next);
    const bool is_heading = begins && c == '#' && (next == ' ' || next == '#');
    const bool is_mark = (c == '*' || c == '`') && !is_space(next);
    if (is_tag || is_heading || is_mark) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace fika::cli::importing
