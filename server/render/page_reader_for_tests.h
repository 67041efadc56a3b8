// SPDX-License-Identifier: GPL-3.0-or-later
// Reads rendered pages by the letter of what page.h promises, before with_links() and after.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/render/tag_reader_for_tests.h"

namespace fika::render {

class PageReader final : public TagReader {
 public:
  explicit PageReader(std::string_view html) : TagReader(html, Later{}) {
    read();
    if (!fault_.empty()) return;
    for (const std::string& id : named_) {
      if (!ids_.contains(id)) fault_ = "leads to what is not there: #" + id;
    }
  }

 private:
  using Values = std::set<std::string>;

  static bool begins_with_number(std::string_view value, std::string_view prefix) {
    if (!value.starts_with(prefix) || value.size() == prefix.size()) return false;
    return value.substr(prefix.size()).find_first_not_of("0123456789-") == value.npos;
  }

  static bool is_heading(const std::string& name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '2' && name[1] <= '6';
  }

  static std::string decoded(std::string_view text) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '%' && at + 2 < text.size()) {
        bytes += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
        at += 2;
      } else {
        bytes += text[at];
      }
    }
    return bytes;
  }

  static bool is_escaped(const std::string& value) {
    if (value.find_first_of("<>") != value.npos) return false;
    for (std::size_t at = value.find('&'); at != value.npos; at = value.find('&', at + 1)) {
      const std::string rest = value.substr(at, 6);
      const bool is_known = rest.starts_with("&amp;") || rest.starts_with("&lt;") ||
                            rest.starts_with("&gt;") || rest == "&quot;";
      if (!is_known) return false;
    }
    return true;
  }

  bool is_id(const std::string& name, const std::string& value) {
    const bool is_known =
        is_heading(name) ? value.starts_with("h-") && value.find_first_of(" \"&<>") == value.npos
        : name == "li"   ? begins_with_number(value, "fn-")
                         : name == "a" && begins_with_number(value, "fnref-");
    return is_known && ids_.insert(value).second;
  }

  static bool is_file(const std::string& value) {
    constexpr std::string_view kPath = "/files/";
    return value.starts_with(kPath) && Id::parse(value.substr(kPath.size())).has_value();
  }

  static bool is_class(const std::string& name, const std::string& value) {
    static const std::map<std::string, Values> kClasses = {
        {"a", {"page", "wanted", "broken", "mention", "image", "back", "picture", "file"}},
        {"span",
         {"box", "hl-comment", "hl-string", "hl-number", "hl-keyword", "hl-name", "hl-added",
          "hl-removed"}},
        {"li", {"task", "task done"}},
        {"td", {"align-left", "align-center", "align-right"}},
        {"th", {"align-left", "align-center", "align-right"}},
        {"sup", {"footnote"}},
        {"section", {"footnotes"}}};
    if (name == "code") return is_language(value);
    return kClasses.contains(name) && kClasses.at(name).contains(value);
  }

  bool is_allowed(const std::string& name, const std::string& attribute,
                  const std::string& value) override {
    if (!is_escaped(value)) return false;
    if (attribute == "id") return is_id(name, value);
    if (attribute == "class") return is_class(name, value);
    if (name == "a") {
      if (attribute == "href" && value.starts_with('#')) {
        named_.push_back(decoded(value.substr(1)));
        return true;
      }
      static const std::map<std::string, Values> kValues = {
          {"rel", {"noopener nofollow ugc"}},
          {"role", {"doc-noteref", "doc-backlink", "link"}},
          {"aria-disabled", {"true"}}};
      if (kValues.contains(attribute)) return kValues.at(attribute).contains(value);
      return attribute == "href" ? is_address(value)
                                 : Values{"title", "aria-label", "data-page"}.contains(attribute);
    }
    if (name == "img") {
      return attribute == "src"       ? is_address(value) && value.starts_with("/files/")
             : attribute == "loading" ? value == "lazy"
             : attribute == "width" || attribute == "height"
                 ? !value.empty() && value.find_first_not_of("0123456789") == value.npos
                 : attribute == "alt" || attribute == "title";
    }
    if (name == "audio" || name == "video" || name == "track") {
      return attribute == "src"        ? is_file(value)
             : attribute == "kind"     ? name == "track" && value == "captions"
             : attribute == "controls" ? value == "controls"
             : attribute == "preload"  ? value == "none"
                                       : attribute == "aria-label" || attribute == "title";
    }
    if (name == "section") {
      return attribute == "aria-label" || (attribute == "role" && value == "doc-endnotes");
    }
    return is_allowed_in_messages(name, attribute, value);
  }

  bool is_in_place(const std::string& name) const override {
    static const Values kWords = {"br",   "em",  "strong", "del",   "code", "a",
                                  "span", "img", "sup",    "audio", "video"};
    static const Values kHoldsWords = {"p", "li",     "th",  "td",         "em",
                                       "a", "strong", "del", "blockquote", "sup"};
    const std::string parent = open_.empty() ? "" : open_.back();
    if (name == "section") return parent.empty();
    if (name == "ol" && parent == "section") return true;
    if (is_heading(name)) return parent.empty() || parent == "li" || parent == "blockquote";
    if (parent == "code") return name == "span" && open_.size() > 1 && open_.end()[-2] == "pre";
    if (parent == "sup") return name == "a";
    if (name == "track") return parent == "audio" || parent == "video";
    if (parent == "audio" || parent == "video") return false;
    if (!kWords.contains(name)) return is_in_place_in_messages(name);
    if (name == "a" && std::ranges::find(open_, "a") != open_.end()) return false;
    return is_heading(parent) || kHoldsWords.contains(parent) ||
           (parent == "pre" && name == "code");
  }

  void check(const std::string& name, const Attributes& attributes) override {
    if (name == "img" && !(attributes.contains("src") && attributes.contains("alt") &&
                           attributes.contains("loading"))) {
      fail("a picture without what it needs");
    }
    if (is_heading(name) && !attributes.contains("id")) fail("a heading without an id");
    if (name != "a") return;
    if (attributes.contains("href")) {
      const std::string& href = attributes.at("href");
      const bool is_ours = href.starts_with('/') || href.starts_with('#');
      if (is_ours == attributes.contains("rel")) fail("rel is wrong for " + href);
      addresses_.push_back(href);
      return;
    }
    const std::string kind = attributes.contains("class") ? attributes.at("class") : "";
    const bool is_disabled = attributes.contains("aria-disabled") && attributes.contains("role");
    if (!is_disabled || (kind != "wanted" && kind != "broken")) fail("a link that leads nowhere");
    if ((kind == "wanted") != attributes.contains("data-page")) fail("nothing is wanted");
  }

  Values ids_;
  std::vector<std::string> named_;
};

}  // namespace fika::render
