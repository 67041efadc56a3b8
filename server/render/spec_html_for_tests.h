// SPDX-License-Identifier: GPL-3.0-or-later
// HTML of a specification's example and HTML of ours, brought to one form in which they can be
// compared. What Fika writes otherwise throughout is done to the specification's here:
//   - Headings begin with h2 and have ids.
//   - Pictures are links until somebody asks for them, and words in a link.
//   - A relative address leads nowhere and is marked as broken; an address with another scheme than
//     http, https and mailto, or none at all, leaves its words.
//   - Boxes of tasks are signs, cells are aligned by classes, code has colours, links have rel.
//   - Between blocks there is no white space; characters are not percent-encoded alike.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace fika::render {

class SpecHtml {
 public:
  explicit SpecHtml(std::string_view html) : rest_(html) {
    top_ = '6';
    for (std::size_t at = 0; (at = html.find("<h", at)) != html.npos; ++at) {
      if (at + 2 < html.size() && html[at + 2] >= '1' && html[at + 2] <= '6') {
        top_ = std::min(top_, html[at + 2]);
      }
    }
    while (!rest_.empty()) read();
    if (out_.ends_with('\n')) out_.pop_back();
  }
  const std::string& form() const { return out_; }

 private:
  using Attributes = std::map<std::string, std::string>;

  // An escaped < must not be taken for that of a tag.
  static std::string plain(std::string_view text) {
    std::string out;
    const std::map<std::string_view, std::string_view> kSigns = {
        {"&quot;", "\""}, {"&amp;", "&"}, {"&lt;", "\x01"}, {"&gt;", ">"}};
    while (!text.empty()) {
      const auto sign = std::ranges::find_if(
          kSigns, [&](const auto& one) { return text.starts_with(one.first); });
      out += sign == kSigns.end() ? text.substr(0, 1) : sign->second;
      text.remove_prefix(sign == kSigns.end() ? 1 : sign->first.size());
    }
    return out;
  }

  static std::string without_percents(std::string_view text) {
    std::string out;
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::size_t high = at + 2 < text.size() ? kDigits.find(text[at + 1]) : kDigits.npos;
      const std::size_t low = high == kDigits.npos ? high : kDigits.find(text[at + 2]);
      if (text[at] == '%' && low != kDigits.npos) {
        out += static_cast<char>(high * 16 + low);
        at += 2;
      } else {
        out += text[at];
      }
    }
    return out;
  }

  void read() {
    const bool is_tag = rest_[0] == '<' && rest_.size() > 1 && rest_.contains('>') &&
                        (rest_[1] == '/' || (rest_[1] >= 'a' && rest_[1] <= 'z'));
    if (is_tag) return read_tag();
    const std::size_t size = std::min(rest_.find('<', 1), rest_.size());
    std::string text = plain(rest_.substr(0, size));
    rest_.remove_prefix(size);
    if (!is_pre_ && is_after_block_) {
      text.erase(0, std::min(text.find_first_not_of(" \n"), text.size()));
    }
    if (!text.empty()) is_after_block_ = false;
    out_ += text;
  }

  Attributes attributes_of(std::string_view tag) {
    Attributes attributes;
    while (tag.contains("=\"")) {
      tag.remove_prefix(std::min(tag.find_first_not_of(' '), tag.size()));
      const std::string name(tag.substr(0, tag.find('=')));
      tag.remove_prefix(name.size() + 2);
      attributes[name] = plain(tag.substr(0, tag.find('"')));
      tag.remove_prefix(std::min(tag.find('"') + 1, tag.size()));
    }
    return attributes;
  }

  // Of a tag that no > stands in.
  void read_tag() {
    const std::size_t end = rest_.find('>');
    std::string_view tag = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    const bool is_closing = tag.starts_with('/');
    if (is_closing) tag.remove_prefix(1);
    std::string name(tag.substr(0, tag.find_first_of(" /")));
    const Attributes attributes = attributes_of(tag.substr(std::min(name.size(), tag.size())));
    if (name == "span" || name == "a") return put_inline(name, is_closing, attributes);
    if (name == "img") return put_image(attributes);
    if (name == "input") {
      out_ += attributes.contains("checked") ? "[x]" : "[ ]";
      is_after_block_ = false;
      return;
    }
    if (name == "pre") is_pre_ = !is_closing;
    if (name.size() == 2 && name[0] == 'h' && name[1] != 'r') {
      name[1] = static_cast<char>(std::min('2' + (name[1] - top_), int{'6'}));
    }
    constexpr std::string_view kWords = " em strong del code br ";
    const bool is_block = !kWords.contains(" " + name + " ");
    if (is_block && (name != "pre" || !is_closing)) {
      while (out_.ends_with('\n')) out_.pop_back();
    }
    out_ += is_closing ? "</" : "<";
    out_ += name + shown(name, attributes) + ">";
    is_after_block_ = is_block || name == "br";
  }

  static std::string shown(const std::string& name, const Attributes& attributes) {
    if (name == "code" && attributes.contains("class")) return " " + attributes.at("class");
    if (name == "ol" && attributes.contains("start")) return " " + attributes.at("start");
    if (name != "td" && name != "th") return "";
    if (attributes.contains("align")) return " align-" + attributes.at("align");
    return attributes.contains("class") ? " " + attributes.at("class") : "";
  }

  void put_inline(const std::string& name, bool is_closing, const Attributes& attributes) {
    is_after_block_ = false;
    if (name == "span") {  // ours alone has some
      if (attributes.contains("class") && attributes.at("class") == "box") {
        const bool is_done = rest_.starts_with("☑");
        out_ += is_done ? "[x]" : "[ ]";
        rest_.remove_prefix(std::string_view("☑").size());
      }
      return;
    }
    if (!is_closing) {
      const std::string kind = attributes.contains("class") ? attributes.at("class") : "";
      links_.push_back(kind == "broken" ? "<a broken>" : opening(attributes, "href"));
      out_ += links_.back();
    } else if (!links_.empty()) {
      if (!links_.back().empty()) out_ += "</a>";
      links_.pop_back();
    }
  }

  // Nothing where the address is none that Fika lets through.
  static std::string opening(const Attributes& attributes, const std::string& key) {
    const std::string address = attributes.contains(key) ? attributes.at(key) : "";
    const std::string title = attributes.contains("title") ? " " + attributes.at("title") : "";
    const std::string lower = to_lower_ascii(address);
    const bool is_known = lower.starts_with("http://") || lower.starts_with("https://") ||
                          lower.starts_with("mailto:") ||
                          (address.starts_with('/') && !address.starts_with("//"));
    if (is_known) return "<a " + without_percents(address) + title + ">";
    if (address.starts_with('#')) return "<a broken>";
    const bool is_relative = !address.empty() &&
                             !address.substr(0, address.find_first_of("/?#")).contains(':') &&
                             !std::string_view("/\\").contains(address[0]);
    return is_relative ? "<a broken>" : "";
  }

  void put_image(const Attributes& attributes) {
    is_after_block_ = false;
    if (!attributes.contains("alt") || !attributes.contains("src")) {  // raw HTML of an example's
      out_ += "<img>";
      return;
    }
    const std::string link = links_.empty() ? opening(attributes, "src") : "";
    const std::string words =
        attributes.at("alt").empty() ? attributes.at("src") : attributes.at("alt");
    out_ += link + words + (link.empty() ? "" : "</a>");
  }

  std::string_view rest_;
  std::string out_;
  char top_;
  bool is_pre_ = false, is_after_block_ = true;
  std::vector<std::string> links_;
};

}  // namespace fika::render
