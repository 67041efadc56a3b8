// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/footnotes.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "server/render/fence.h"

namespace fika::render {
namespace {

constexpr std::size_t kIndent = 4;

std::size_t indent_of(std::string_view line) {
  if (line.starts_with('\t')) return kIndent;
  return std::min(line.find_first_not_of(' '), line.size());
}

// Whether a line that is not indented ends the paragraph before it.
bool begins_block(std::string_view line) {
  line = without_blanks(line);
  return std::string_view("#>`~|-+*=<").contains(line[0]) || without_openings(line) != line;
}

struct Definition {
  std::string_view name, text;
};
std::optional<Definition> definition_in(std::string_view line) {
  const std::size_t indent = indent_of(line);
  if (indent >= kIndent) return std::nullopt;
  line.remove_prefix(indent);
  const std::string_view name = footnote_name(line);
  const std::size_t end = name.size() + 3;  // of [^name]
  if (name.empty() || line.size() <= end || line[end] != ':') return std::nullopt;
  return Definition{name, without_blanks(line.substr(end + 1))};
}

}  // namespace

std::string_view footnote_name(std::string_view text) {
  if (!text.starts_with("[^")) return {};
  const std::size_t end =
      text.substr(0, kFootnoteNameBytesMax + 3).find_first_of("] \t\r\n[^\\`<>", 2);
  if (end == text.npos || text[end] != ']') return {};
  return text.substr(2, end - 2);
}

Footnotes::Footnotes(std::string_view markdown) {
  if (!markdown.contains("[^")) {
    body_ = markdown;
    return;
  }
  Fence fence;
  Note* open = nullptr;     // the definition that the line before belongs to
  std::size_t empty = 0;    // lines since it said something
  bool is_in_text = false;  // its last line can be gone on with without indenting
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', at), markdown.size() - 1) + 1;
    const std::string_view line = markdown.substr(at, end - at);
    at = end;
    if (open != nullptr) {
      if (is_empty_line(line)) {
        ++empty;
        is_in_text = false;
        continue;
      }
      const std::size_t indent = indent_of(line);
      if (indent >= kIndent || (is_in_text && !begins_block(line) && !definition_in(line))) {
        open->text.append(std::exchange(empty, 0), '\n');
        open->text += line.substr(indent < kIndent ? 0 : line[0] == '\t' ? 1 : kIndent);
        is_in_text = true;
        continue;
      }
      open = nullptr;
      body_ += '\n';
      empty = 0;
    }
    const bool is_code = fence.takes(line);
    const auto definition = is_code ? std::nullopt : definition_in(line);
    if (definition && notes_.size() < kFootnotesMax) {
      names_.try_emplace(to_lower_ascii(definition->name), notes_.size());
      notes_.emplace_back();  // one whose name was there before is dropped with what it says
      open = &notes_.back();
      open->text = definition->text;
      is_in_text = !is_empty_line(definition->text);
      continue;
    }
    body_ += line;
  }
}

std::optional<Footnotes::Use> Footnotes::use(std::string_view name) {
  const auto found = names_.find(to_lower_ascii(name));
  if (found == names_.end()) return std::nullopt;
  Note& note = notes_[found->second];
  if (note.number == 0) {
    order_.push_back(found->second);
    note.number = order_.size();
  }
  return Use{note.number, ++note.times};
}

}  // namespace fika::render
