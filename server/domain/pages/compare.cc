// SPDX-License-Identifier: GPL-3.0-or-later
// What changed between two revisions, for people to read.
#include "server/merging/compare.h"

#include "server/domain/pages/handlers.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/tree.h"

namespace fika::domain {
namespace {

v1::ComparedKind kind_of(merging::ComparedLine::Kind kind) {
  switch (kind) {
    case merging::ComparedLine::Kind::kSame:
      return v1::COMPARED_KIND_SAME;
    case merging::ComparedLine::Kind::kRemoved:
      return v1::COMPARED_KIND_REMOVED;
    case merging::ComparedLine::Kind::kAdded:
      return v1::COMPARED_KIND_ADDED;
  }
  return v1::COMPARED_KIND_UNSPECIFIED;
}

// The line in pieces: those that changed have the line's kind, those between
// them do not.
void add_line(const merging::ComparedLine& line, v1::ComparedHunk& hunk) {
  v1::ComparedLine& told = *hunk.add_lines();
  told.set_kind(kind_of(line.kind));
  told.set_from_line(line.before);
  told.set_to_line(line.after);
  const auto add_words = [&](std::size_t begin, std::size_t end, v1::ComparedKind kind) {
    if (begin == end) return;
    v1::ComparedWords& words = *told.add_words();
    words.set_kind(kind);
    words.set_text(line.text.substr(begin, end - begin));
  };
  std::size_t at = 0;
  for (const merging::Range& range : line.words) {
    add_words(at, range.begin, v1::COMPARED_KIND_SAME);
    add_words(range.begin, range.end, told.kind());
    at = range.end;
  }
  add_words(at, line.text.size(), v1::COMPARED_KIND_SAME);
}

}  // namespace

v1::RevisionMark mark_of(const v1::Revision& revision) {
  v1::RevisionMark mark;
  mark.set_number(revision.number());
  mark.set_author(revision.author());
  mark.set_created_at_ms(revision.created_at_ms());
  return mark;
}

Result<v1::ComparePageReply> compare_page(const Query& query,
                                          const v1::ComparePageRequest& request) {
  TRY(const v1::Page page, named_page(query.reader, request.page()));
  TRY(const Id id, Id::parse(page.id()));
  if (request.from_revision() == 0) {
    return fail(Code::kInvalid, "Say which revision to compare with; the first is 1.");
  }
  TRY(auto from, named_revision(query.reader, id, request.from_revision(), page.revision()));
  TRY(auto to, named_revision(query.reader, id, request.to_revision(), page.revision()));
  TRY(const std::string before, text_of(query.reader, id, from));
  TRY(const std::string after, text_of(query.reader, id, to));
  TRY(const merging::Comparison comparison, merging::compare_texts(before, after));
  v1::ComparePageReply reply;
  for (const merging::Hunk& hunk : comparison.hunks) {
    v1::ComparedHunk& told = *reply.add_hunks();
    for (const merging::ComparedLine& line : hunk.lines) add_line(line, told);
  }
  reply.set_added_lines(static_cast<std::uint32_t>(comparison.added_lines));
  reply.set_removed_lines(static_cast<std::uint32_t>(comparison.removed_lines));
  reply.set_is_cut(comparison.has_more);
  *reply.mutable_from() = mark_of(from.revision());
  *reply.mutable_to() = mark_of(to.revision());
  return reply;
}

}  // namespace fika::domain
