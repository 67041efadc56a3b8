// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/revisions.h"

#include "base/text.h"
#include "server/domain/files/files.h"
#include "server/domain/pages/links.h"
#include "server/domain/pages/text.h"

namespace fika::domain {

std::string revision_key(const Id& page, std::uint64_t number) {
  return storage::KeyWriter().id(page).u64(number).take();
}

Result<std::optional<store::v1::StoredRevision>> find_revision(const storage::Reader& reader,
                                                               const Id& page,
                                                               std::uint64_t number) {
  return storage::find_index_as<store::v1::StoredRevision>(reader, kRevisions,
                                                           revision_key(page, number));
}

Result<store::v1::StoredRevision> named_revision(const storage::Reader& reader, const Id& page,
                                                 std::uint64_t number, std::uint64_t newest) {
  TRY(auto revision, find_revision(reader, page, number == 0 ? newest : number));
  if (!revision) {
    return fail(Code::kNotFound, "The page has no revision {}; its newest is {}.", number, newest);
  }
  return *std::move(revision);
}

Result<std::string> text_of(const storage::Reader& reader, const Id& page,
                            const store::v1::StoredRevision& revision) {
  TRY(const auto text, storage::find_index_as<store::v1::StoredText>(
                           reader, kPageTexts, revision_key(page, revision.text_number())));
  if (!text) return fail(Code::kDataLoss, "A page's text is missing. Run fika-server verify.");
  return decompressed(text->compressed());
}

Result<std::optional<std::string>> page_text(const storage::Reader& reader, const Id& page,
                                             std::uint64_t revision) {
  if (revision == 0) {
    TRY(const auto entity, storage::find<v1::Page>(reader, page));
    if (!entity) return std::optional<std::string>();
    revision = entity->revision();
  }
  TRY(const auto stored, find_revision(reader, page, revision));
  if (!stored) return std::optional<std::string>();
  TRY(std::string text, text_of(reader, page, *stored));
  return std::optional(std::move(text));
}

v1::RevisionSource source_of(const Actor& actor) {
  return actor.sign_in.is_nil() ? v1::REVISION_SOURCE_API : v1::REVISION_SOURCE_UI;
}

Result<std::string> checked_summary(std::string_view summary) {
  return checked_optional_line(summary, kPageSummaryMax, "The summary");
}

Status add_revision(Command& command, v1::Page& page, const store::v1::PreparedText& text,
                    const Written& written) {
  storage::Transaction& txn = command.txn;
  TRY(const Id id, Id::parse(page.id()));
  const std::uint64_t number = page.revision() + 1;
  const Id author = written.author.is_nil() ? command.actor.person : written.author;
  store::v1::StoredRevision stored;
  if (text.compressed().empty() && text.text_number() == 0) {
    TRY(const auto before, named_revision(txn, id, page.revision(), page.revision()));
    stored.set_text_number(before.text_number());
    stored.set_text_hash(before.text_hash());
    stored.mutable_revision()->set_text_bytes(before.revision().text_bytes());
  } else {
    stored.set_text_number(text.text_number() == 0 ? number : text.text_number());
    stored.set_text_hash(text.text_hash());
    stored.mutable_revision()->set_text_bytes(text.text_bytes());
    if (text.text_number() == 0) {
      store::v1::StoredText row;
      row.set_compressed(text.compressed());
      txn.put_index(kPageTexts, revision_key(id, number), row.SerializeAsString());
    }
    CHECKED(put_links(txn, id, text.links()));
    std::vector<Id> files;
    for (const std::string& file : text.files()) files.push_back(Id::from_bytes(file));
    CHECKED(hold_more_files(txn, command.actor, id, files));
  }
  v1::Revision& revision = *stored.mutable_revision();
  revision.set_page(page.id());
  revision.set_number(number);
  revision.set_author(author.text());
  revision.set_created_at_ms(written.created_at_ms == 0 ? txn.time_ms() : written.created_at_ms);
  revision.set_summary(written.summary);
  revision.set_minor(written.is_minor);
  revision.mutable_parents()->Assign(written.parents.begin(), written.parents.end());
  revision.set_source(written.source);
  revision.set_title(page.title());
  *revision.mutable_tags() = page.tags();
  revision.set_language(page.language());
  revision.set_owner(page.owner());
  revision.set_restored_from(written.restored_from);
  txn.put_index(kRevisions, revision_key(id, number), stored.SerializeAsString());
  txn.put_index(kContributors, storage::KeyWriter().id(id).id(author).take(), {});
  page.set_revision(number);
  page.set_revised_at_ms(revision.created_at_ms());
  page.set_revised_by(revision.author());
  return {};
}

Result<bool> erase_history(storage::Transaction& txn, const Id& page, std::size_t rows_max) {
  CHECKED(let_go_of_files(txn, page));
  for (const storage::IndexTable* table : {&kPageTexts, &kRevisions, &kContributors}) {
    std::vector<std::string> keys;
    bool is_all = true;
    const storage::Range range{.prefix = std::string(page.bytes()), .bound = {}};
    CHECKED(storage::scan_index(txn, *table, range, [&](std::string_view key, std::string_view) {
      is_all = keys.size() < rows_max;
      if (is_all) keys.emplace_back(key);
      return is_all;
    }));
    for (const std::string& key : keys) txn.erase_index(*table, key);
    if (!is_all) return false;
    rows_max -= keys.size();
  }
  return true;
}

}  // namespace fika::domain
