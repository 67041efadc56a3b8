// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdexcept>

#include <fmt/format.h>

#include "proto/doc/sections.h"

namespace fika::doc {
namespace {

std::string part(std::string_view name, const Schema& schema) {
  if (name == "contents") return contents(schema);
  if (name == "services") return services(schema);
  if (name == "frames") return frames(schema);
  if (name == "entities") return entities(schema);
  if (name == "errors") return errors();
  throw std::runtime_error(
      fmt::format("page.html asks for the part {}, which there is none of", name));
}

}  // namespace

std::string filled(std::string_view page, const Schema& schema) {
  std::string html;
  while (true) {
    const std::size_t open = page.find("{{");
    const std::size_t close = open == page.npos ? page.npos : page.find("}}", open);
    if (close == page.npos) return html + std::string(page);
    html += page.substr(0, open);
    html += part(page.substr(open + 2, close - open - 2), schema);
    page.remove_prefix(close + 2);
  }
}

}  // namespace fika::doc
