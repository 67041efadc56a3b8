// SPDX-License-Identifier: GPL-3.0-or-later
// A template's file: builtin/README.md is its grammar.
#pragma once

#include <array>
#include <fika/v1/templates.pb.h>
#include <span>
#include <string_view>

#include "base/result.h"

namespace fika::domain {

struct TextFile {
  std::string_view name;
  std::string_view text;
};
// Those that Fika came with, from builtin/: put into the program when it is built.
std::span<const TextFile> built_in_template_files();

struct ParsedTemplate {
  v1::Template content;
  unsigned order = 0;
};
// `file_name` is NAME.LANGUAGE.md. kInvalid with a sentence for whoever wrote the file.
Result<ParsedTemplate> parsed_template(std::string_view file_name, std::string_view text);

// A field and how it becomes a part of the page; empty for one without a text.
std::string page_part(const v1::TemplateField& field, std::string_view text);

}  // namespace fika::domain
