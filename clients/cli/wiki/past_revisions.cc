// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/past_revisions.h"

#include "base/text.h"
#include "clients/cli/wiki/json_fields.h"

namespace fika::cli::wiki {

namespace json = boost::json;
using importing::text_field;

std::string history_path(std::string_view path) {
  constexpr std::string_view kEnding = ".md";
  if (path.ends_with(kEnding)) path.remove_suffix(kEnding.size());
  return "history/" + std::string(path) + ".jsonl";
}

std::string to_json(const PastRevision& revision, bool has_same_text) {
  JsonLine line;
  line.number("author", revision.author).number("createdAtMs", revision.created_at_ms);
  line.text("summary", revision.summary).flag("minor", revision.is_minor);
  line.text("title", revision.title).text("language", revision.language);
  line.texts("tags", revision.tags).number("owner", revision.owner);
  line.flag("sameText", has_same_text);
  if (!has_same_text) line.text("text", revision.text);
  return line.take();
}

Result<std::vector<PastRevision>> read_past_revisions(std::string_view lines,
                                                      std::string_view path) {
  std::vector<PastRevision> revisions;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (trim(line).empty()) continue;
    TRY(const json::value parsed, importing::parse_json(line, path, number));
    if (!parsed.is_object()) {
      return fail(Code::kInvalid, "{}, line {}: this is no revision.", path, number);
    }
    const json::object& object = parsed.get_object();
    PastRevision revision{.author = count_in(object, "author"),
                          .created_at_ms = importing::number_field(object, "createdAtMs"),
                          .summary = std::string(text_field(object, "summary")),
                          .is_minor = importing::flag_field(object, "minor"),
                          .title = std::string(text_field(object, "title")),
                          .language = std::string(text_field(object, "language")),
                          .tags = texts_in(object, "tags"),
                          .owner = count_in(object, "owner"),
                          .text = std::string(text_field(object, "text"))};
    if (importing::flag_field(object, "sameText") && !revisions.empty()) {
      revision.text = revisions.back().text;
    }
    revisions.push_back(std::move(revision));
  }
  return revisions;
}

}  // namespace fika::cli::wiki
