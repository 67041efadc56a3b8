// SPDX-License-Identifier: GPL-3.0-or-later
// All templates there are: those that Fika came with and the administrator's. Not for the writer
// thread: it reads files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/domain/templates/format.h"

namespace fika::domain {

struct Collection {
  std::vector<v1::Template> templates;  // in the order they are offered in
  std::vector<std::string> faults;      // of own files, which are left out
};
Collection collected_templates();

// Of those with one name the one in the language, or the nearest to it: its main language, English,
// the first. An empty language is English. Nothing without one of that name.
const v1::Template* nearest_template(const std::vector<v1::Template>& templates,
                                     std::string_view name, std::string_view language);

}  // namespace fika::domain
