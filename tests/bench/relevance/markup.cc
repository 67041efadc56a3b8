// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relevance/markup.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "base/text.h"

namespace fika::bench {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEntities{
    {{"lt", "<"}, {"gt", ">"}, {"amp", "&"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}}};

void append_utf8(std::uint32_t point, std::string& out) {
  const auto byte = [&out](std::uint32_t value) { out += static_cast<char>(value); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6U));
    byte(0x80 | (point & 0x3FU));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12U));
    byte(0x80 | ((point >> 6U) & 0x3FU));
    byte(0x80 | (point & 0x3FU));
  } else {
    byte(0xF0 | (point >> 18U));
    byte(0x80 | ((point >> 12U) & 0x3FU));
    byte(0x80 | ((point >> 6U) & 0x3FU));
    byte(0x80 | (point & 0x3FU));
  }
}

// What &name; stands for; empty when it is nothing that is known here.
std::string of_entity(std::string_view name) {
  for (const auto& [known, value] : kEntities) {
    if (name == known) return std::string(value);
  }
  if (!name.starts_with('#')) return {};
  name.remove_prefix(1);
  const bool is_hex = name.starts_with('x');
  if (is_hex) name.remove_prefix(1);
  std::uint32_t point = 0;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), point, is_hex ? 16 : 10);
  if (error != std::errc() || end != name.data() + name.size() || point > 0x10FFFF) return {};
  std::string out;
  append_utf8(point, out);
  return out;
}

// The level of "## Heading" lines, 0 of others.
std::size_t heading_level(std::string_view line) {
  const auto level = line.find_first_not_of('#');
  return level != std::string_view::npos && level >= 1 && level <= 6 && line[level] == ' ' ? level
                                                                                           : 0;
}

std::string without_quotes(std::string_view text) {
  text = trim(text);
  if (text.size() >= 2 && text.front() == text.back() &&
      (text.front() == '"' || text.front() == '\'')) {
    text = text.substr(1, text.size() - 2);
  }
  return std::string(text);
}

}  // namespace

std::string without_entities(std::string_view text) {
  constexpr std::size_t kLongestName = 8;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '&') {
      const auto end = text.substr(at + 1, kLongestName).find(';');
      if (end != std::string_view::npos) {
        if (std::string value = of_entity(text.substr(at + 1, end)); !value.empty()) {
          out += value;
          at += end + 1;
          continue;
        }
      }
    }
    out += text[at];
  }
  return out;
}

std::string plain_of_html(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  for (std::size_t at = 0; at < html.size(); ++at) {
    const auto end = html[at] == '<' ? html.find('>', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += html[at];
    } else {
      out += ' ';
      at = end;
    }
  }
  return without_entities(out);
}

std::string plain_of_markdown(std::string_view line) {
  std::string out;
  out.reserve(line.size());
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line.substr(at).starts_with("](")) {
      // The words of a link stay, where it leads to goes.
      const auto end = line.find(')', at);
      if (end == std::string_view::npos) break;
      out += ' ';
      at = end;
    } else if (std::string_view("[]*_`#>|").find(line[at]) != std::string_view::npos) {
      out += ' ';
    } else {
      out += line[at];
    }
  }
  return plain_of_html(out);
}

MarkdownPage read_markdown(std::string_view markdown) {
  MarkdownPage page;
  page.sections.emplace_back();
  bool is_front_matter = false;
  bool is_code = false;
  bool is_first = true;
  while (!markdown.empty()) {
    const auto end = markdown.find('\n');
    const std::string_view line = markdown.substr(0, end);
    markdown.remove_prefix(end == std::string_view::npos ? markdown.size() : end + 1);
    if (line.starts_with("---") && (std::exchange(is_first, false) || is_front_matter)) {
      is_front_matter = !is_front_matter;
      continue;
    }
    is_first = false;
    if (is_front_matter) {
      if (line.starts_with("title:")) page.title = without_quotes(line.substr(6));
      continue;
    }
    if (trim(line).starts_with("```")) is_code = !is_code;
    const std::size_t level = is_code ? 0 : heading_level(line);
    if (level == 0) {
      page.sections.back().text += plain_of_markdown(line) + "\n";
      continue;
    }
    std::string heading(trim(plain_of_markdown(line.substr(level))));
    if (level == 1 && page.title.empty()) {
      page.title = std::move(heading);
    } else {
      page.sections.push_back({.heading = std::move(heading), .text = {}});
    }
  }
  return page;
}

}  // namespace fika::bench
