// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/highlight.h"

#include <algorithm>

namespace fika::render {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Colours {
 public:
  Colours(std::string_view code, Family family, Sheet& sheet)
      : code_(code), family_(family), rules_(rules_of(family)), sheet_(sheet) {}

  void put_all() {
    while (at_ < code_.size() && !sheet_.is_full()) {
      if (!put_comment() && !put_string() && !put_word()) ++at_;
    }
    put_plain_until(code_.size());
  }

 private:
  void put_plain_until(std::size_t end) {
    sheet_.put_text(code_.substr(plain_, end - plain_));
    plain_ = end;
  }
  bool put_as(std::string_view name, std::size_t end) {
    put_plain_until(at_);
    sheet_.put("<span class=\"hl-");
    sheet_.put(name);
    sheet_.put("\">");
    sheet_.put_text(code_.substr(at_, end - at_));
    sheet_.put("</span>");
    at_ = plain_ = end;
    return true;
  }
  std::size_t find(std::string_view what, std::size_t from) const {
    return std::min(code_.find(what, from), code_.size());
  }

  bool put_comment() {
    const std::string_view rest = code_.substr(at_);
    const bool is_first = at_ == 0 || std::string_view(" \t\n;({,").contains(code_[at_ - 1]);
    for (const std::string_view sign : {rules_.line_comment, rules_.other_line_comment}) {
      if (sign.empty() || !rest.starts_with(sign)) continue;
      // A # in a word of a shell, or a ; behind one, begins nothing.
      if (sign.size() == 1 && !is_first) continue;
      return put_as("comment", find("\n", at_));
    }
    const std::string_view begin = rules_.comment_begin;
    if (begin.empty() || !rest.starts_with(begin)) return false;
    const std::size_t end = find(rules_.comment_end, at_ + begin.size());
    return put_as("comment", std::min(end + rules_.comment_end.size(), code_.size()));
  }

  // To the same quote, or the end of the line; a backtick's string goes over lines.
  bool put_string() {
    const char quote = code_[at_];
    if (!rules_.quotes.contains(quote)) return false;
    if (family_ == Family::kMarkup && !is_in_tag_) return false;
    // An apostrophe inside a word: Rust's lifetimes and C++'s digits have some, comments too.
    if (quote == '\'' && at_ > 0 && (is_letter(code_[at_ - 1]) || is_digit(code_[at_ - 1]))) {
      return false;
    }
    std::size_t end = at_ + 1;
    while (end < code_.size() && code_[end] != quote && (code_[end] != '\n' || quote == '`')) {
      end += code_[end] == '\\' && end + 1 < code_.size() && code_[end + 1] != '\n' ? 2 : 1;
    }
    end = std::min(end, code_.size());
    if (end < code_.size() && code_[end] == quote) ++end;
    return put_as(names_what_follows(end) ? "name" : "string", end);
  }

  // The key before a colon or an equals sign.
  bool names_what_follows(std::size_t end) const {
    if (family_ != Family::kData && family_ != Family::kStyle) return false;
    const std::size_t next = code_.find_first_not_of(" \t", end);
    if (next == code_.npos) return false;
    if (family_ == Family::kStyle) return code_[next] == ':';
    if (code_[next] == '=') return true;
    const bool is_apart =
        next + 1 >= code_.size() || std::string_view(" \t\n").contains(code_[next + 1]);
    return code_[next] == ':' && (is_apart || code_[end - 1] == '"');
  }

  bool put_word() {
    const char c = code_[at_];
    if (family_ == Family::kDiff) return put_changed_line();
    if (family_ == Family::kMarkup) return put_tag_part();
    if (!is_letter(c) && !is_digit(c)) return false;
    std::size_t end = at_;
    const bool is_number = is_digit(c);
    const bool has_hyphens = family_ == Family::kData || family_ == Family::kStyle;
    while (end < code_.size() &&
           (is_letter(code_[end]) || is_digit(code_[end]) || (is_number && code_[end] == '.') ||
            (has_hyphens && code_[end] == '-'))) {
      ++end;
    }
    const std::string_view word = code_.substr(at_, end - at_);
    if (names_what_follows(end)) return put_as("name", end);
    if (is_number) return put_as("number", end);
    if (rules_.is_keyword(word)) return put_as("keyword", end);
    at_ = end;
    return true;
  }

  bool put_changed_line() {
    const bool is_first = at_ == 0 || code_[at_ - 1] == '\n';
    const std::size_t end = find("\n", at_);
    const char c = code_[at_];
    if (is_first && c == '+') return put_as("added", end);
    if (is_first && c == '-') return put_as("removed", end);
    if (is_first && c == '@') return put_as("name", end);
    at_ = end;
    return end < code_.size() ? false : true;
  }

  bool put_tag_part() {
    const char c = code_[at_];
    if (c == '>') is_in_tag_ = false;
    if (c != '<') return false;
    is_in_tag_ = true;
    std::size_t end = at_ + 1;
    if (end < code_.size() && (code_[end] == '/' || code_[end] == '!' || code_[end] == '?')) ++end;
    const std::size_t name = end;
    while (end < code_.size() && (is_letter(code_[end]) || is_digit(code_[end]) ||
                                  std::string_view(":-.").contains(code_[end]))) {
      ++end;
    }
    if (end == name) return false;
    at_ = name;
    return put_as("name", end);
  }

  const std::string_view code_;
  const Family family_;
  const Rules& rules_;
  Sheet& sheet_;
  std::size_t at_ = 0, plain_ = 0;  // what is before `plain_` is written
  bool is_in_tag_ = false;
};

}  // namespace

void put_highlighted(std::string_view code, Family family, Sheet& sheet) {
  Colours(code, family, sheet).put_all();
}

}  // namespace fika::render
