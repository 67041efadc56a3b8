// SPDX-License-Identifier: GPL-3.0-or-later
// Wikitext to Markdown: text in, text out, in proportion.
#include <string_view>

#include "base/text.h"
#include "clients/cli/wiki/wikitext.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!fika::is_utf8(text)) return 0;
  fika::cli::wiki::WikiNames names;
  names.namespaces = {{"file", 6}, {"category", 14}, {"talk", 1}};
  names.page_title = "Page";
  names.page_path = [](const std::string& title) -> std::optional<std::string> {
    return title == "A" ? std::optional<std::string>("/p/1") : std::nullopt;
  };
  names.file_path = names.page_path;
  const auto converted = fika::cli::wiki::wikitext_to_markdown(text, names);
  FIKA_CHECK(fika::is_utf8(converted.markdown));
  FIKA_CHECK(converted.markdown.size() <= 64 * size + 1'024);
  FIKA_CHECK(converted.markdown.find_first_of("\x01\x02") == std::string::npos);
  for (const std::string& category : converted.categories) FIKA_CHECK(fika::is_utf8(category));
  fika::cli::wiki::redirect_target(text);
  return 0;
}
