// SPDX-License-Identifier: GPL-3.0-or-later
// Pages are everybody's work and stay. In every revision's text, and in passages that are commented
// on, a mention of the person says "former colleague", and the summaries that they wrote go.
#include <algorithm>

#include "server/domain/erasure/phases.h"
#include "server/domain/pages/rendering.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/text.h"
#include "server/domain/passages/passages.h"

namespace fika::domain {
namespace {

// Texts are unpacked to be looked at, on the writer thread.
constexpr std::size_t kTextsAtOnceMax = 50;

// All revisions whose text stands under `number`.
Status change_text_of(storage::Transaction& txn, const Id& page, std::uint64_t number,
                      const std::string& text) {
  const std::string from = storage::index_key(kRevisions, revision_key(page, number));
  TRY(const Stretch revisions, index_stretch(txn, kRevisions, page.bytes(), from, SIZE_MAX));
  for (const Row& row : revisions.rows) {
    store::v1::StoredRevision revision;
    if (!revision.ParseFromString(row.value)) {
      return fail(Code::kDataLoss, "A revision cannot be read. Run fika-server verify.");
    }
    if (revision.text_number() != number) continue;
    rendered_pages().erase(revision.text_hash());
    revision.set_text_hash(hash_of_text(text));
    revision.mutable_revision()->set_text_bytes(text.size());
    txn.put_index(kRevisions, row.key, revision.SerializeAsString());
  }
  // Whoever has the text on screen asks for it again.
  TRY(const auto entity, storage::find<v1::Page>(txn, page));
  return entity ? txn.put(*entity) : Status();
}

// On the writer thread, as the rewriting itself: few texts name one person.
Status move_passages(storage::Transaction& txn, const Id& page, std::uint64_t number,
                     const std::string& text, const std::string& rewritten) {
  TRY(const auto entity, storage::find<v1::Page>(txn, page));
  if (!entity) return {};
  TRY(const auto newest, named_revision(txn, page, 0, entity->revision()));
  if (newest.text_number() != number) return {};
  store::v1::PreparedText prepared;
  CHECKED(place_passages(txn, page, text, rewritten, prepared));
  return follow_text(txn, page, prepared, entity->revision());
}

}  // namespace

Result<std::string> rewrite_page_texts(storage::Transaction& txn, const Subject& subject,
                                       const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found,
      index_stretch(txn, kPageTexts, {}, from, std::min(rows_max, kTextsAtOnceMax)));
  for (const Row& row : found.rows) {
    store::v1::StoredText stored;
    if (!stored.ParseFromString(row.value)) {
      return fail(Code::kDataLoss, "A page's text cannot be read. Run fika-server verify.");
    }
    TRY(const std::string text, decompressed(stored.compressed()));
    const std::string rewritten = without_name(text, subject.id);
    if (rewritten == text) continue;
    TRY(*stored.mutable_compressed(), compressed(rewritten));
    txn.put_index(kPageTexts, row.key, stored.SerializeAsString());
    storage::KeyReader parts(row.key);
    const Id page = parts.id();
    const std::uint64_t number = parts.u64();
    CHECKED(move_passages(txn, page, number, text, rewritten));
    CHECKED(change_text_of(txn, page, number, rewritten));
  }
  return found.next;
}

Result<std::string> rewrite_passages(storage::Transaction& txn, const Subject& subject,
                                     const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found, entity_stretch<v1::Passage>(txn, from, rows_max));
  for (const Row& row : found.rows) {
    TRY(auto passage, storage::parse_row<v1::Passage>(row.value));
    std::string quote = without_name(passage.quote(), subject.id);
    if (quote == passage.quote()) continue;
    passage.set_quote(std::move(quote));
    CHECKED(txn.put(passage));
  }
  return found.next;
}

Result<std::string> erase_summaries(storage::Transaction& txn, const Subject& subject,
                                    const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found, index_stretch(txn, kRevisions, {}, from, rows_max));
  for (const Row& row : found.rows) {
    store::v1::StoredRevision revision;
    if (!revision.ParseFromString(row.value)) {
      return fail(Code::kDataLoss, "A revision cannot be read. Run fika-server verify.");
    }
    if (revision.revision().author() != subject.id.text()) continue;
    if (revision.revision().summary().empty()) continue;
    revision.mutable_revision()->clear_summary();
    txn.put_index(kRevisions, row.key, revision.SerializeAsString());
  }
  return found.next;
}

}  // namespace fika::domain
