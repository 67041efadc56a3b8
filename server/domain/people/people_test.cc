// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/people/people.h"

#include <fika/store/v1/domain.pb.h>

#include "server/domain/checks_for_tests.h"
#include "server/domain/people/directory.h"
#include "server/domain/people/people_for_tests.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

class People : public PeopleTest {
 protected:
  bool holds_organisation(const Id& person) {
    const auto scopes = subscriptions_of(*world_.read(), person).value();
    return std::any_of(scopes.begin(), scopes.end(), [&](const SubscribedScope& held) {
      return held.scope == organisation_scope(world_.organisation());
    });
  }
  v1::Person seen(const Id& person) {
    return storage::find<v1::Person>(*world_.read(), world_.organisation(), {person})
        .value()
        .value();
  }
  Code finding(const Actor& actor, const std::string& email) {
    v1::FindPersonByEmailRequest request;
    request.set_email(email);
    return world_.refusal(actor, "FindPersonByEmail", request);
  }
};

TEST_F(People, AddedPeopleAreFoundByTheirAddressInAnyCase) {
  const Actor ada = added("Ada", "Ada@Example.org");
  EXPECT_EQ(me(ada).settings().email(), "ada@example.org");
  EXPECT_TRUE(holds_organisation(ada.person));
  v1::FindPersonByEmailRequest request;
  request.set_email(" ADA@example.ORG ");
  EXPECT_EQ(world_.call<v1::Person>(world_.admin(), "FindPersonByEmail", request).value().id(),
            ada.person.text());
  EXPECT_EQ(finding(world_.admin(), "nobody@example.org"), Code::kNotFound);
  EXPECT_EQ(finding(world_.admin(), ""), Code::kNotFound);
}

TEST_F(People, AnAddressHasOneAccount) {
  const Actor ada = added("Ada", "ada@example.org");
  EXPECT_EQ(world_.refusal(world_.admin(), "AddPerson", adding("Other", "ADA@example.org")),
            Code::kExists);
  // Also while it is out of use.
  ASSERT_EQ(world_.refusal(world_.admin(), "DeactivatePerson",
                           about<v1::DeactivatePersonRequest>(ada.person)),
            kAccepted);
  EXPECT_EQ(world_.refusal(world_.admin(), "AddPerson", adding("Other", "ada@example.org")),
            Code::kExists);
  added("No address");
  added("Nor here");
}

TEST_F(People, TakenIdsAreRefused) {
  for (const Id& taken : {member_.person, world_.organisation()}) {
    auto request = adding("Thief", "");
    request.set_id(taken.text());
    EXPECT_EQ(world_.refusal(world_.admin(), "AddPerson", request), Code::kExists);
  }
  // The id of something that was erased.
  const Id erased = world_.fresh_id();
  ASSERT_TRUE(world_.write([&](storage::Transaction& txn) -> Status {
    CHECKED(txn.set_scope(erased, community_scope(erased)));
    return txn.erase_root(erased);
  }));
  auto request = adding("Thief", "");
  request.set_id(erased.text());
  EXPECT_EQ(world_.refusal(world_.admin(), "AddPerson", request), Code::kExists);
  request.set_id("../../etc");
  EXPECT_EQ(world_.refusal(world_.admin(), "AddPerson", request), Code::kInvalid);
  EXPECT_EQ(seen(member_.person).name(), "Member");
}

TEST_F(People, RefusesPeopleWithoutNameOrRole) {
  auto request = adding("", "x@example.org");
  EXPECT_EQ(world_.refusal(world_.admin(), "AddPerson", request), Code::kInvalid);
  for (const int role : {0, 4, 99, -1}) {
    request = adding("X", "x@example.org", static_cast<v1::Role>(role));
    EXPECT_EQ(world_.refusal(world_.admin(), "AddPerson", request), Code::kInvalid);
  }
  EXPECT_EQ(finding(world_.admin(), "x@example.org"), Code::kNotFound);
}

