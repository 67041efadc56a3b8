// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/importing/batch.h"
#include "server/domain/importing/handlers.h"

namespace fika::domain {
namespace {

Status check_count(int count, int count_max, std::string_view what) {
  if (count <= count_max) return {};
  return fail(Code::kInvalid, "The batch holds {} {}; at most {} fit. Send smaller ones.", count,
              what, count_max);
}

Status check_counts(const v1::ImportBatchRequest& request) {
  CHECKED(check_count(request.people_size(), kImportedPeopleMax, "people"));
  CHECKED(check_count(request.communities_size(), kImportedRootsMax, "communities"));
  CHECKED(check_count(request.threads_size(), kImportedRootsMax, "threads"));
  CHECKED(check_count(request.messages_size(), kImportedMessagesMax, "messages"));
  int members = 0;
  for (const auto& community : request.communities()) members += community.members_size();
  return check_count(members, kImportedMembersMax, "members");
}

// Runs each, and lets a refusal say which one it is about: by id, or by number where that is no id.
template <class Imported>
Status import_each(Batch& batch, const google::protobuf::RepeatedPtrField<Imported>& all,
                   std::string_view what, Status (*import_one)(Batch&, const Imported&)) {
  for (int i = 0; i < all.size(); ++i) {
    const auto done = import_one(batch, all[i]);
    if (done) continue;
    const auto id = Id::parse(all[i].id());
    return fail(done.error().code, "{} {}: {}", what, id ? id->text() : fmt::format("{}", i + 1),
                done.error().detail);
  }
  return {};
}

}  // namespace

Result<v1::ImportBatchReply> import_batch(Command& command, const v1::ImportBatchRequest& request) {
  CHECKED(check_counts(request));
  Batch batch{.command = command, .html = command.prepared};
  for (const auto& message : request.messages()) {
    if (const auto id = Id::parse(message.id())) batch.messages.insert(*id);
  }
  CHECKED(import_each(batch, request.people(), "Person", &import_person));
  CHECKED(import_each(batch, request.communities(), "Community", &import_community));
  CHECKED(import_each(batch, request.threads(), "Thread", &import_thread));
  CHECKED(import_each(batch, request.messages(), "Message", &import_message));
  CHECKED(finish_threads(batch));
  return std::move(batch.reply);
}

}  // namespace fika::domain
