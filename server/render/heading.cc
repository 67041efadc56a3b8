// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/heading.h"

#include "server/render/page.h"

namespace fika::render {
namespace {

constexpr std::string_view kPrefix = "h-", kNoWords = "section";

}  // namespace

std::string heading_id(std::string_view words) {
  const std::string found = heading_words(words);
  return found.empty() ? "" : std::string(kPrefix) + found;
}

std::string HeadingIds::add(std::string_view text) {
  std::string id = heading_id(text);
  if (id.empty()) id = std::string(kPrefix) + std::string(kNoWords);
  const auto [first, is_new] = taken_.try_emplace(id, 0);
  if (is_new) return id;
  // Its number only rises, so that many equal headings take no longer than different ones.
  std::size_t number = first->second;
  std::string numbered;
  do {
    numbered = id + "-" + std::to_string(++number);
  } while (taken_.contains(numbered));
  taken_.at(id) = number;
  taken_.emplace(numbered, 0);
  return numbered;
}

std::string HeadingIds::find(std::string_view fragment) const {
  std::string id = heading_id(fragment);
  if (!id.empty() && taken_.contains(id)) return id;
  id = heading_words(fragment);  // already ours, as the address bar shows it
  return id.starts_with(kPrefix) && taken_.contains(id) ? id : "";
}

}  // namespace fika::render
