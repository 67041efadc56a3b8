// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that come by import, with the revisions and former titles they had.
#include <fika/store/v1/import_pages.pb.h>

#include "server/domain/communities/communities.h"
#include "server/domain/files/files.h"
#include "server/domain/importing/batch.h"
#include "server/domain/importing/handlers.h"
#include "server/domain/importing/page_fields.h"
#include "server/domain/members.h"
#include "server/domain/pages/fields.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/writing.h"
#include "server/domain/passages/passages.h"

namespace fika::domain {
namespace {

class PageBatch {
 public:
  PageBatch(Command& command, const store::v1::PreparedImport& prepared)
      : batch_{.command = command}, txn_(command.txn), prepared_(prepared) {}

  Status import_page(const v1::ImportedPage& imported) {
    const int first_text = next_text_;
    next_text_ += imported.revisions_size();
    TRY(const Id id, Id::parse(imported.id(), "The page's id"));
    TRY(const auto came, imported_revisions(txn_, id));
    TRY(const auto page, storage::find<v1::Page>(txn_, id));
    if (!came && page) return meet_page(id, *page, imported, first_text);
    if (!came) return add_page(id, imported, first_text);
    reply_.set_pages_known(reply_.pages_known() + 1);
    TRY(const std::uint64_t known, known_of(imported, *came, first_text, id));
    reply_.set_revisions_known(reply_.revisions_known() + static_cast<std::uint32_t>(known));
    // Erased here, and so it stays.
    if (!page) return {};
    if (page->revision() != *came) {
      const bool has_more = static_cast<int>(known) < imported.revisions_size();
      if (has_more) reply_.add_changed_here(page->id());
      return {};
    }
    PlacedPage before{.place = {}, .page = *page};
    TRY(before.place, place_of_page(txn_, *page));
    CHECKED(add_titles(before, {imported.former_titles().begin(), imported.former_titles().end()}));
    if (static_cast<int>(known) == imported.revisions_size()) return {};
    PlacedPage after = before;
    CHECKED(add_revisions(id, imported, static_cast<int>(known), first_text, after));
    CHECKED(put_page(txn_, &before, after));
    CHECKED(name_owner(batch_.command, after));
    return add_titles(after, titles_in(imported, static_cast<int>(known)));
  }

  v1::ImportPagesReply take() { return std::move(reply_); }

 private:
  // How many of the revisions have come before; kInvalid where some between are missing.
  Result<std::uint64_t> known_of(const v1::ImportedPage& imported, std::uint64_t came,
                                 int first_text, const Id& id) {
    const std::uint64_t first = imported.first_revision();
    const auto count = static_cast<std::uint64_t>(imported.revisions_size());
    if (first == 0) {
      TRY(const auto last, find_revision(txn_, id, came));
      const bool is_same = last && last->text_hash() == prepared_.texts(first_text).text_hash();
      return std::uint64_t{is_same ? 1U : 0U};
    }
    if (first > came + 1) {
      return fail(Code::kInvalid,
                  "Its revision {} comes before its revision {}. Send them in order.", first,
                  came + 1);
    }
    return std::min(count, came + 1 - first);
  }

  // One of this organisation's own, which stays as it is: only what is the same is counted.
  Status meet_page(const Id& id, const v1::Page& page, const v1::ImportedPage& imported,
                   int first_text) {
    TRY(const Relation relation, relation_to(txn_, batch_.command.actor, id));
    if (relation < Relation::kSees) return id_in_use(id);
    const std::uint64_t first =
        imported.first_revision() == 0 ? page.revision() : imported.first_revision();
    int known = 0;
    for (; known < imported.revisions_size(); ++known) {
      TRY(const auto stored, find_revision(txn_, id, first + static_cast<std::uint64_t>(known)));
      const std::string& hash = prepared_.texts(first_text + known).text_hash();
      if (!stored || stored->text_hash() != hash) break;
    }
    reply_.set_pages_known(reply_.pages_known() + 1);
    reply_.set_revisions_known(reply_.revisions_known() + static_cast<std::uint32_t>(known));
    if (known < imported.revisions_size()) reply_.add_changed_here(page.id());
    return {};
  }

