// SPDX-License-Identifier: GPL-3.0-or-later
// Answers kept for a repeat hold entities as they were. The person's own go; one of somebody else
// that tells of the person is emptied, not taken away: the command must not have its effect twice.
#include <fika/store/v1/storage.pb.h>

#include "server/domain/erasure/phases.h"

namespace fika::domain {

Result<std::string> erase_replies(storage::Transaction& txn, const Subject& subject,
                                  const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found, stretch(txn, storage::Table::kIdempotency, {}, from, rows_max));
  const std::string id = subject.id.text();
  const std::string& name = subject.person.name();
  for (const Row& row : found.rows) {
    if (row.key.starts_with(subject.id.bytes())) {
      txn.erase_row(storage::Table::kIdempotency, row.key);
      continue;
    }
    store::v1::IdempotentReply kept;
    if (!kept.ParseFromString(row.value)) continue;
    // By name too: a thread's title may show whom its first message mentioned.
    if (!kept.reply().contains(id) && (name.empty() || !kept.reply().contains(name))) continue;
    kept.clear_reply();
    txn.put_row(storage::Table::kIdempotency, row.key, kept.SerializeAsString());
  }
  return found.next;
}

}  // namespace fika::domain
