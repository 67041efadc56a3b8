// SPDX-License-Identifier: GPL-3.0-or-later
#include "proto/doc/html.h"

#include <map>

#include <fmt/format.h>

#include "base/text.h"

namespace fika::doc {
namespace {

// With `code` between backquotes; one without a partner is an ordinary character.
std::string inline_text(std::string_view text) {
  std::string html;
  while (!text.empty()) {
    const std::size_t open = text.find('`');
    const std::size_t close = open == text.npos ? text.npos : text.find('`', open + 1);
    if (close == text.npos) break;
    html += escaped(text.substr(0, open));
    html += fmt::format("<code>{}</code>", escaped(text.substr(open + 1, close - open - 1)));
    text.remove_prefix(close + 1);
  }
  return html + escaped(text);
}

std::vector<std::string_view> attributes(std::string_view page, std::string_view opening) {
  std::vector<std::string_view> values;
  for (std::size_t at = page.find(opening); at != page.npos; at = page.find(opening, at)) {
    at += opening.size();
    values.push_back(page.substr(at, page.find('"', at) - at));
  }
  return values;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string html;
  html.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string paragraphs(std::string_view comment) {
  std::string html;
  std::string paragraph;
  const auto finish = [&] {
    if (!paragraph.empty()) html += fmt::format("<p>{}</p>\n", inline_text(paragraph));
    paragraph.clear();
  };
  while (!comment.empty()) {
    const std::size_t end = std::min(comment.find('\n'), comment.size());
    const std::string_view line = trim(comment.substr(0, end));
    comment.remove_prefix(std::min(end + 1, comment.size()));
    if (line.empty()) {
      finish();
    } else {
      if (!paragraph.empty()) paragraph += ' ';
      paragraph += line;
    }
  }
  finish();
  return html;
}

std::string link(std::string_view id, std::string_view text) {
  return fmt::format("<a href=\"#{}\">{}</a>", escaped(id), escaped(text));
}

std::vector<std::string> broken_links(std::string_view page) {
  std::map<std::string, int, std::less<>> ids;
  for (const std::string_view id : attributes(page, " id=\"")) ++ids[std::string(id)];
  std::vector<std::string> broken;
  for (const auto& [id, count] : ids) {
    if (count > 1) broken.push_back(id);
  }
  for (const std::string_view id : attributes(page, " href=\"#")) {
    if (!ids.contains(id)) broken.emplace_back(id);
  }
  return broken;
}

}  // namespace fika::doc
