// SPDX-License-Identifier: GPL-3.0-or-later
// Reads rendered HTML by the letter of what Message.html promises, and much more strictly than a
// browser: each tag and attribute from the list, all closed and where it belongs. Pages have a list
// of their own (page_reader_for_tests.h).
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/text.h"

namespace fika::render {

class TagReader {
 public:
  explicit TagReader(std::string_view html) : TagReader(html, Later{}) { read(); }
  virtual ~TagReader() = default;

  // What is wrong, or nothing.
  const std::string& fault() const { return fault_; }
  const std::vector<std::string>& addresses() const { return addresses_; }
  // The words alone, with a line break for each br.
  const std::string& text() const { return text_; }

 protected:
  using Attributes = std::map<std::string, std::string>;
  struct Later {};  // read() comes when the whole object is there
  TagReader(std::string_view html, Later) : rest_(html) {}

  void read() {
    while (!rest_.empty() && fault_.empty()) {
      if (rest_.starts_with('<')) {
        read_tag();
      } else {
        read_character();
      }
    }
    if (fault_.empty() && !open_.empty()) fail("is never closed: " + open_.back());
  }

  void fail(const std::string& why) {
    fault_ = why + " before '" + std::string(rest_.substr(0, 80)) + "'";
  }

  virtual bool is_allowed(const std::string& name, const std::string& attribute,
                          const std::string& value) {
    return is_allowed_in_messages(name, attribute, value);
  }
  virtual bool is_in_place(const std::string& name) const { return is_in_place_in_messages(name); }
  virtual void check(const std::string& name, const Attributes& attributes) {
    if (name == "a") check_link(attributes);
  }

  void read_character() {
    if (rest_.front() == '&') {
      for (const auto& [reference, sign] :
           std::map<std::string_view, char>{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}}) {
        if (!rest_.starts_with(reference)) continue;
        text_ += sign;
        return rest_.remove_prefix(reference.size());
      }
      return fail("an & that is not escaped");
    }
    if (rest_.front() == '>') return fail("a > that is not escaped");
    text_ += rest_.front();
    rest_.remove_prefix(1);
  }

  std::string take_while(std::string_view signs) {
    const std::size_t size = std::min(rest_.find_first_not_of(signs), rest_.size());
    std::string taken(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return taken;
  }
  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  void read_tag() {
    constexpr std::string_view kNameSigns = "abcdefghijklmnopqrstuvwxyz0123456789";
    constexpr std::string_view kAttributeSigns = "abcdefghijklmnopqrstuvwxyz-";
    if (take("</")) {
      const std::string name = take_while(kNameSigns);
      if (!take(">")) return fail("a closing tag that does not end");
      if (open_.empty() || open_.back() != name) return fail("closes what is not open: " + name);
      return open_.pop_back();
    }
    take("<");
    const std::string name = take_while(kNameSigns);
    Attributes attributes;
    while (take(" ")) {
      const std::string attribute = take_while(kAttributeSigns);
      const std::size_t end = rest_.find('"', 2);
      if (!rest_.starts_with("=\"") || end == rest_.npos)
        return fail("an attribute without quotes");
      const std::string value(rest_.substr(2, end - 2));
      rest_.remove_prefix(end + 1);
      if (!attributes.emplace(attribute, value).second) return fail("an attribute given twice");
      if (!is_allowed(name, attribute, value)) return fail(name + " " + attribute + "=" + value);
    }
    if (!take(">")) return fail("a tag that does not end: " + name);
    if (!is_in_place(name)) return fail("out of its place: " + name);
    check(name, attributes);
    if (name == "br") text_ += '\n';
    if (name != "br" && name != "hr" && name != "img" && name != "track") open_.push_back(name);
  }

  void check_link(const Attributes& attributes) {
    if (!attributes.contains("href")) return fail("a link that leads nowhere");
    const std::string& href = attributes.at("href");
    if (href.starts_with('/') == attributes.contains("rel")) fail("rel is wrong for " + href);
    addresses_.push_back(href);
  }

  static bool is_address(const std::string& href) {
    constexpr std::string_view kSigns =
        "-._~:/?#[]@!$&()*+,;=%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    if (href.find_first_not_of(kSigns) != href.npos) return false;
    for (std::size_t at = href.find('&'); at != href.npos; at = href.find('&', at + 1)) {
      if (!href.substr(at).starts_with("&amp;")) return false;
    }
    if (href.starts_with('/')) return !href.starts_with("//");
    return href.starts_with("http://") || href.starts_with("https://") ||
           href.starts_with("mailto:");
  }

  static bool is_language(std::string_view value) {
    constexpr std::string_view kName = "language-";
    return value.starts_with(kName) && value.size() > kName.size() &&
           value.find_first_not_of(
               "+#._-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvw"
               "xyz") == value.npos;
  }

  static bool is_allowed_in_messages(const std::string& name, const std::string& attribute,
                                     const std::string& value) {
    static const std::map<std::string, std::set<std::string>> kClasses = {
        {"a", {"mention", "image"}},
        {"span", {"mention", "box"}},
        {"li", {"task", "task done"}},
        {"td", {"align-left", "align-center", "align-right"}},
        {"th", {"align-left", "align-center", "align-right"}}};
    if (attribute == "class" && name == "code") return is_language(value);
    if (attribute == "class") return kClasses.contains(name) && kClasses.at(name).contains(value);
    if (name == "a" && attribute == "href") return is_address(value);
    if (name == "a" && attribute == "rel") return value == "noopener nofollow ugc";
    if (name == "th" && attribute == "scope") return value == "col";
    return name == "ol" && attribute == "start" && !value.empty() &&
           value.find_first_not_of("0123456789") == value.npos;
  }

  bool is_in_place_in_messages(const std::string& name) const {
    static const std::set<std::string> kBlocks = {"p",  "h3", "h4",  "h5",         "h6",   "hr",
                                                  "ul", "ol", "pre", "blockquote", "table"};
    static const std::set<std::string> kWords = {"br", "em", "strong", "del", "code", "a", "span"};
    static const std::map<std::string, std::string> kOnlyIn = {
        {"thead", "table"}, {"tbody", "table"}, {"tr", "thead tbody"}, {"th", "tr"}, {"td", "tr"}};
    const std::string parent = open_.empty() ? "" : open_.back();
    if (kBlocks.contains(name)) return parent.empty() || parent == "li" || parent == "blockquote";
    if (name == "li") return parent == "ul" || parent == "ol";
    if (const auto row = kOnlyIn.find(name); row != kOnlyIn.end()) {
      return !parent.empty() && row->second.contains(parent);
    }
    if (!kWords.contains(name)) return false;
    if (name == "a" && std::ranges::find(open_, "a") != open_.end()) return false;
    static const std::set<std::string> kHoldsWords = {
        "p", "h3", "h4", "h5", "h6", "li", "th", "td", "em", "a", "strong", "del", "blockquote"};
    return kHoldsWords.contains(parent) || (parent == "pre" && name == "code");
  }

  std::string_view rest_;
  std::string fault_, text_;
  std::vector<std::string> open_, addresses_;
};

}  // namespace fika::render
