// SPDX-License-Identifier: GPL-3.0-or-later
// history/PATH.jsonl of an exported wiki: a page's revisions, the oldest first, an object a line.
// Their texts stand as they were saved, with the ids that links have within the wiki; by the newest
// one's it is seen whether the page's own file was edited since.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fika::cli::wiki {

struct PastRevision {
  std::size_t author = 0;  // a person's number; 0: nobody known
  std::int64_t created_at_ms = 0;
  std::string summary;
  bool is_minor = false;
  std::string title, language;
  std::vector<std::string> tags;
  std::size_t owner = 0;  // a person's number
  std::string text;
};

// Where the history of the page at `path` stands.
std::string history_path(std::string_view path);

// A line; without the text where it is that of the revision before.
std::string to_json(const PastRevision& revision, bool has_same_text);
// kInvalid with the line when one is none.
Result<std::vector<PastRevision>> read_past_revisions(std::string_view lines,
                                                      std::string_view path);

}  // namespace fika::cli::wiki