TEST_F(People, BecomingAGuestTakesTheOrganisationAwayAndBackAgain) {
  ASSERT_TRUE(holds_organisation(member_.person));
  ASSERT_EQ(world_.refusal(world_.admin(), "SetRole", role_of(member_.person, v1::ROLE_GUEST)),
            kAccepted);
  EXPECT_FALSE(holds_organisation(member_.person));
  EXPECT_EQ(seen(member_.person).role(), v1::ROLE_GUEST);
  ASSERT_EQ(world_.refusal(world_.admin(), "SetRole", role_of(member_.person, v1::ROLE_ADMIN)),
            kAccepted);
  EXPECT_TRUE(holds_organisation(member_.person));
}

TEST_F(People, TheLastAdministratorStays) {
  const Actor second = added("Second", "", v1::ROLE_ADMIN);
  const auto deactivation = about<v1::DeactivatePersonRequest>(second.person);
  // The first gives up the role, so the second is the last.
  ASSERT_EQ(
      world_.refusal(world_.admin(), "SetRole", role_of(world_.admin().person, v1::ROLE_MEMBER)),
      kAccepted);
  EXPECT_EQ(world_.refusal(second, "SetRole", role_of(second.person, v1::ROLE_MEMBER)),
            Code::kState);
  EXPECT_EQ(world_.refusal(second, "DeactivatePerson", deactivation), Code::kState);
  // A deactivated administrator is none.
  auto request = adding("Third", "", v1::ROLE_ADMIN);
  ASSERT_EQ(world_.refusal(second, "AddPerson", request), kAccepted);
  const Id third = Id::parse(request.id()).value();
  ASSERT_EQ(world_.refusal(second, "DeactivatePerson", about<v1::DeactivatePersonRequest>(third)),
            kAccepted);
  EXPECT_EQ(world_.refusal(second, "DeactivatePerson", deactivation), Code::kState);
  ASSERT_EQ(world_.refusal(second, "ReactivatePerson", about<v1::ReactivatePersonRequest>(third)),
            kAccepted);
  EXPECT_EQ(world_.refusal(second, "DeactivatePerson", deactivation), kAccepted);
}

TEST_F(People, DeactivatingKeepsTheNameAndShutsOut) {
  const Actor ada = added("Ada", "ada@example.org");
  ASSERT_EQ(world_.refusal(world_.admin(), "DeactivatePerson",
                           about<v1::DeactivatePersonRequest>(ada.person)),
            kAccepted);
  EXPECT_TRUE(seen(ada.person).deactivated());
  EXPECT_EQ(seen(ada.person).name(), "Ada");
  EXPECT_EQ(world_.refusal(ada, "GetMe", v1::GetMeRequest()), Code::kUnauthenticated);
  EXPECT_EQ(world_.refusal(ada, "UpdateProfile", v1::UpdateProfileRequest()),
            Code::kUnauthenticated);
  ASSERT_EQ(world_.refusal(world_.admin(), "ReactivatePerson",
                           about<v1::ReactivatePersonRequest>(ada.person)),
            kAccepted);
  EXPECT_EQ(world_.refusal(ada, "GetMe", v1::GetMeRequest()), kAccepted);
}

TEST_F(People, FormerColleaguesHaveNoAccountToChange) {
  v1::Person former;
  former.set_organisation(world_.organisation().text());
  former.set_id(world_.fresh_id().text());
  former.set_name("Former");
  former.set_role(v1::ROLE_MEMBER);
  former.set_former_colleague(true);
  ASSERT_TRUE(world_.write([&](storage::Transaction& txn) { return add_person(txn, former, {}); }));
  const Id id = Id::parse(former.id()).value();
  EXPECT_EQ(world_.refusal(world_.admin(), "SetRole", role_of(id, v1::ROLE_ADMIN)), Code::kState);
  EXPECT_EQ(
      world_.refusal(world_.admin(), "ReactivatePerson", about<v1::ReactivatePersonRequest>(id)),
      Code::kState);
  EXPECT_EQ(world_.refusal(member_, "GetPerson", about<v1::GetPersonRequest>(id)), kAccepted);
}

TEST_F(People, ANewAddressChangesSettingsAndLookUpAlone) {
  list_everybody(world_);
  const Actor ada = added("Ada", "ada@example.org");
  auto request = about<v1::SetEmailRequest>(ada.person);
  request.set_email("New@example.org");
  EXPECT_EQ(world_.call<v1::Person>(world_.admin(), "SetEmail", request).value().name(), "Ada");
  EXPECT_EQ(me(ada).settings().email(), "new@example.org");
  EXPECT_EQ(finding(world_.admin(), "ada@example.org"), Code::kNotFound);
  EXPECT_EQ(finding(world_.admin(), "new@example.org"), kAccepted);
  added("Other", "ada@example.org");
  storage::Findings findings;
  ASSERT_TRUE(people().check(*world_.read(), findings));
  EXPECT_TRUE(findings.is_empty());
}

