// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/threads/documents.h"
#include "server/domain/threads/handlers.h"
#include "server/domain/threads/names.h"
#include "server/domain/threads/transfer.h"
#include "server/render/first_look.h"

namespace fika::domain {
namespace {

bool may_have_html(const v1::StartThreadRequest& request) {
  return render::may_hold_markup(request.text());
}

}  // namespace

Capability threads() {
  constexpr Policy kMembers{
      .caller = Caller::kGuest, .relation = Relation::kMember, .root_field = "thread"};
  constexpr Policy kStewards{
      .caller = Caller::kGuest, .relation = Relation::kSteward, .root_field = "thread"};
  constexpr Policy kReaders{
      .caller = Caller::kGuest, .relation = Relation::kSees, .root_field = "thread"};
  return {
      .service = "fika.v1.ThreadService",
      .methods =
          {
              if_needed<&may_have_html>(prepared_command<&start_thread, &prepare_start>(
                  "StartThread", {.caller = Caller::kGuest,
                                  .relation = Relation::kMember,
                                  .root_field = "community"})),
              // Of the members, the author and the stewards.
              command<&rename_thread>("RenameThread", kMembers),
              command<&move_thread>("MoveThread", kMembers),
              // Of the members, who started it, the stewards and administrators.
              command<&split_thread>("SplitThread", kMembers),
              command<&merge_threads>("MergeThreads", kMembers),
              command<&set_resolved>("SetResolved", kMembers),
              command<&set_thread_pinned>("SetThreadPinned", kStewards),
              command<&set_thread_level>("SetThreadLevel", kReaders),
              query<&get_thread>("GetThread", kReaders),
              scan<&list_threads>("ListThreads", {.caller = Caller::kGuest,
                                                  .relation = Relation::kSees,
                                                  .root_field = "community"}),
          },
      .snapshot = &threads_in_snapshot,
      .due = {{std::string(kNamePeople), &go_on_naming},
              {std::string(kGoOnCarrying), &go_on_carrying}},
      .check = &check_threads,
      .documents = thread_documents(),
  };
}

}  // namespace fika::domain
