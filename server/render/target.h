// SPDX-License-Identifier: GPL-3.0-or-later
// Where a link may lead: the one place that lets an address through.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fika::render {

inline constexpr std::size_t kTargetBytesMax = 4096;

enum class Leads {
  kOutside,   // http, https or mailto
  kInside,    // a path of this server
  kToPerson,  // /people/ID
};

struct Target {
  // Printable ASCII without quotes, angle brackets or backslashes; & is still to be escaped.
  std::string href;
  Leads leads;
};

// `address` has its character references resolved already. Decided on what a browser would make of
// it: control characters, which browsers leave out, are left out first. Nothing if it is anything
// but http://HOST, https://HOST, mailto:SOMEBODY or /PATH; nor if it names a user before the host,
// begins with two slashes, or climbs (.. or an empty part of a path). `origin` as RenderContext has
// it.
std::optional<Target> target_of(std::string_view address, std::string_view origin);

// With whatever is not plain by its bytes, as %C3%A5: what follows never depends on who reads the
// quotes. A % that is there stays.
std::string percent_encoded(std::string_view address);

}  // namespace fika::render
