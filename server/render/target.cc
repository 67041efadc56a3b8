// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/target.h"

#include <algorithm>
#include <cstdint>

#include "base/id.h"
#include "base/text.h"

namespace fika::render {
namespace {

constexpr std::string_view kPeople = "/people/";
constexpr std::string_view kPlain =
    "-._~:/?#[]@!$&()*+,;=%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

// Without C0 and C1 control characters and DEL, and without spaces at either end.
std::string without_controls(std::string_view address) {
  std::string kept;
  for (std::size_t at = 0; at < address.size(); ++at) {
    const auto byte = static_cast<std::uint8_t>(address[at]);
    if (byte < 0x20 || byte == 0x7f) continue;
    if (byte == 0xc2 && at + 1 < address.size() &&
        static_cast<std::uint8_t>(address[at + 1]) >= 0x80 &&
        static_cast<std::uint8_t>(address[at + 1]) <= 0x9f) {
      ++at;
      continue;
    }
    kept += address[at];
  }
  return std::string(trim(kept));
}

bool has_host(std::string_view rest) {
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#\\"));
  return !authority.empty() && authority.front() != ':' && !authority.contains('@');
}

// "." and ".." in each of the ways browsers know them by.
bool is_dots(std::string part) {
  part = to_lower_ascii(part);
  for (std::size_t at = part.find("%2e"); at != part.npos; at = part.find("%2e")) {
    part.replace(at, 3, ".");
  }
  return part == "." || part == "..";
}

// From a slash to the query, or the end.
bool is_sound_path(std::string_view address) {
  const std::string_view path = address.substr(0, address.find_first_of("?#"));
  if (path.contains('\\')) return false;
  for (std::size_t at = 1; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end == at && end < path.size()) return false;
    if (is_dots(std::string(path.substr(at, end - at)))) return false;
    at = end + 1;
  }
  return true;
}

std::optional<Target> inside(std::string_view address) {
  if (!is_sound_path(address)) return std::nullopt;
  if (address.starts_with(kPeople)) {
    if (const auto id = Id::parse(address.substr(kPeople.size()))) {
      return Target{std::string(kPeople) + id->text(), Leads::kToPerson};
    }
  }
  return Target{percent_encoded(address), Leads::kInside};
}

}  // namespace

std::string percent_encoded(std::string_view address) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : address) {
    if (kPlain.contains(c)) {
      text += c;
    } else {
      const auto byte = static_cast<std::uint8_t>(c);
      text += '%';
      text += kDigits[byte >> 4];
      text += kDigits[byte & 15];
    }
  }
  return text;
}

std::optional<Target> target_of(std::string_view given, std::string_view origin) {
  if (given.size() > kTargetBytesMax) return std::nullopt;
  const std::string address = without_controls(given);
  const std::string_view all = address;
  if (all.starts_with('/')) return inside(all);

  const std::string lower = to_lower_ascii(address);
  if (!origin.empty() && lower.starts_with(to_lower_ascii(origin))) {
    const std::string_view rest = all.substr(origin.size());
    if (rest.empty()) return Target{"/", Leads::kInside};
    if (rest.front() == '/') {
      // Only [@Name](/people/ID) tells somebody, so only that is marked as a mention.
      if (auto target = inside(rest)) return Target{std::move(target->href), Leads::kInside};
    }
  }
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!lower.starts_with(scheme)) continue;
    if (!has_host(all.substr(scheme.size()))) return std::nullopt;
    return Target{std::string(scheme) + percent_encoded(all.substr(scheme.size())),
                  Leads::kOutside};
  }
  constexpr std::string_view kMail = "mailto:";
  if (lower.starts_with(kMail) && lower.size() > kMail.size()) {
    return Target{std::string(kMail) + percent_encoded(all.substr(kMail.size())), Leads::kOutside};
  }
  return std::nullopt;
}

}  // namespace fika::render
