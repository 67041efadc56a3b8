// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/idempotency.h"

namespace fika::storage {
namespace {

std::string reply_key(const Id& person, std::string_view client_id) {
  return KeyWriter().id(person).text(client_id).take();
}

}  // namespace

Result<std::optional<store::v1::IdempotentReply>> known_reply(const Reader& reader,
                                                              const Id& person,
                                                              std::string_view client_id,
                                                              std::string_view request_hash) {
  TRY(const auto row, reader.get(Table::kIdempotency, reply_key(person, client_id)));
  if (!row) return std::optional<store::v1::IdempotentReply>{};
  store::v1::IdempotentReply reply;
  if (!reply.ParseFromString(*row)) {
    return fail(Code::kDataLoss, "A kept answer cannot be read. Run fika-server verify.");
  }
  if (reply.request_hash() != request_hash) {
    return fail(
        Code::kExists,
        "This client id was used for another command. Choose a fresh one for each command.");
  }
  return std::optional(std::move(reply));
}

void keep_reply(Transaction& txn, const Id& person, std::string_view client_id,
                std::string_view request_hash, std::string_view reply) {
  store::v1::IdempotentReply row;
  row.set_request_hash(std::string(request_hash));
  row.set_reply(std::string(reply));
  row.set_seq(txn.seq());
  row.set_time_ms(txn.time_ms());
  txn.put_row(Table::kIdempotency, reply_key(person, client_id), row.SerializeAsString());
}

}  // namespace fika::storage
