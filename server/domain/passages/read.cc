// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <tuple>

#include "server/domain/passages/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Status add_resolved(const Query& query, const Id& page, std::string_view after,
                    v1::ListPassagesReply& reply) {
  Id last;
  if (!after.empty()) {
    TRY(last, Id::parse(after, "The comment to go on after"));
  }
  storage::Range range{
      .prefix = storage::entity_key(storage::entity_type<v1::Passage>().kind(), page), .bound = {}};
  if (!last.is_nil()) range.bound = range.prefix + std::string(last.bytes()) + '\0';
  Status status;
  CHECKED(query.reader.scan(storage::Table::kEntities, range,
                            [&](std::string_view, std::string_view row) {
                              auto passage = storage::parse_row<v1::Passage>(row);
                              if (!passage) {
                                status = std::unexpected(std::move(passage).error());
                                return false;
                              }
                              if (passage->resolved_at_ms() == 0) return true;
                              reply.set_more(reply.passages_size() == kPassagesPageMax);
                              if (reply.more()) return false;
                              *reply.add_passages() = *std::move(passage);
                              return true;
                            }));
  return status;
}

}  // namespace

Result<v1::ListPassagesReply> list_passages(const Query& query,
                                            const v1::ListPassagesRequest& request) {
  TRY(const Id page, Id::parse(request.page(), "The page"));
  TRY(const auto present, storage::find<v1::Page>(query.reader, page));
  if (!present) return fail(Code::kNotFound, "There is no such page, or you may not see it.");
  v1::ListPassagesReply reply;
  if (request.resolved()) {
    CHECKED(add_resolved(query, page, request.after(), reply));
    return reply;
  }
  TRY(auto passages, open_passages(query.reader, page));
  std::ranges::sort(passages, {}, [](const v1::Passage& one) {
    return std::tuple(one.orphaned(), one.start(), one.end(), one.message());
  });
  for (v1::Passage& passage : passages) *reply.add_passages() = std::move(passage);
  return reply;
}

}  // namespace fika::domain
