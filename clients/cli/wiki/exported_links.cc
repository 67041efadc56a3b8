// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/exported_links.h"

#include <algorithm>
#include <set>

#include "clients/cli/wiki/addresses.h"
#include "clients/cli/wiki/markdown_links.h"

namespace fika::cli::wiki {
namespace {

// An address up to its query or fragment, and the rest.
std::pair<std::string_view, std::string_view> parted(std::string_view address) {
  const std::size_t end = std::min(address.find_first_of("?#"), address.size());
  return {address.substr(0, end), address.substr(end)};
}

// The text with some addresses replaced, the signs around them left as they are.
template <class Other>
std::string replaced(std::string_view text, const Other& other) {
  std::string result;
  std::size_t done = 0;
  for (const MarkdownLink& link : links_of(text)) {
    const std::string found = other(text.substr(link.begin, link.end - link.begin));
    if (found.empty()) continue;
    result += text.substr(done, link.begin - done);
    result += found;
    done = link.end;
  }
  result += text.substr(done);
  return result;
}

}  // namespace

std::string relative_path(std::string_view from, std::string_view to) {
  std::string_view folder = from.substr(0, from.rfind('/') == from.npos ? 0 : from.rfind('/') + 1);
  while (true) {
    const std::size_t slash = folder.find('/');
    if (slash == folder.npos || to.substr(0, slash + 1) != folder.substr(0, slash + 1)) break;
    folder.remove_prefix(slash + 1);
    to.remove_prefix(slash + 1);
  }
  std::string path;
  for (const char c : folder) {
    if (c == '/') path += "../";
  }
  return path + std::string(to);
}

ExportedLinks::ExportedLinks(const Manifest& manifest) {
  const auto add = [this](std::string address, const std::string& path) {
    addresses_.emplace(path, address);
    paths_.emplace(std::move(address), path);
  };
  for (const ManifestPage& page : manifest.pages) add("/p/" + page.id, page.path);
  for (const ManifestFile& file : manifest.files) add("/files/" + file.id, file.path);
}

std::string ExportedLinks::out(std::string_view text, std::string_view path,
                               std::vector<std::string>& own_addresses) const {
  // The author's own addresses that would be taken for the export's.
  std::set<std::string, std::less<>> own;
  for (const MarkdownLink& link : links_of(text)) {
    const std::string_view address = text.substr(link.begin, link.end - link.begin);
    if (address.starts_with('/')) continue;
    const auto target = joined_path(folder_of(path), parted(address).first);
    if (target && addresses_.contains(*target)) own.emplace(address);
  }
  own_addresses.assign(own.begin(), own.end());
  return replaced(text, [&](std::string_view address) {
    const auto [bare, rest] = parted(address);
    const auto target = paths_.find(bare);
    if (target == paths_.end()) return std::string();
    std::string other = relative_path(path, target->second) + std::string(rest);
    return own.contains(other) ? std::string() : other;
  });
}

std::string ExportedLinks::back(std::string_view text, const ManifestPage& page) const {
  return replaced(text, [&](std::string_view address) {
    const auto [bare, rest] = parted(address);
    if (bare.empty() || bare.starts_with('/') ||
        std::ranges::find(page.own_addresses, address) != page.own_addresses.end()) {
      return std::string();
    }
    const auto target = joined_path(folder_of(page.path), bare);
    const auto found = target ? addresses_.find(*target) : addresses_.end();
    return found == addresses_.end() ? std::string() : found->second + std::string(rest);
  });
}

}  // namespace fika::cli::wiki
