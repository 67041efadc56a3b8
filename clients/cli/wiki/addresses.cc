// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/addresses.h"

#include <cctype>
#include <vector>

#include "base/text.h"

namespace fika::cli::wiki {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int high = text[at] == '%' && at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
    const int low = high < 0 ? -1 : hex_value(text[at + 2]);
    if (low < 0) {
      bytes += text[at];
    } else {
      bytes += static_cast<char>(high << 4 | low);
      at += 2;
    }
  }
  return is_utf8(bytes) ? bytes : std::string(text);
}

bool has_scheme(std::string_view address) {
  const std::size_t end = address.find_first_of(":/?#");
  if (end == std::string_view::npos || end == 0 || address[end] != ':') return false;
  return std::isalpha(static_cast<unsigned char>(address[0])) != 0;
}

}  // namespace

std::optional<RelativeAddress> relative_address(std::string_view address) {
  if (address.empty() || has_scheme(address) || address.starts_with("//")) return std::nullopt;
  RelativeAddress parts;
  const std::size_t hash = address.find('#');
  if (hash != std::string_view::npos) parts.fragment = decoded(address.substr(hash + 1));
  address = address.substr(0, hash);
  address = address.substr(0, address.find('?'));
  if (address.starts_with('/')) {
    parts.is_from_top = true;
    address.remove_prefix(1);
  }
  parts.path = decoded(address);
  if (parts.is_from_top && parts.path.empty()) parts.path = "./";
  return parts;
}

std::optional<std::string> joined_path(std::string_view folder, std::string_view path) {
  std::vector<std::string_view> steps;
  const auto walk = [&](std::string_view rest) {
    while (!rest.empty()) {
      const std::size_t slash = rest.find('/');
      const std::string_view step = rest.substr(0, slash);
      rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
      if (step.empty() || step == ".") continue;
      if (step != "..") {
        steps.push_back(step);
      } else if (steps.empty()) {
        return false;
      } else {
        steps.pop_back();
      }
    }
    return true;
  };
  if (!walk(folder) || !walk(path)) return std::nullopt;
  std::string joined;
  for (const std::string_view step : steps) {
    if (!joined.empty()) joined += '/';
    joined += step;
  }
  const bool is_folder =
      path.ends_with('/') || path == "." || path == ".." || path.ends_with("/..");
  if (is_folder) joined += '/';
  return joined;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::string name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

bool comes_before(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      const auto number = [](std::string_view text, std::size_t& at) {
        while (at + 1 < text.size() && text[at] == '0' && is_digit(text[at + 1])) ++at;
        const std::size_t begin = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        return text.substr(begin, at - begin);
      };
      const std::string_view left = number(a, i), right = number(b, j);
      if (left.size() != right.size()) return left.size() < right.size();
      if (left != right) return left < right;
      continue;
    }
    const int left = std::tolower(static_cast<unsigned char>(a[i++]));
    const int right = std::tolower(static_cast<unsigned char>(b[j++]));
    if (left != right) return left < right;
  }
  if (a.size() - i != b.size() - j) return a.size() - i < b.size() - j;
  return a < b;
}

}  // namespace fika::cli::wiki
