// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/people/documents.h"
#include "server/domain/people/handlers.h"
#include "server/domain/people/people.h"

namespace fika::domain {

Capability people() {
  return {.service = "fika.v1.PeopleService",
          .methods =
              {
                  query<&get_me>("GetMe", {.caller = Caller::kGuest}),
                  // Guests are answered about themselves alone: the handler sees to it.
                  query<&get_person>("GetPerson", {.caller = Caller::kGuest}),
                  scan<&list_people>("ListPeople", {.caller = Caller::kGuest}),
                  query<&find_person_by_email>("FindPersonByEmail", {.caller = Caller::kAdmin}),
                  command<&update_profile>("UpdateProfile", {.caller = Caller::kGuest}),
                  command<&add_new_person>("AddPerson", {.caller = Caller::kAdmin}),
                  command<&set_role>("SetRole", {.caller = Caller::kAdmin}),
                  command<&set_email>("SetEmail", {.caller = Caller::kAdmin}),
                  command<&deactivate_person>("DeactivatePerson", {.caller = Caller::kAdmin}),
                  command<&reactivate_person>("ReactivatePerson", {.caller = Caller::kAdmin}),
              },
          .snapshot = &add_own_settings_to,
          .check = &check_people,
          .documents = person_documents()};
}

}  // namespace fika::domain