  Status add_titles(const PlacedPage& placed, const std::vector<std::string_view>& titles) {
    TRY(const std::uint32_t added, add_former_titles(txn_, placed, titles));
    reply_.set_titles_added(reply_.titles_added() + added);
    return {};
  }

  Status add_page(const Id& id, const v1::ImportedPage& imported, int first_text) {
    if (imported.first_revision() > 1) {
      return fail(Code::kInvalid, "Its history begins with revision {}. Send the first one first.",
                  imported.first_revision());
    }
    TRY(const auto place, storage::place_of(txn_, id));
    TRY(const auto scope, storage::scope_of(txn_, id));
    if (place || scope) return id_in_use(id);
    PlacedPage fresh{.place = {}, .page = {}};
    v1::Page& page = fresh.page;
    TRY(fresh.place, place_for(imported.community()));
    TRY(const Spot spot, spot_for(fresh.place, imported.parent(), id));
    page.set_id(id.text());
    page.set_community(community_of(fresh.place));
    if (!spot.parent.is_nil()) page.set_parent(spot.parent.text());
    page.set_rank(spot.rank);
    page.set_imported(true);
    CHECKED(set_origin(batch_, imported, page));
    CHECKED(add_revisions(id, imported, 0, first_text, fresh));
    TRY(const auto first, find_revision(txn_, id, 1));
    page.set_author(first->revision().author());
    page.set_created_at_ms(first->revision().created_at_ms());
    if (imported.created_at_ms() != 0) {
      CHECKED(check_time(batch_, imported.created_at_ms()));
      page.set_created_at_ms(imported.created_at_ms());
    }
    CHECKED(put_page(txn_, nullptr, fresh));
    CHECKED(name_owner(batch_.command, fresh));
    reply_.set_pages_added(reply_.pages_added() + 1);
    CHECKED(add_titles(fresh, {imported.former_titles().begin(), imported.former_titles().end()}));
    return add_titles(fresh, titles_in(imported, 0));
  }

  Result<Place> place_for(std::string_view community) {
    if (community.empty()) return organisation_scope(batch_.command.organisation);
    TRY(const Id named, Id::parse(community, "The community's id"));
    TRY(const Id id, heir_of(txn_, named));
    TRY(const Place place, named_place(txn_, batch_.command.organisation, id.text()));
    TRY(const auto by_import, storage::find_index(txn_, kImportedRoots, named.bytes()));
    TRY(const Relation relation, relation_to_scope(txn_, batch_.command.actor, place));
    if (by_import || relation >= Relation::kSees) return place;
    return fail(Code::kNotFound, "There is no such community, or you may not see it.");
  }

  Result<Spot> spot_for(const Place& place, std::string_view parent, const Id& id) {
    auto spot = spot_in(txn_, place, parent, {}, 1, id);
    if (spot || spot.error().code != Code::kNotFound) return spot;
    TRY(const Id above, Id::parse(parent, "The parent"));
    TRY(const auto came, imported_revisions(txn_, above));
    if (came) return spot_in(txn_, place, {}, {}, 1, id);
    return fail(Code::kInvalid,
                "The page {} that it stands below is not there. Send that one first.",
                above.text());
  }

  Status add_revisions(const Id& id, const v1::ImportedPage& imported, int from, int first_text,
                       PlacedPage& placed) {
    for (int i = from; i < imported.revisions_size(); ++i) {
      CHECKED(set_fields(batch_, imported, imported.revisions(i), placed));
      CHECKED(add_one(id, imported.revisions(i), prepared_.texts(first_text + i), placed));
    }
    txn_.put_index(kImportedPages, id.bytes(),
                   storage::KeyWriter().u64(placed.page.revision()).take());
    const auto& last = prepared_.texts(first_text + imported.revisions_size() - 1);
    return follow_text(txn_, id, last, placed.page.revision());
  }