TEST_F(People, GuestsAreAnsweredAboutThemselvesAlone) {
  const auto unknown = about<v1::GetPersonRequest>(world_.fresh_id());
  EXPECT_EQ(world_.refusal(guest_, "GetPerson", about<v1::GetPersonRequest>(guest_.person)),
            kAccepted);
  EXPECT_EQ(world_.refusal(guest_, "GetPerson", about<v1::GetPersonRequest>(member_.person)),
            Code::kNotFound);
  EXPECT_EQ(world_.refusal(guest_, "GetPerson", unknown), Code::kNotFound);
  EXPECT_EQ(world_.refusal(member_, "GetPerson", unknown), Code::kNotFound);
  EXPECT_EQ(world_.refusal(member_, "GetPerson", about<v1::GetPersonRequest>(guest_.person)),
            kAccepted);
}

TEST_F(People, EachMethodHasItsCallers) {
  const Id other = added("Other").person;
  const auto request = [&](std::string_view method) -> std::unique_ptr<google::protobuf::Message> {
    const auto made = [](auto message) {
      return std::make_unique<decltype(message)>(std::move(message));
    };
    if (method == "GetPerson") return made(about<v1::GetPersonRequest>(other));
    if (method == "AddPerson") return made(adding("New", ""));
    if (method == "SetRole") return made(role_of(other, v1::ROLE_MEMBER));
    if (method == "SetEmail") return made(about<v1::SetEmailRequest>(other));
    if (method == "DeactivatePerson") return made(about<v1::DeactivatePersonRequest>(other));
    if (method == "ReactivatePerson") return made(about<v1::ReactivatePersonRequest>(other));
    if (method == "FindPersonByEmail") return made(v1::FindPersonByEmailRequest());
    if (method == "ListPeople") return made(v1::ListPeopleRequest());
    if (method == "UpdateProfile") return made(v1::UpdateProfileRequest());
    return made(v1::GetMeRequest());
  };
  Actor reading = member_, writing = world_.admin();
  reading.scope = v1::TOKEN_SCOPE_READ;
  writing.scope = v1::TOKEN_SCOPE_WRITE;
  constexpr Code kNo = Code::kForbidden, kYes = kAccepted, kNone = Code::kNotFound;
  struct Row {
    const char* method;
    Code guest, member, admin, reading_member, writing_admin;
  };
  const Row rows[] = {
      {"GetMe", kYes, kYes, kYes, kYes, kYes},
      {"GetPerson", kNone, kYes, kYes, kYes, kYes},
      {"ListPeople", kYes, kYes, kYes, kYes, kYes},
      {"FindPersonByEmail", kNo, kNo, kNone, kNo, kNo},
      {"UpdateProfile", kYes, kYes, kYes, kNo, kYes},
      {"AddPerson", kNo, kNo, kYes, kNo, kNo},
      {"SetRole", kNo, kNo, kYes, kNo, kNo},
      {"SetEmail", kNo, kNo, kYes, kNo, kNo},
      {"DeactivatePerson", kNo, kNo, kYes, kNo, kNo},
      {"ReactivatePerson", kNo, kNo, kYes, kNo, kNo},
  };
  EXPECT_EQ(std::size(rows), people().methods.size());
  for (const Row& row : rows) {
    SCOPED_TRACE(row.method);
    const auto answer = [&](const Actor& actor) {
      return world_.refusal(actor, row.method, *request(row.method));
    };
    EXPECT_EQ(answer({}), Code::kUnauthenticated);
    EXPECT_EQ(answer(guest_), row.guest);
    EXPECT_EQ(answer(member_), row.member);
    EXPECT_EQ(answer(world_.admin()), row.admin);
    EXPECT_EQ(answer(reading), row.reading_member);
    EXPECT_EQ(answer(writing), row.writing_admin);
  }
}

}  // namespace
}  // namespace fika::domain
