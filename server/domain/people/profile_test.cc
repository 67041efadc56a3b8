// SPDX-License-Identifier: GPL-3.0-or-later
#include <fika/v1/communities.pb.h>

#include "server/domain/members.h"
#include "server/domain/people/people_for_tests.h"
#include "server/domain/people/profile_fields.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

class Profile : public PeopleTest {
 protected:
  Code updating(const Actor& actor, const v1::UpdateProfileRequest& request) {
    return world_.refusal(actor, "UpdateProfile", request);
  }
};

TEST(ProfileFields, EmailAddressesAreLowerCaseAsciiInForm) {
  EXPECT_EQ(checked_email("  Ada.Love+x@Example.ORG "), "ada.love+x@example.org");
  EXPECT_EQ(checked_email(""), "");
  EXPECT_EQ(checked_email("admin@localhost"), "admin@localhost");
  for (const char* bad : {"ada", "@x.org", "a@", "a@@b", "a@b@c", "a b@c.org", "a@b..c", ".a@b.c",
                          "a.@b.c", "åsa@example.org", "a@b_c.org", "a\n@b.c", "<a@b.c>"}) {
    EXPECT_FALSE(checked_email(bad)) << bad;
  }
  EXPECT_FALSE(checked_email(std::string(65, 'a') + "@b.c"));
  EXPECT_FALSE(checked_email("a@" + std::string(300, 'b')));
}

TEST_F(Profile, AChangeShowsInProfileAndSettings) {
  v1::UpdateProfileRequest request;
  request.set_name("  Åsa Öberg ");
  request.set_pronouns("hon");
  request.set_site("Kalmar");
  request.set_unit("Vatten");
  request.add_languages("sv");
  request.add_languages("en-GB");
  request.add_languages("sv");
  request.set_replace_languages(true);
  request.set_time_zone("Europe/Stockholm");
  request.set_interface_language("sv");
  request.set_typing_off(true);
  request.set_here_now_off(true);
  ASSERT_EQ(updating(member_, request), kAccepted);
  const v1::Me now = me(member_);
  EXPECT_EQ(now.person().name(), "Åsa Öberg");
  EXPECT_EQ(now.person().pronouns(), "hon");
  EXPECT_EQ(now.person().languages_size(), 2);
  EXPECT_EQ(now.settings().time_zone(), "Europe/Stockholm");
  EXPECT_TRUE(now.settings().typing_off());
  EXPECT_EQ(now.person().role(), v1::ROLE_MEMBER);
  EXPECT_EQ(now.organisation(), world_.organisation().text());
  // One change for colleagues, one for the person alone.
  ASSERT_EQ(world_.last_commit().scopes.size(), 2U);
  for (const auto& scope : world_.last_commit().scopes) EXPECT_EQ(scope.changes.size(), 1U);
}

TEST_F(Profile, WhatIsLeftOutStays) {
  v1::UpdateProfileRequest first;
  first.set_site("Kalmar");
  first.add_languages("sv");
  first.set_replace_languages(true);
  ASSERT_EQ(updating(guest_, first), kAccepted);
  v1::UpdateProfileRequest second;
  second.set_site("");
  second.add_languages("en");  // not asked to replace
  ASSERT_EQ(updating(guest_, second), kAccepted);
  EXPECT_EQ(me(guest_).person().site(), "");
  EXPECT_EQ(me(guest_).person().languages(0), "sv");
  EXPECT_EQ(me(guest_).person().name(), "Guest");
}

TEST_F(Profile, RefusesWhatIsNoProfile) {
  const auto refuses = [&](auto change) {
    v1::UpdateProfileRequest request;
    change(request);
    EXPECT_EQ(updating(member_, request), Code::kInvalid) << request.ShortDebugString();
  };
  for (const auto& name : {std::string(), std::string(" "), std::string(81, 'x'),
                           std::string("a\tb"), std::string("a\0b", 3)}) {
    refuses([&](auto& request) { request.set_name(name); });
  }
  refuses([](auto& request) { request.set_pronouns(std::string(41, 'x')); });
  refuses([](auto& request) { request.set_site(std::string(81, 'x')); });
  refuses([](auto& request) { request.set_unit("a\nb"); });
  for (const char* zone : {"", "Stockholm", "/Stockholm", "Europe/", "Europe//X", "../etc", "a b/c",
                           "Europe/Sto\xc3\xa5", "1/2"}) {
    refuses([&](auto& request) { request.set_time_zone(zone); });
  }
  for (const char* language : {"", "de", "SV"}) {
    refuses([&](auto& request) { request.set_interface_language(language); });
  }
  for (const char* tag : {"", "s", "-sv", "sv-", "sv--se", "toolonglanguage", "12", "sv_SE"}) {
    refuses([&](auto& request) {
      request.add_languages(tag);
      request.set_replace_languages(true);
    });
  }
  refuses([](auto& request) {
    for (int i = 0; i < 11; ++i) request.add_languages("sv");
    request.set_replace_languages(true);
  });
  EXPECT_EQ(me(member_).person().name(), "Member");
}

TEST_F(Profile, ANewNameReachesEveryPlaceThatShowsIt) {
  const Id root = world_.fresh_id();
  ASSERT_TRUE(world_.write([&](storage::Transaction& txn) -> Status {
    CHECKED(txn.set_scope(root, community_scope(root)));
    TRY(const auto person, storage::find<v1::Person>(txn, world_.organisation(), {guest_.person}));
    TRY(const auto member, add_member(txn, community_scope(root), *person, false));
    return {};
  }));
  v1::UpdateProfileRequest request;
  request.set_name("Gunvor");
  ASSERT_EQ(updating(guest_, request), kAccepted);
  EXPECT_EQ(storage::find<v1::Member>(*world_.read(), root, {guest_.person}).value()->name(),
            "Gunvor");
  ASSERT_EQ(world_.refusal(world_.admin(), "SetRole", role_of(guest_.person, v1::ROLE_MEMBER)),
            kAccepted);
  EXPECT_FALSE(storage::find<v1::Member>(*world_.read(), root, {guest_.person}).value()->guest());
}

TEST_F(Profile, TheOwnSnapshotCarriesSettingsAndAsksForThePerson) {
  const auto reader = world_.read();
  const Query query{*reader, member_, world_.organisation(), world_.clock().now_ms()};
  v1::Snapshot snapshot;
  SnapshotBuilder builder(*reader);
  builder.begin(snapshot);
  ASSERT_TRUE(people().snapshot(query, organisation_scope(world_.organisation()), builder));
  EXPECT_EQ(snapshot.puts_size(), 0);
  ASSERT_TRUE(people().snapshot(query, person_scope(member_.person), builder));
  ASSERT_EQ(snapshot.puts_size(), 1);
  EXPECT_EQ(snapshot.puts(0).kind(), storage::entity_type<v1::PersonSettings>().kind());
  EXPECT_EQ(builder.people(), std::set<Id>{member_.person});
}

}  // namespace
}  // namespace fika::domain
