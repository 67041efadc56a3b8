// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/rich_text.h"

#include <map>

#include "base/text.h"
#include "clients/cli/importing/json_text.h"
#include "clients/cli/importing/mrkdwn.h"

namespace fika::cli::importing {
namespace {

namespace json = boost::json;

// `text` between marks, with the spaces at its ends left outside them, where Markdown wants them.
std::string marked(std::string_view text, std::string_view mark) {
  const std::string_view inner = trim(text);
  if (inner.empty() || inner.find('\n') != std::string_view::npos) return std::string(text);
  const std::size_t before = static_cast<std::size_t>(inner.data() - text.data());
  std::string out(text.substr(0, before));
  out.append(mark).append(inner).append(mark);
  out.append(text.substr(before + inner.size()));
  return out;
}

std::string styled(std::string text, const json::object& element) {
  const json::object* style = object_field(element, "style");
  if (style == nullptr) return text;
  if (flag_field(*style, "strike")) text = marked(text, "~~");
  if (flag_field(*style, "italic")) text = marked(text, "_");
  if (flag_field(*style, "bold")) text = marked(text, "**");
  return text;
}

class Blocks {
 public:
  explicit Blocks(const SlackNames& names) : names_(names) {}

  bool is_understood() const { return is_understood_; }
  std::string take() { return std::move(out_); }

  void block(const json::object& block) {
    const std::string_view type = text_field(block, "type");
    if (type == "rich_text") {
      if (const json::array* parts = array_field(block, "elements")) rich_text(*parts);
    } else if (type == "section" || type == "header") {
      section(block, type == "header");
    } else if (type == "context") {
      if (const json::array* parts = array_field(block, "elements")) {
        for (const json::value& part : *parts) {
          if (part.is_object()) paragraph(text_object(part.get_object()));
        }
      }
    } else if (type == "divider") {
      paragraph("---");
    } else if (type == "image") {
      paragraph(markdown_link(text_field(block, "image_url"), text_field(block, "alt_text")));
    } else if (type == "table") {
      if (const json::array* rows = array_field(block, "rows")) table(*rows);
    } else if (type != "actions" && type != "input") {
      is_understood_ = false;  // buttons and fields do nothing in an archive
    }
  }

 private:
  // Blocks are set apart by an empty line.
  void paragraph(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    if (text.empty()) return;
    if (!out_.empty()) out_ += "\n\n";
    out_ += text;
  }

  std::string text_object(const json::object& object) {
    const std::string_view text = text_field(object, "text");
    if (text_field(object, "type") == "mrkdwn") return mrkdwn_to_markdown(text, names_);
    return escape_markdown(text, true);
  }

  void section(const json::object& block, bool is_header) {
    if (const json::object* text = object_field(block, "text")) {
      const std::string words = text_object(*text);
      paragraph(is_header && !words.empty() ? "### " + words : words);
    }
    const json::array* fields = array_field(block, "fields");
    if (fields == nullptr) return;
    for (const json::value& field : *fields) {
      if (field.is_object()) paragraph(text_object(field.get_object()));
    }
  }

  void rich_text(const json::array& parts) {
    std::string text;
    std::map<std::int64_t, std::int64_t> numbers;  // the last number of each level's list
    for (const json::value& value : parts) {
      const json::object* part = value.if_object();
      if (part == nullptr) continue;
      const std::string_view type = text_field(*part, "type");
      const json::array* inner = array_field(*part, "elements");
      if (inner == nullptr) continue;
      if (!text.empty() && !text.ends_with('\n')) text += '\n';
      if (type == "rich_text_section") {
        text += inline_text(*inner);
      } else if (type == "rich_text_preformatted") {
        std::string code = inline_text(*inner, true);
        if (!code.ends_with('\n')) code += '\n';
        text += "```\n" + code + "```\n";
      } else if (type == "rich_text_quote") {
        text += quoted(inline_text(*inner));
      } else if (type == "rich_text_list") {
        list(*part, *inner, numbers, text);
      } else {
        is_understood_ = false;
      }
    }
    paragraph(text);
  }

  static std::string quoted(std::string_view text) {
    std::string out = "> ";
    for (const char c : text) {
      out += c;
      if (c == '\n') out += "> ";
    }
    return out + "\n\n";
  }

