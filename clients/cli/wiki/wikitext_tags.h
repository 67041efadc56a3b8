// SPDX-License-Identifier: GPL-3.0-or-later
// Tags whose content is no wikitext, or belongs elsewhere: nowiki, pre, code, ref, gallery and
// such.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/wiki/wikitext.h"
#include "clients/cli/wiki/wikitext_kept.h"

namespace fika::cli::wiki {

class WikitextTags {
 public:
  // Both outlive it.
  WikitextTags(const WikiNames& names, KeptPieces& kept) : names_(names), kept_(kept) {}

  // Comments go; what is not wikitext, and the numbers of notes, are kept for later.
  std::string without_tags(std::string_view text);
  // Of all texts so far, in their order; more may come with each text.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  std::string kept_tag(std::string_view tag, std::string_view attributes, std::string_view inside);
  std::string note(std::string_view inside, std::string_view attributes);

  const WikiNames& names_;
  KeptPieces& kept_;
  std::map<std::string, std::size_t> numbers_;  // of notes with a name
  std::vector<std::string> notes_;
};

std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace fika::cli::wiki
