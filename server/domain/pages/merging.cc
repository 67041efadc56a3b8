// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/merging.h"

#include "server/domain/pages/rendering.h"
#include "server/domain/pages/revisions.h"

namespace fika::domain {
namespace {

store::v1::PreparedText whole_conflict(const std::string& base, const std::string& yours,
                                       const std::string& theirs) {
  store::v1::PreparedText prepared;
  v1::PageConflict& conflict = *prepared.mutable_conflict();
  if (base.size() + yours.size() + theirs.size() > kConflictBytesMax) return prepared;
  v1::ConflictHunk& hunk = *conflict.add_parts()->mutable_conflict();
  hunk.set_base(base);
  hunk.set_yours(yours);
  hunk.set_theirs(theirs);
  return prepared;
}

}  // namespace

Result<store::v1::PreparedText> text_for_save(const storage::Reader& reader, const Id& page,
                                              std::uint64_t base, std::uint64_t head,
                                              const std::string& yours) {
  TRY(const auto newest, named_revision(reader, page, head, head));
  TRY(const std::string theirs, text_of(reader, page, newest));
  if (yours == theirs) return store::v1::PreparedText();
  if (base == head) return prepared_text(yours);
  TRY(const auto before, named_revision(reader, page, base, head));
  TRY(const std::string old, text_of(reader, page, before));
  if (yours == old) return store::v1::PreparedText();
  // The others changed only title or tags, or took back what they had changed.
  if (theirs == old) return prepared_text(yours);
  return whole_conflict(old, yours, theirs);
}

}  // namespace fika::domain
