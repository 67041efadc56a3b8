// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/html_tags.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <vector>

#include "base/text.h"
#include "clients/cli/wiki/code_stretches.h"

namespace fika::cli::wiki {
namespace {

constexpr std::size_t kTagBytesMax = 2'000, kOpenMax = 100, kCellsMax = 60, kRowsMax = 2'000;

struct Tag {
  std::string name;
  bool is_closing = false;
  std::string_view attributes;
  std::size_t end = 0;
};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::optional<Tag> tag_at(std::string_view text, std::size_t at) {
  Tag tag;
  std::size_t name = at + 1;
  if (name < text.size() && text[name] == '/') {
    tag.is_closing = true;
    ++name;
  }
  if (name >= text.size() || !is_letter(text[name])) return std::nullopt;
  std::size_t end = name;
  while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0) ++end;
  if (end >= text.size() || std::string_view(" \t\n/>").find(text[end]) == std::string::npos) {
    return std::nullopt;
  }
  tag.name = to_lower_ascii(text.substr(name, end - name));
  const std::string_view rest = text.substr(end, kTagBytesMax);
  char quote = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (quote != 0) {
      if (rest[i] == quote) quote = 0;
    } else if (rest[i] == '"' || rest[i] == '\'') {
      quote = rest[i];
    } else if (rest[i] == '>') {
      tag.attributes = rest.substr(0, i);
      tag.end = end + i + 1;
      return tag;
    } else if (rest[i] == '<') {
      break;
    }
  }
  return std::nullopt;
}

std::string attribute(std::string_view attributes, std::string_view name) {
  std::size_t at = 0;
  while ((at = attributes.find(name, at)) != std::string_view::npos) {
    const bool is_start = at == 0 || static_cast<unsigned char>(attributes[at - 1]) <= ' ';
    at += name.size();
    if (!is_start || at + 1 >= attributes.size() || attributes[at] != '=') continue;
    const char quote = attributes[++at];
    if (quote != '"' && quote != '\'') {
      return std::string(attributes.substr(at, attributes.find_first_of(" \t\n", at) - at));
    }
    return std::string(attributes.substr(at + 1, attributes.find(quote, at + 1) - at - 1));
  }
  return {};
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_blank = static_cast<unsigned char>(c) <= ' ';
    if (is_blank && (line.empty() || line.back() == ' ')) continue;
    if (c == '|') line += '\\';
    line += is_blank ? ' ' : c;
  }
  while (line.ends_with(' ') || line.ends_with(',')) line.pop_back();
  return line;
}

class Turner {
 public:
  Turner(const TurnAddress& turn, HtmlCounts& counts) : turn_(turn), counts_(counts) {}

  void text(std::string_view words) {
    if (!is_table_) {
      out_ += words;
    } else if (is_cell_) {
      cell_ += words;
    }
  }

  void tag(const Tag& tag, std::string_view original) {
    if (turned(tag)) {
      ++counts_.tags_turned;
    } else {
      ++counts_.tags_kept;
      text(original);
    }
  }

  std::string take() && {
    if (is_table_) end_table();
    return std::move(out_);
  }

