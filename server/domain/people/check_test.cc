// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/checks_for_tests.h"
#include "server/domain/people/people_for_tests.h"
#include "server/domain/scopes.h"

namespace fika::domain {
namespace {

TEST_F(PeopleTest, TheDirectoryIsHeldAgainstThePeople) {
  list_everybody(world_);
  const Actor anna = added("Anna de Vries", "anna@example.org");
  const auto name_key = [](const std::string& folded, const Actor& actor) {
    return storage::KeyWriter().text_part(folded).id(actor.person).take();
  };
  const auto subscription = [](const Actor& actor, const storage::Scope& scope) {
    return storage::KeyWriter().id(actor.person).scope(scope).take();
  };
  v1::PersonSettings moved;
  moved.set_person(anna.person.text());
  moved.set_email("other@example.org");
  expect_found(
      world_, people(),
      {without_row("A person is not found by name", kPeopleByName, name_key("anna de vries", anna)),
       without_row("A person is not found by a word of the name", kPeopleByWord,
                   name_key("vries", anna)),
       with_row("A name leads to somebody who does not have it", kPeopleByName,
                name_key("bo", anna)),
       with_row("A name leads to somebody who does not have it", kPeopleByWord,
                name_key("de", anna)),
       with_row("A row of an index cannot be read", kPeopleByName, "anna" + bytes_of(anna.person)),
       without_row("A person is not found by e-mail address", kPersonByEmail, "anna@example.org"),
       with_entity("A person is not found by e-mail address", moved),
       with_row("An e-mail address leads to somebody who does not have it", kPersonByEmail,
                "bo@example.org", bytes_of(anna.person)),
       with_row("A row of an index cannot be read", kPersonByEmail, "bo@example.org", "Anna"),
       with_row("A person is counted among the administrators wrongly, or not at all",
                kActiveAdmins, bytes_of(anna.person)),
       without_row("A person is counted among the administrators wrongly, or not at all",
                   kActiveAdmins, bytes_of(world_.admin().person)),
       with_row("Somebody counts as an administrator who is not there", kActiveAdmins,
                bytes_of(world_.fresh_id())),
       without_row("A person does not receive what is their own", kSubscriptions,
                   subscription(anna, person_scope(anna.person))),
       without_row("A guest receives the organisation's changes, or a colleague does not",
                   kSubscriptions, subscription(anna, organisation_scope(world_.organisation()))),
       with_row("A guest receives the organisation's changes, or a colleague does not",
                kSubscriptions, subscription(guest_, organisation_scope(world_.organisation())))});
}

}  // namespace
}  // namespace fika::domain
