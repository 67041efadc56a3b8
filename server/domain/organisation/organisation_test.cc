// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/organisation/organisation.h"

#include <fika/v1/organisation.pb.h>

#include <gtest/gtest.h>

#include "server/domain/scopes.h"
#include "tests/support/world.h"

namespace fika::domain {
namespace {

using tests::World;

class Organisation : public testing::Test {
 protected:
  Result<v1::Organisation> get(const Actor& actor) {
    return world_.call<v1::Organisation>(actor, "GetOrganisation", v1::GetOrganisationRequest());
  }
  v1::UpdateOrganisationRequest named(const std::string& name) {
    v1::UpdateOrganisationRequest request;
    request.set_name(name);
    return request;
  }

  World world_{{organisation()}};
  const Actor member_ = world_.person("Måns");
  const Actor guest_ = world_.person("Gäst", v1::ROLE_GUEST);
};

TEST_F(Organisation, MembersReadItsSettings) {
  v1::UpdateOrganisationRequest request;
  request.set_typing_off(true);
  ASSERT_TRUE(world_.call<v1::Organisation>(world_.admin(), "UpdateOrganisation", request));
  const auto seen = get(member_);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->id(), world_.organisation().text());
  EXPECT_TRUE(seen->typing_off());
  EXPECT_FALSE(seen->here_now_off());
}

TEST_F(Organisation, GuestsLearnItsNameAlone) {
  v1::UpdateOrganisationRequest request;
  request.set_here_now_off(true);
  ASSERT_TRUE(world_.call<v1::Organisation>(world_.admin(), "UpdateOrganisation", request));
  const auto seen = get(guest_);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->name(), "Test");
  EXPECT_FALSE(seen->here_now_off());
  EXPECT_EQ(seen->created_at_ms(), 0);
}

TEST_F(Organisation, StrangersLearnNothing) {
  EXPECT_EQ(world_.refusal({}, "GetOrganisation", v1::GetOrganisationRequest()),
            Code::kUnauthenticated);
}

TEST_F(Organisation, OnlyAdministratorsChangeIt) {
  Actor writing_token = world_.admin();
  writing_token.scope = v1::TOKEN_SCOPE_WRITE;
  EXPECT_EQ(world_.refusal({}, "UpdateOrganisation", named("X")), Code::kUnauthenticated);
  EXPECT_EQ(world_.refusal(guest_, "UpdateOrganisation", named("X")), Code::kForbidden);
  EXPECT_EQ(world_.refusal(member_, "UpdateOrganisation", named("X")), Code::kForbidden);
  EXPECT_EQ(world_.refusal(writing_token, "UpdateOrganisation", named("X")), Code::kForbidden);
  EXPECT_EQ(get(member_)->name(), "Test");
}

TEST_F(Organisation, ARenameTellsTheOrganisationAndNothingElse) {
  ASSERT_TRUE(
      world_.call<v1::Organisation>(world_.admin(), "UpdateOrganisation", named("  Fältarbete ")));
  const auto commit = world_.last_commit();
  ASSERT_EQ(commit.scopes.size(), 1U);
  EXPECT_EQ(commit.scopes[0].scope, organisation_scope(world_.organisation()));
  EXPECT_EQ(commit.scopes[0].changes.size(), 1U);
  EXPECT_TRUE(commit.rows.empty());
  EXPECT_EQ(get(member_)->name(), "Fältarbete");
}

TEST_F(Organisation, SayingWhatIsSoAlreadyTellsNobody) {
  const auto before = world_.last_commit().seq;
  ASSERT_TRUE(world_.call<v1::Organisation>(world_.admin(), "UpdateOrganisation", named("Test")));
  EXPECT_TRUE(world_.last_commit().seq == before || world_.last_commit().scopes.empty());
}

TEST_F(Organisation, RefusesNamesThatAreNone) {
  for (const std::string& name :
       {std::string(), std::string("  "), std::string("a\nb"), std::string("\xff"),
        std::string(kOrganisationNameSizeMax + 1, 'x')}) {
    EXPECT_EQ(world_.refusal(world_.admin(), "UpdateOrganisation", named(name)), Code::kInvalid);
  }
}

TEST_F(Organisation, ItsOwnSnapshotCarriesItAndNoOtherDoes) {
  const auto reader = world_.read();
  const Query query{*reader, member_, world_.organisation(), world_.clock().now_ms()};
  const auto puts_of = [&](const storage::Scope& scope) {
    v1::Snapshot snapshot;
    SnapshotBuilder builder(*reader);
    builder.begin(snapshot);
    EXPECT_TRUE(organisation().snapshot(query, scope, builder));
    return snapshot.puts_size();
  };
  EXPECT_EQ(puts_of(organisation_scope(world_.organisation())), 1);
  EXPECT_EQ(puts_of(person_scope(member_.person)), 0);
}

}  // namespace
}  // namespace fika::domain
