// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/sheet.h"

#include <algorithm>

#include "base/check.h"
#include "server/render/render.h"

namespace fika::render {

void Sheet::put(std::string_view html) {
  if (html.size() > bytes_max_ - html_.size()) is_full_ = true;
  if (!is_full_) html_ += html;
}

void Sheet::put_escaped(std::string_view text, std::string_view signs) {
  while (!text.empty() && !is_full_) {
    const std::size_t plain = std::min(text.find_first_of(signs), text.size());
    put(text.substr(0, plain));
    if (plain == text.size()) return;
    const char c = text[plain];
    put(c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&quot;");
    text.remove_prefix(plain + 1);
  }
}

void Sheet::put_text(std::string_view text) { put_escaped(text, "&<>"); }
void Sheet::put_attribute(std::string_view text) { put_escaped(text, "&<>\""); }

void Sheet::open(std::string_view opening, std::string_view closing) {
  put(opening);
  closings_.push_back(closing);
  if (closings_.size() > kDepthMax + 1) is_full_ = is_too_deep_ = true;  // the text is the first
}

void Sheet::close() {
  FIKA_CHECK(!closings_.empty());
  put(closings_.back());
  closings_.pop_back();
}

void Sheet::charge(std::size_t bytes) {
  charged_ += bytes;
  if (charged_ > bytes_max_) is_full_ = true;
}

}  // namespace fika::render