  Status add_one(const Id& id, const v1::ImportedRevision& revision, store::v1::PreparedText text,
                 PlacedPage& placed) {
    // Known when it was prepared, and no longer.
    if (text.compressed().empty()) return prepare_again();
    const std::uint64_t head = placed.page.revision();
    Written written{.summary = {}, .is_minor = revision.minor(), .parents = {}};
    if (head > 0) {
      written.parents = {head};
      TRY(const auto before, named_revision(txn_, id, head, head));
      if (before.text_hash() == text.text_hash()) text.set_text_number(before.text_number());
    }
    written.source = v1::REVISION_SOURCE_IMPORT;
    TRY(written.summary, checked_summary(revision.summary()));
    if (revision.created_at_ms() != 0) CHECKED(check_time(batch_, revision.created_at_ms()));
    written.created_at_ms = revision.created_at_ms();
    if (!revision.author().empty()) {
      TRY(const v1::Person* const author, person_for(batch_, revision.author()));
      TRY(written.author, Id::parse(author->id()));
      // Guests draw names from Members.
      if (placed.place.kind == v1::SCOPE_KIND_COMMUNITY) {
        CHECKED(remember_member(txn_, placed.place, *author));
      }
    }
    CHECKED(add_revision(batch_.command, placed.page, text, written));
    CHECKED(hold_more_files(txn_, batch_.command.actor, id,
                            files_in(revision.text(), kFilesOfPageMax)));
    reply_.set_revisions_added(reply_.revisions_added() + 1);
    return {};
  }

  Batch batch_;
  storage::Transaction& txn_;
  const store::v1::PreparedImport& prepared_;
  int next_text_ = 0;
  v1::ImportPagesReply reply_;
};

Status check_page_count(const v1::ImportedPage& page) {
  const bool has_history = page.first_revision() != 0;
  if (page.revisions_size() == 0 || (!has_history && page.revisions_size() != 1)) {
    return fail(Code::kInvalid, "Page \"{}\" has {} revisions. Send one, or number them.",
                page.title(), page.revisions_size());
  }
  if (page.former_titles_size() <= kImportedFormerTitlesMax) return {};
  return fail(Code::kInvalid, "Page \"{}\" has {} former titles; at most {} fit.", page.title(),
              page.former_titles_size(), kImportedFormerTitlesMax);
}

}  // namespace

Result<std::optional<std::uint64_t>> imported_revisions(const storage::Reader& reader,
                                                        const Id& page) {
  TRY(const auto row, storage::find_index(reader, kImportedPages, page.bytes()));
  if (!row) return std::optional<std::uint64_t>();
  return std::optional(storage::KeyReader(*row).u64());
}

Status check_page_counts(const v1::ImportPagesRequest& request) {
  int revisions = 0;
  for (const v1::ImportedPage& page : request.pages()) {
    CHECKED(check_page_count(page));
    revisions += page.revisions_size();
  }
  if (request.pages_size() <= kImportedPagesMax && revisions <= kImportedRevisionsMax) return {};
  return fail(Code::kInvalid,
              "The batch holds {} pages with {} revisions; at most {} with {} fit. Send smaller "
              "ones.",
              request.pages_size(), revisions, kImportedPagesMax, kImportedRevisionsMax);
}

Result<v1::ImportPagesReply> import_pages(Command& command, const v1::ImportPagesRequest& request) {
  CHECKED(check_page_counts(request));
  store::v1::PreparedImport prepared;
  int count = 0;
  for (const v1::ImportedPage& page : request.pages()) count += page.revisions_size();
  const std::string_view bytes = command.prepared;
  if (!prepared.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      prepared.texts_size() != count) {
    return fail(Code::kInternal, "Imported texts were not looked at before they were kept.");
  }
  PageBatch batch(command, prepared);
  for (const v1::ImportedPage& page : request.pages()) {
    const auto done = batch.import_page(page);
    if (done) continue;
    if (is_prepare_again(done.error())) return std::unexpected(done.error());
    return fail(done.error().code, "Page \"{}\": {}", page.title(), done.error().detail);
  }
  return batch.take();
}

}  // namespace fika::domain