 private:
  bool turned(const Tag& tag) {
    static const std::set<std::string, std::less<>> kFrames = {
        "span",   "button", "center",     "font",    "small",   "u",      "sup",
        "sub",    "figure", "figcaption", "section", "article", "nav",    "header",
        "footer", "main",   "time",       "abbr",    "label",   "picture"};
    const std::string& name = tag.name;
    if (table(tag)) return true;
    if (name == "strong" || name == "b") return put("**");
    if (name == "em" || name == "i" || name == "cite") return put("*");
    if (name == "code" || name == "kbd" || name == "tt") return put("`");
    if (name == "br") return put(is_table_ ? ", " : "  \n");
    if (name == "hr") return put("\n\n---\n\n");
    if (name == "p" || name == "div" || name == "details" || name == "ul" || name == "ol") {
      return put(is_table_ ? " " : "\n\n");
    }
    if (name == "li") return put(tag.is_closing ? "" : is_table_ ? ", " : "\n- ");
    if (name == "summary") return put(tag.is_closing ? "**\n\n" : "\n\n**");
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      const auto level = static_cast<std::size_t>(name[1] - '0');
      return put(tag.is_closing ? "\n\n" : "\n\n" + std::string(level, '#') + " ");
    }
    if (name == "a") return link(tag);
    if (name == "img") {
      const std::string address = attribute(tag.attributes, "src");
      if (address.empty()) return false;
      return put("![" + on_one_line(attribute(tag.attributes, "alt")) + "](" +
                 turn_(address, true) + ")");
    }
    return kFrames.contains(name);
  }

  bool put(std::string_view words) {
    text(words);
    return true;
  }

  bool link(const Tag& tag) {
    if (!tag.is_closing) {
      if (open_links_.size() == kOpenMax) return false;
      std::string address = attribute(tag.attributes, "href");
      if (!address.empty()) {
        text("[");
        address = turn_(address, false);
      }
      open_links_.push_back(std::move(address));
      return true;
    }
    if (open_links_.empty()) return false;
    if (!open_links_.back().empty()) text("](" + open_links_.back() + ")");
    open_links_.pop_back();
    return true;
  }

  bool table(const Tag& tag) {
    const std::string& name = tag.name;
    if (name == "table") {
      if (!tag.is_closing && !is_table_) {
        is_table_ = true;
        rows_.clear();
        has_header_ = false;
      } else if (tag.is_closing && is_table_) {
        end_table();
      }
      return true;
    }
    if (!is_table_) return false;
    if (name == "tbody" || name == "thead" || name == "tfoot" || name == "caption") return true;
    if (name == "tr") {
      end_cell();
      if (!tag.is_closing && rows_.size() < kRowsMax) rows_.emplace_back();
      return true;
    }
    if (name != "td" && name != "th") return false;
    end_cell();
    if (tag.is_closing) return true;
    if (rows_.empty()) rows_.emplace_back();
    if (name == "th" && rows_.size() == 1) has_header_ = true;
    is_cell_ = true;
    return true;
  }

  void end_cell() {
    if (is_cell_ && rows_.back().size() < kCellsMax) rows_.back().push_back(on_one_line(cell_));
    is_cell_ = false;
    cell_.clear();
  }

  void end_table() {
    end_cell();
    is_table_ = false;
    std::size_t columns = 0;
    for (const auto& row : rows_) columns = std::max(columns, row.size());
    if (columns == 0) return;
    if (!has_header_) rows_.insert(rows_.begin(), std::vector<std::string>());
    out_ += "\n\n";
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i > 0 && rows_[i].empty()) continue;
      rows_[i].resize(columns);
      for (const std::string& cell : rows_[i]) out_ += "| " + cell + " ";
      out_ += "|\n";
      if (i > 0) continue;
      for (std::size_t column = 0; column < columns; ++column) out_ += "| --- ";
      out_ += "|\n";
    }
    out_ += '\n';
  }

  const TurnAddress& turn_;
  HtmlCounts& counts_;
  std::string out_, cell_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::string> open_links_;
  bool is_table_ = false, is_cell_ = false, has_header_ = false;
};

// "{{< figure >}}", "{{% note %}}" and "{% include %}"; its size, or 0.
std::size_t shortcode_at(std::string_view text) {
  const std::string_view end = text.starts_with("{{<")   ? ">}}"
                               : text.starts_with("{{%") ? "%}}"
                               : text.starts_with("{%")  ? "%}"
                                                         : "";
  if (end.empty()) return 0;
  const std::size_t at = text.substr(0, kTagBytesMax).find(end, 2);
  if (at == std::string_view::npos || text.substr(0, at).find('\n') != std::string_view::npos) {
    return 0;
  }
  return at + end.size();
}

}  // namespace

std::string without_html(std::string_view markdown, const TurnAddress& turn, HtmlCounts& counts) {
  if (markdown.find('<') == std::string_view::npos &&
      markdown.find("{%") == std::string_view::npos) {
    return std::string(markdown);
  }
  Turner turner(turn, counts);
  CodeWalk code(markdown);
  std::size_t done = 0;
  for (std::size_t at = 0; at < markdown.size();) {
    if (const std::size_t end = code.skip(at); end != at) {
      if (markdown.substr(at).starts_with("<!--")) {
        turner.text(markdown.substr(done, at - done));
        done = end;
        ++counts.comments;
      }
      at = end;
      continue;
    }
    if (markdown[at] == '<') {
      if (const auto tag = tag_at(markdown, at)) {
        turner.text(markdown.substr(done, at - done));
        turner.tag(*tag, markdown.substr(at, tag->end - at));
        at = done = tag->end;
        continue;
      }
    } else if (markdown[at] == '{') {
      if (const std::size_t size = shortcode_at(markdown.substr(at)); size != 0) {
        turner.text(markdown.substr(done, at - done));
        turner.text("`" + std::string(markdown.substr(at, size)) + "`");
        ++counts.shortcodes;
        at = done = at + size;
        continue;
      }
    }
    ++at;
  }
  turner.text(markdown.substr(done));
  return std::move(turner).take();
}

}  // namespace fika::cli::wiki
