// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/wikitext_table.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace fika::cli::wiki {
namespace {

constexpr std::size_t kColumnsMax = 40, kRowsMax = 5'000;

struct Cell {
  std::string text;
  bool is_header = false;
  std::size_t width = 1;
};
using Row = std::vector<Cell>;

// What is written between "colspan=" and its end.
std::size_t width_in(std::string_view attributes) {
  const std::size_t at = attributes.find("colspan");
  if (at == attributes.npos) return 1;
  const std::size_t digit = attributes.find_first_of("0123456789", at);
  if (digit == attributes.npos) return 1;
  std::size_t width = 1;
  std::from_chars(attributes.data() + digit, attributes.data() + attributes.size(), width);
  return std::clamp<std::size_t>(width, 1, kColumnsMax);
}

class Table {
 public:
  void line(std::string_view line) {
    const std::string_view words = trim(line);
    if (words.starts_with("{|")) {
      ++depth_;
      return;
    }
    if (depth_ > 0) {
      if (words.starts_with("|}")) {
        --depth_;
      } else if (!words.starts_with("|-")) {
        // What a table within says, one after the other.
        const std::size_t begin = words.find_first_not_of("|!+ ");
        if (begin != words.npos) go_on(words.substr(begin));
      }
      return;
    }
    if (words.starts_with("|+")) {
      caption_ = without_attributes(words.substr(2)).second;
    } else if (words.starts_with("|-")) {
      if (rows_.empty() || !rows_.back().empty()) add_row();
    } else if (words.starts_with('|') || words.starts_with('!')) {
      add_cells(words.substr(1), words.front() == '!');
    } else if (!words.empty()) {
      go_on(words);
    }
  }

  std::string markdown(const std::function<std::string(std::string_view)>& turn) {
    std::erase_if(rows_, [](const Row& row) { return row.empty(); });
    std::size_t columns = 0;
    for (const Row& row : rows_) {
      std::size_t width = 0;
      for (const Cell& cell : row) width += cell.width;
      columns = std::max(columns, std::min(width, kColumnsMax));
    }
    std::string text;
    if (!trim(caption_).empty()) text += "**" + on_one_line(turn(trim(caption_))) + "**\n\n";
    if (columns == 0) return text;
    const bool has_header =
        std::ranges::any_of(rows_.front(), [](const Cell& cell) { return cell.is_header; });
    if (!has_header) rows_.insert(rows_.begin(), Row());
    bool is_first = true;
    for (const Row& row : rows_) {
      std::size_t column = 0;
      text += '|';
      for (const Cell& cell : row) {
        if (column >= columns) break;
        std::string words = on_one_line(turn(trim(cell.text)));
        if (cell.is_header && !is_first && !words.empty() && !words.starts_with('*')) {
          words = "**" + words + "**";
        }
        text += " " + words + " |";
        ++column;
        for (std::size_t more = 1; more < cell.width && column < columns; ++more, ++column) {
          text += "  |";
        }
      }
      for (; column < columns; ++column) text += "  |";
      text += '\n';
      if (!is_first) continue;
      is_first = false;
      text += '|';
      for (std::size_t i = 0; i < columns; ++i) text += " --- |";
      text += '\n';
    }
    return text;
  }

 private:
  // "attributes | text": the first only where it looks like it.
  static std::pair<std::string_view, std::string_view> without_attributes(std::string_view cell) {
    const std::size_t bar = cell.find('|');
    if (bar == cell.npos) return {{}, cell};
    const std::string_view before = cell.substr(0, bar);
    const bool is_attributes = before.find('=') != before.npos && before.find("[[") == before.npos;
    if (!is_attributes && !trim(before).empty()) return {{}, cell};
    return {before, cell.substr(bar + 1)};
  }

  void add_row() {
    if (rows_.size() < kRowsMax) rows_.emplace_back();
  }

  void add_cells(std::string_view line, bool is_header) {
    if (rows_.empty()) add_row();
    int square = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= line.size(); ++at) {
      std::size_t sign = 0;
      if (at < line.size()) {
        const std::string_view rest = line.substr(at);
        if (rest.starts_with("[[")) ++square;
        if (rest.starts_with("]]") && square > 0) --square;
        const bool is_sign = rest.starts_with("||") || (is_header && rest.starts_with("!!"));
        if (!is_sign || square > 0) continue;
        sign = 2;
      }
      if (rows_.back().size() < kColumnsMax) {
        const auto [attributes, text] = without_attributes(line.substr(begin, at - begin));
        rows_.back().push_back({std::string(text), is_header, width_in(attributes)});
      }
      begin = at + sign;
      if (sign != 0) ++at;
    }
  }

  void go_on(std::string_view words) {
    if (rows_.empty() || rows_.back().empty()) return;
    std::string& text = rows_.back().back().text;
    const bool is_item = words.starts_with('*') || words.starts_with('#');
    if (is_item) words = trim(words.substr(std::min(words.find_first_not_of("*#:"), words.size())));
    if (!trim(text).empty()) text += is_item ? "; " : " ";
    text += words;
  }

  static std::string on_one_line(std::string_view text) {
    std::string line;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      const std::size_t tag =
          text.substr(at, 10).starts_with("<br") ? text.substr(at, 10).find('>') : text.npos;
      if (c == '\n' || c == '\t') {
        line += ' ';
      } else if (tag != text.npos) {
        line += ", ";
        at += tag;
      } else {
        if (c == '|' && (at == 0 || text[at - 1] != '\\')) line += '\\';
        line += c;
      }
    }
    return std::string(trim(line));
  }

  std::vector<Row> rows_;
  std::string caption_;
  int depth_ = 0;
};

}  // namespace

std::string table_to_markdown(const std::vector<std::string_view>& lines,
                              const std::function<std::string(std::string_view)>& cell) {
  Table table;
  for (const std::string_view line : lines) table.line(line);
  return table.markdown(cell);
}

}  // namespace fika::cli::wiki
