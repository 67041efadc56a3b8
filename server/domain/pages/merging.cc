// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/merging.h"

#include "server/domain/pages/rendering.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/text.h"
#include "server/domain/passages/passages.h"
#include "server/merging/merge.h"

namespace fika::domain {
namespace {

constexpr int kSentencesToCheckMax = 50;
// Longer ones, such as a row of a table, are told by their beginning.
constexpr std::size_t kSentenceBytesMax = 500;

std::string sentence(std::string_view text, const merging::Range& range) {
  std::string_view words = range.of(text);
  if (words.size() <= kSentenceBytesMax) return std::string(words);
  std::size_t size = kSentenceBytesMax;
  // Back to where a character begins.
  while ((static_cast<unsigned char>(words[size]) & 0xc0U) == 0x80U) --size;
  return std::string(words.substr(0, size)) + "…";
}

v1::PageConflict conflict_of(const merging::Merge& merge) {
  v1::PageConflict conflict;
  std::size_t bytes = merge.text.size(), at = 0;
  for (const merging::Conflict& hunk : merge.conflicts) {
    bytes += hunk.base.size() + hunk.yours.size() + hunk.theirs.size();
  }
  if (bytes > kConflictBytesMax) return conflict;
  const auto add_text = [&](std::size_t end) {
    if (end > at) conflict.add_parts()->set_text(merge.text.substr(at, end - at));
    at = end;
  };
  for (const merging::Conflict& hunk : merge.conflicts) {
    add_text(hunk.at);
    v1::ConflictHunk& part = *conflict.add_parts()->mutable_conflict();
    part.set_base(hunk.base);
    part.set_yours(hunk.yours);
    part.set_theirs(hunk.theirs);
  }
  add_text(merge.text.size());
  return conflict;
}

// A new text of the page, whose newest one is `theirs`.
Result<store::v1::PreparedText> following(const storage::Reader& reader, const Id& page,
                                          const std::string& theirs, const std::string& text) {
  TRY(auto prepared, prepared_text(text));
  CHECKED(place_passages(reader, page, theirs, text, prepared));
  return prepared;
}

Result<store::v1::PreparedText> merged(const storage::Reader& reader, const Id& page,
                                       const std::string& base, const std::string& yours,
                                       const std::string& theirs) {
  TRY(const merging::Merge merge, merging::merge_texts(base, yours, theirs));
  store::v1::PreparedText prepared;
  if (!merge.is_clean()) {
    *prepared.mutable_conflict() = conflict_of(merge);
    return prepared;
  }
  // Two texts that fit can be one that does not; then nothing is saved, and the
  // author is told.
  TRY(const std::string text, checked_page_text(merge.text));
  if (text != theirs) {
    TRY(prepared, following(reader, page, theirs, text));
  }
  for (const merging::Range& range : merge.touched_sentences) {
    if (prepared.merge().sentences_to_check_size() == kSentencesToCheckMax) break;
    prepared.mutable_merge()->add_sentences_to_check(sentence(merge.text, range));
  }
  return prepared;
}

}  // namespace

Result<store::v1::PreparedText> text_for_save(const storage::Reader& reader, const Id& page,
                                              std::uint64_t base, std::uint64_t head,
                                              const std::string& yours) {
  TRY(const auto newest, named_revision(reader, page, head, head));
  TRY(const std::string theirs, text_of(reader, page, newest));
  if (yours == theirs) return store::v1::PreparedText();
  if (base == head) return following(reader, page, theirs, yours);
  TRY(const auto before, named_revision(reader, page, base, head));
  TRY(const std::string old, text_of(reader, page, before));
  if (yours == old) return store::v1::PreparedText();
  // The others changed only title or tags, or took back what they had changed.
  if (theirs == old) return following(reader, page, theirs, yours);
  return merged(reader, page, old, yours, theirs);
}

}  // namespace fika::domain
