// SPDX-License-Identifier: GPL-3.0-or-later
// Who and what a Slack text refers to by id, and how Fika writes it in Markdown.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/id.h"

namespace fika::cli::importing {

struct SlackNames {
  struct Named {
    Id id;
    std::string name;
  };
  std::map<std::string, Named, std::less<>> people;    // by U... or W...
  std::map<std::string, Named, std::less<>> channels;  // by C... or G...

  // [@Name](/people/ID); for somebody unknown the label, without an at sign.
  std::string person(std::string_view id, std::string_view label) const;
  // [#name](/c/ID); for an unknown one #label.
  std::string channel(std::string_view id, std::string_view label) const;
};

// [text](url), the bare url if they say the same, or the text alone if the url is none to link to.
std::string markdown_link(std::string_view url, std::string_view text);

// The sign of a Slack emoji name such as "+1" or "wave::skin-tone-3", or :name: if it is not a
// usual one.
std::string emoji(std::string_view name);

}  // namespace fika::cli::importing