  void list(const json::object& part, const json::array& items,
            std::map<std::int64_t, std::int64_t>& numbers, std::string& text) {
    const std::int64_t level = std::min<std::int64_t>(number_field(part, "indent"), 8);
    const bool is_ordered = text_field(part, "style") == "ordered";
    numbers.erase(numbers.upper_bound(level), numbers.end());
    numbers[level] = number_field(part, "offset");
    for (const json::value& value : items) {
      const json::object* item = value.if_object();
      const json::array* inner = item == nullptr ? nullptr : array_field(*item, "elements");
      if (inner == nullptr) continue;
      // Three spaces put a line below "1. " and, as it is less than five, below "- " as well.
      text.append(static_cast<std::size_t>(3 * std::max<std::int64_t>(level, 0)), ' ');
      text += is_ordered ? fmt::format("{}. ", ++numbers[level]) : std::string("- ");
      text += inline_text(*inner);
      text += '\n';
    }
  }

  void table(const json::array& rows) {
    std::string text;
    bool is_first = true;
    for (const json::value& row : rows) {
      const json::array* cells = row.if_array();
      if (cells == nullptr || cells->empty()) continue;
      text += "|";
      for (const json::value& cell : *cells) {
        std::string words;
        if (const json::object* object = cell.if_object()) words = cell_text(*object);
        std::string escaped;
        for (const char c : trim(words)) {
          if (c == '|') escaped += '\\';
          escaped += c == '\n' ? ' ' : c;
        }
        text += " " + escaped + " |";
      }
      text += '\n';
      if (std::exchange(is_first, false)) {
        text += "|";
        for (std::size_t i = 0; i < cells->size(); ++i) text += " --- |";
        text += '\n';
      }
    }
    paragraph(text);
  }

  std::string cell_text(const json::object& cell) {
    if (text_field(cell, "type") == "raw_text") {
      return escape_markdown(text_field(cell, "text"), false);
    }
    Blocks inner(names_);
    inner.block(cell);
    is_understood_ = is_understood_ && inner.is_understood();
    return inner.take();
  }

  std::string inline_text(const json::array& elements, bool is_code = false) {
    std::string out;
    for (const json::value& value : elements) {
      const json::object* element = value.if_object();
      if (element == nullptr) continue;
      const bool is_line_start = out.empty() || out.ends_with('\n');
      const std::string text = inline_element(*element, is_code, is_line_start);
      out += is_code ? text : styled(text, *element);
    }
    return out;
  }

  std::string inline_element(const json::object& element, bool is_code, bool is_line_start) {
    const std::string_view type = text_field(element, "type");
    const std::string_view text = text_field(element, "text");
    if (type == "text") {
      if (is_code) return std::string(text);
      const json::object* style = object_field(element, "style");
      if (style != nullptr && flag_field(*style, "code")) {
        return "`" + std::string(text) + "`";
      }
      return escape_markdown(text, is_line_start);
    }
    if (type == "link") {
      const std::string_view url = text_field(element, "url");
      return is_code ? std::string(text.empty() ? url : text) : markdown_link(url, text);
    }
    if (type == "emoji") return emoji(text_field(element, "name"));
    if (type == "user") return names_.person(text_field(element, "user_id"), {});
    if (type == "channel") return names_.channel(text_field(element, "channel_id"), {});
    if (type == "broadcast") return std::string(text_field(element, "range"));
    if (type == "usergroup") return "group";
    if (type == "color") return std::string(text_field(element, "value"));
    if (type == "date") return std::string(text_field(element, "fallback"));
    if (type == "canvas") return {};  // stands among the message's files
    is_understood_ = false;
    return {};
  }

  const SlackNames& names_;
  std::string out_;
  bool is_understood_ = true;
};

}  // namespace

std::optional<std::string> blocks_to_markdown(const json::array& blocks, const SlackNames& names) {
  Blocks converted(names);
  for (const json::value& block : blocks) {
    if (const json::object* object = block.if_object()) converted.block(*object);
  }
  std::string text = converted.take();
  if (!converted.is_understood() || trim(text).empty()) return std::nullopt;
  return text;
}

}  // namespace fika::cli::importing
