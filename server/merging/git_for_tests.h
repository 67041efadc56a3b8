// SPDX-License-Identifier: GPL-3.0-or-later
// What git itself makes of three texts, a part on each line: what our own merge is held against.
#pragma once

#include <functional>
#include <git2/global.h>
#include <git2/merge.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/check.h"
#include "server/merging/tokens.h"

namespace fika::merging {

using Cut = std::function<std::vector<Range>(std::string_view text)>;

// Nothing when git finds a conflict.
inline std::optional<std::string> git_merge(std::string_view base, std::string_view yours,
                                            std::string_view theirs, const Cut& cut) {
  Numbering numbering;
  std::vector<std::string_view> parts;
  const auto as_lines = [&](std::string_view text) {
    std::string lines;
    for (const Range& range : cut(text)) {
      const std::uint32_t number = numbering.number_of(range.of(text));
      if (number == parts.size()) parts.push_back(range.of(text));
      lines += fmt::format("{}\n", number);
    }
    return lines;
  };
  const std::string lines[] = {as_lines(base), as_lines(yours), as_lines(theirs)};
  git_merge_file_input inputs[3];
  for (int i = 0; i < 3; ++i) {
    git_merge_file_input_init(&inputs[i], GIT_MERGE_FILE_INPUT_VERSION);
    inputs[i].ptr = lines[i].data();
    inputs[i].size = lines[i].size();
  }
  git_libgit2_init();
  git_merge_file_options options;
  git_merge_file_options_init(&options, GIT_MERGE_FILE_OPTIONS_VERSION);
  git_merge_file_result result{};
  FIKA_CHECK(git_merge_file(&result, &inputs[0], &inputs[1], &inputs[2], &options) == 0);
  std::optional<std::string> merged;
  if (result.automergeable != 0) {
    merged.emplace();
    const std::string_view numbers(result.ptr, result.len);
    for (std::size_t at = 0; at < numbers.size(); at = numbers.find('\n', at) + 1) {
      *merged += parts[std::stoul(std::string(numbers.substr(at, 12)))];
    }
  }
  git_merge_file_result_free(&result);
  git_libgit2_shutdown();
  return merged;
}

}  // namespace fika::merging
