// SPDX-License-Identifier: GPL-3.0-or-later
// Saving against a base. The texts are brought together in the pool, against the newest revision
// that it reads; the writer goes on only if that still is the newest one.
#include "server/domain/pages/fields.h"
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/merge_notice.h"
#include "server/domain/pages/merging.h"
#include "server/domain/pages/rendering.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/text.h"
#include "server/domain/pages/writing.h"
#include "server/domain/passages/passages.h"

namespace fika::domain {
namespace {

Status check_base(const v1::Page& page, std::uint64_t base) {
  if (base >= 1 && base <= page.revision()) return {};
  return fail(Code::kInvalid, "The page has no revision {} to build on; its newest is {}.", base,
              page.revision());
}

// The title, tags, language and owner that the page is to have, and the fields in conflict.
struct Fields {
  v1::Page page;
  std::vector<v1::FieldConflict> conflicts;

  void merge(std::string_view name, const std::string& base, const std::string& yours,
             std::string* theirs) {
    if (auto merged = merged_field(base, yours, *theirs)) {
      *theirs = *std::move(merged);
      return;
    }
    v1::FieldConflict& conflict = conflicts.emplace_back();
    conflict.set_field(std::string(name));
    conflict.set_base(base);
    conflict.set_yours(yours);
    conflict.set_theirs(*theirs);
  }
};

Result<Fields> merged_fields(const Command& command, const v1::SavePageRequest& request,
                             const v1::Revision& base, const v1::Page& page) {
  Fields fields{.page = page, .conflicts = {}};
  if (request.has_title()) {
    TRY(const std::string title, checked_page_title(request.title()));
    fields.merge("title", base.title(), title, fields.page.mutable_title());
  }
  if (request.has_language()) {
    TRY(const std::string language, checked_page_language(request.language()));
    fields.merge("language", base.language(), language, fields.page.mutable_language());
  }
  if (request.has_owner()) {
    TRY(const Place place, place_of_page(command.txn, page));
    TRY(const std::string owner, checked_owner(command, place, request.owner(), page.owner()));
    fields.merge("owner", base.owner(), owner, fields.page.mutable_owner());
  }
  if (request.replace_tags() || request.tags_size() > 0) {
    TRY(const auto yours, checked_tags(request.tags()));
    const auto tags = merged_tags(base.tags(), yours, page.tags());
    if (tags.size() > kPageTagsMax) {
      return fail(Code::kInvalid,
                  "With what somebody else added meanwhile these are {} tags; a page has at most "
                  "{}.",
                  tags.size(), kPageTagsMax);
    }
    fields.page.mutable_tags()->Assign(tags.begin(), tags.end());
  }
  if (request.translated_revision() != 0) {
    CHECKED(set_translation(command.txn, command.actor, page.translation_of(),
                            request.translated_revision(), fields.page));
  }
  return fields;
}

}  // namespace

Result<std::string> prepare_save(const Query& query, const v1::SavePageRequest& request) {
  TRY(const v1::Page page, named_page(query.reader, request.page()));
  TRY(const Id id, Id::parse(page.id()));
  CHECKED(check_base(page, request.base_revision()));
  store::v1::PreparedText prepared;
  if (request.has_text()) {
    TRY(const std::string yours, checked_page_text(request.text()));
    TRY(prepared, text_for_save(query.reader, id, request.base_revision(), page.revision(), yours));
  }
  prepared.set_head(page.revision());
  return prepared.SerializeAsString();
}

Result<v1::SavePageReply> save_page(Command& command, const v1::SavePageRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const WritablePage writable, writable_page(txn, command.actor, request.page()));
  const PlacedPage& before = writable.placed;
  const std::uint64_t head = before.page.revision(), base = request.base_revision();
  CHECKED(check_base(before.page, base));
  store::v1::PreparedText text;
  text.ParseFromArray(command.prepared.data(), static_cast<int>(command.prepared.size()));
  if (request.has_text() && text.head() != head) return prepare_again();

  TRY(const auto base_revision, named_revision(txn, writable.id, base, head));
  TRY(Fields fields, merged_fields(command, request, base_revision.revision(), before.page));
  Written written{.summary = {},
                  .is_minor = request.minor(),
                  .parents = {head},
                  .source = source_of(command.actor)};
  TRY(written.summary, checked_summary(request.summary()));
  v1::SavePageReply reply;
  if (text.has_conflict() || !fields.conflicts.empty()) {
    *reply.mutable_page() = before.page;
    *reply.mutable_conflict() = std::move(*text.mutable_conflict());
    reply.mutable_conflict()->set_base_revision(base);
    reply.mutable_conflict()->set_head_revision(head);
    reply.mutable_conflict()->set_head_author(before.page.revised_by());
    for (auto& conflict : fields.conflicts) {
      *reply.mutable_conflict()->add_fields() = std::move(conflict);
    }
    return reply;
  }
  PlacedPage after{.place = before.place, .page = std::move(fields.page)};
  const bool is_same_text = text.compressed().empty() && text.text_number() == 0;
  if (is_same_text && after.page.SerializeAsString() == before.page.SerializeAsString()) {
    *reply.mutable_page() = before.page;
    return reply;
  }
  if (base != head) {
    written.parents = {base, head};
    written.source = v1::REVISION_SOURCE_MERGE;
    *reply.mutable_merge() = std::move(*text.mutable_merge());
    reply.mutable_merge()->set_base_revision(base);
    reply.mutable_merge()->set_with_revision(head);
    reply.mutable_merge()->set_with_author(before.page.revised_by());
    // Fields that were changed beside each other are nothing to look at again.
    if (!is_same_text) CHECKED(tell_of_merge(command, before.page, head + 1));
  }
  CHECKED(add_revision(command, after.page, text, written));
  if (!is_same_text) CHECKED(follow_text(txn, writable.id, text, after.page.revision()));
  CHECKED(put_page(txn, &before, after));
  if (after.page.owner() != before.page.owner()) CHECKED(name_owner(command, after));
  *reply.mutable_page() = std::move(after.page);
  return reply;
}

}  // namespace fika::domain
