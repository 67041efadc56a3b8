// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/page_anchors.h"

#include <map>

#include "base/heading_words.h"
#include "clients/cli/wiki/markdown_links.h"

namespace fika::cli::wiki {
namespace {

std::string letters_of(std::string_view words) {
  std::string letters;
  for (const char c : words) {
    if (c != '-' && c != '_') letters += c;
  }
  return letters;
}

}  // namespace

PageAnchors::PageAnchors(std::string_view markdown) {
  std::map<std::string, int> taken;
  for (const MarkdownHeading& heading : headings_of(markdown)) {
    std::string words = heading_words(heading.text);
    if (words.empty()) words = "section";
    const int count = taken[words]++;
    if (count > 0) words += "-" + std::to_string(count);
    std::string spoken;
    for (const char c : heading.text) {
      if (c == '&') {
        spoken += " and ";
      } else {
        spoken += c;
      }
    }
    anchors_.push_back({words, letters_of(words), letters_of(heading_words(spoken))});
  }
}

std::string PageAnchors::find(std::string_view fragment) const {
  // Already ours, as a page exported from here has it.
  const std::string_view bare = fragment.starts_with("h-") ? fragment.substr(2) : fragment;
  for (const std::string_view form : {fragment, bare}) {
    const std::string words = heading_words(form);
    for (const Anchor& anchor : anchors_) {
      if (anchor.words == words) return "h-" + words;
    }
  }
  const std::string words = heading_words(fragment);
  const std::string letters = letters_of(words);
  for (const Anchor& anchor : anchors_) {
    if (anchor.letters == letters || anchor.spoken == letters) return "h-" + anchor.words;
  }
  return words.empty() ? "" : "h-" + words;
}

}  // namespace fika::cli::wiki
