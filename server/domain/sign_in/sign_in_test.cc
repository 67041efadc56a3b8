// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/sign_in.h"

#include "server/domain/organisation_setup.h"
#include "server/domain/people/directory.h"
#include "server/domain/run.h"
#include "server/domain/scopes.h"
#include "server/domain/sign_in/first_admin.h"
#include "server/domain/sign_in/secrets.h"
#include "server/domain/sign_in/sign_in_for_tests.h"

namespace fika::domain {
namespace {

class SignIns : public SignInTest {
 protected:
  v1::ListSignInsReply list(const Actor& actor) {
    return world_.call<v1::ListSignInsReply>(actor, "ListSignIns", v1::ListSignInsRequest())
        .value();
  }
  Code revoking(const Actor& actor, const std::string& id) {
    return world_.refusal(actor, "RevokeSignIn", with_id<v1::RevokeSignInRequest>(id));
  }
};

TEST_F(SignIns, TheSecretStandsForThePersonWithAllTheirRights) {
  const auto signed_in_now = signed_in(member_.person);
  const auto actor = bearer(signed_in_now.secret());
  ASSERT_TRUE(actor);
  EXPECT_EQ(actor->person, member_.person);
  EXPECT_EQ(actor->role, v1::ROLE_MEMBER);
  EXPECT_EQ(actor->scope, v1::TOKEN_SCOPE_ADMIN);
  EXPECT_EQ(actor->sign_in.text(), signed_in_now.sign_in().id());
  EXPECT_EQ(actor->secret_hash, hash_secret(signed_in_now.secret()));
  EXPECT_EQ(signed_in_now.secret().size(), 48U);
  EXPECT_EQ(list(*actor).current(), signed_in_now.sign_in().id());
  EXPECT_EQ(list(*actor).sign_ins(0).device(), "Phone");
}

TEST_F(SignIns, NothingElseLetsIn) {
  const std::string secret = signed_in(member_.person).secret();
  for (const std::string& wrong :
       {std::string(), std::string("fika_"), secret + "x", secret.substr(0, 47), " " + secret,
        std::string(100'000, 'x'), hash_secret(secret)}) {
    const auto refused = bearer(wrong);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::kUnauthenticated);
  }
}

TEST_F(SignIns, NoSecretIsStoredInClear) {
  const Actor ada = added("Ada", "ada@example.org");
  const auto link = link_for(ada.person);
  const auto api_token = token(ada, v1::TOKEN_SCOPE_READ);
  const auto signed_in_now = signed_in(member_.person);
  ASSERT_EQ(world_.refusal(ada, "SetPassword", setting(kPassword)), kAccepted);
  EXPECT_TRUE(is_stored(hash_secret(api_token.secret())));
  for (const std::string& secret : {link.secret(), link.code(), canonical_secret(link.code()),
                                    api_token.secret(), signed_in_now.secret(), kPassword}) {
    EXPECT_FALSE(is_stored(secret));
    EXPECT_FALSE(is_stored(secret.substr(0, 8)));
  }
}

TEST_F(SignIns, RevokingEndsOneAndTellsTheFeed) {
  const auto phone = signed_in(member_.person), desk = signed_in(member_.person);
  EXPECT_EQ(list(member_).sign_ins_size(), 2);
  ASSERT_EQ(revoking(*bearer(desk.secret()), phone.sign_in().id()), kAccepted);
  EXPECT_FALSE(lets_in(phone.secret()));
  EXPECT_TRUE(lets_in(desk.secret()));
  const auto rows = world_.last_commit().rows;
  EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const storage::PublishedRow& row) {
    return row.table == kSecrets.number && row.is_erased && row.key == hash_secret(phone.secret());
  }));
  EXPECT_EQ(revoking(member_, phone.sign_in().id()), Code::kNotFound);
}

TEST_F(SignIns, NobodyRevokesAnothersSignIn) {
  const auto phone = signed_in(member_.person);
  EXPECT_EQ(revoking(guest_, phone.sign_in().id()), Code::kNotFound);
  EXPECT_EQ(revoking(world_.admin(), phone.sign_in().id()), Code::kNotFound);
  EXPECT_EQ(list(world_.admin()).sign_ins_size(), 0);
  EXPECT_TRUE(lets_in(phone.secret()));
}

TEST_F(SignIns, SigningOutEndsTheOneInUse) {
  const auto phone = signed_in(member_.person), desk = signed_in(member_.person);
  ASSERT_EQ(world_.refusal(*bearer(phone.secret()), "SignOut", v1::SignOutRequest()), kAccepted);
  EXPECT_FALSE(lets_in(phone.secret()));
  EXPECT_TRUE(lets_in(desk.secret()));
  const auto api_token = token(member_, v1::TOKEN_SCOPE_WRITE);
  EXPECT_EQ(world_.refusal(*bearer(api_token.secret()), "SignOut", v1::SignOutRequest()),
            Code::kState);
}

TEST_F(SignIns, EndAfterNinetyDaysWithAllTheirRows) {
  const auto phone = signed_in(member_.person);
  world_.clock().advance(kSignInMs - 1);
  EXPECT_TRUE(lets_in(phone.secret()));
  world_.clock().advance(1);
  EXPECT_FALSE(lets_in(phone.secret()));
  pass(0);
  EXPECT_EQ(list(member_).sign_ins_size(), 0);
  EXPECT_EQ(rows_of(kSecrets), 0U);
  EXPECT_EQ(rows_of(kSecretsOfPerson), 0U);
}

TEST_F(SignIns, TheOldestMakesRoomAtTheLimit) {
  const auto oldest = signed_in(member_.person);
  world_.clock().advance(1);
  for (std::size_t i = 1; i < kSignInsMax; ++i) signed_in(member_.person);
  EXPECT_TRUE(lets_in(oldest.secret()));
  const auto newest = signed_in(member_.person);
  EXPECT_FALSE(lets_in(oldest.secret()));
  EXPECT_TRUE(lets_in(newest.secret()));
  EXPECT_EQ(list(member_).sign_ins_size(), static_cast<int>(kSignInsMax));
}

TEST_F(SignIns, DeactivatingEndsEverythingAtOnceAndForGood) {
  const Actor ada = added("Ada", "ada@example.org", v1::ROLE_ADMIN);
  ASSERT_EQ(world_.refusal(ada, "SetPassword", setting(kPassword)), kAccepted);
  const auto phone = signed_in(ada.person);
  const auto api_token = token(ada, v1::TOKEN_SCOPE_ADMIN);
  const auto link = link_for(ada.person);
  const auto others = signed_in(member_.person);
  v1::CreateInvitationRequest inviting;
  inviting.set_id(world_.fresh_id().text());
  inviting.set_role(v1::ROLE_ADMIN);
  const auto invitation = world_.call<v1::CreateInvitationReply>(ada, "CreateInvitation", inviting);
  const Actor before = *bearer(phone.secret());
  deactivate(ada.person);
  EXPECT_EQ(rows_of(kSecrets), 1U);
  EXPECT_TRUE(lets_in(others.secret()));
  const auto expect_out = [&] {
    EXPECT_FALSE(lets_in(phone.secret()));
    EXPECT_FALSE(lets_in(api_token.secret()));
    EXPECT_EQ(world_.refusal({}, "SignInWithLink", by_link(link.secret())), Code::kUnauthenticated);
    EXPECT_EQ(world_.refusal({}, "SignInWithLink", by_link(link.code())), Code::kUnauthenticated);
    v1::RedeemInvitationRequest redeeming;
    redeeming.set_secret(invitation->secret());
    redeeming.set_person(world_.fresh_id().text());
    redeeming.set_name("Ada again");
    EXPECT_EQ(world_.refusal({}, "RedeemInvitation", redeeming), Code::kNotFound);
  };
  expect_out();
  // What was authenticated before and waits in the queue is refused as well.
  EXPECT_EQ(world_.refusal(before, "CreateToken", token_request(v1::TOKEN_SCOPE_READ)),
            Code::kUnauthenticated);
  EXPECT_EQ(world_.refusal({}, "SignInWithPassword", by_password("ada@example.org", kPassword)),
            Code::kUnauthenticated);
  EXPECT_EQ(world_.refusal(world_.admin(), "CreateSignInLink",
                           about<v1::CreateSignInLinkRequest>(ada.person)),
            Code::kState);
  ASSERT_EQ(world_.refusal(world_.admin(), "ReactivatePerson",
                           about<v1::ReactivatePersonRequest>(ada.person)),
            kAccepted);
  expect_out();
  EXPECT_EQ(world_.refusal({}, "SignInWithPassword", by_password("ada@example.org", kPassword)),
            kAccepted);
}

TEST_F(SignIns, TheOwnSnapshotCarriesThem) {
  signed_in(member_.person);
  token(member_, v1::TOKEN_SCOPE_READ);
  const auto reader = world_.read();
  const Query query{*reader, member_, world_.organisation(), world_.clock().now_ms()};
  v1::Snapshot snapshot;
  SnapshotBuilder builder(*reader);
  builder.begin(snapshot);
  ASSERT_TRUE(sign_in().snapshot(query, organisation_scope(world_.organisation()), builder));
  ASSERT_TRUE(sign_in().snapshot(query, person_scope(guest_.person), builder));
  EXPECT_EQ(snapshot.puts_size(), 0);
  ASSERT_TRUE(sign_in().snapshot(query, person_scope(member_.person), builder));
  EXPECT_EQ(snapshot.puts_size(), 2);
}

TEST_F(SignIns, SecretsAreMarkedSoThatTheirRepliesAreNotKept) {
  const Capability capability = sign_in();
  for (const Method& method : capability.methods) {
    SCOPED_TRACE(method.name);
    const auto* descriptor = method.reply->GetDescriptor();
    // Secrets come back in the reply, or stand in the request.
    const bool holds_secret =
        descriptor->FindFieldByName("secret") != nullptr ||
        method.request->GetDescriptor()->FindFieldByName("secret") != nullptr ||
        method.request->GetDescriptor()->FindFieldByName("password") != nullptr ||
        method.request->GetDescriptor()->FindFieldByName("current_password") != nullptr;
    EXPECT_EQ(method.is_secret, holds_secret);
    const bool proves = method.name == "SignInWithPassword" || method.name == "SignInWithLink" ||
                        method.name == "RedeemInvitation" || method.name == "LookAtLink" ||
                        method.name == "SetPassword" || method.name == "ChangeOwnEmail";
    EXPECT_EQ(method.is_sign_in, proves);
  }
}

TEST(FirstAdmin, FindsAnOrganisationThereAlready) {
  tests::World world{{people(), sign_in()}};
  const auto founded = world.write([&](storage::Transaction& txn) -> Status {
    const auto secret = found_with_admin(txn, world.fresh_id(), "Fika", "ada@example.org",
                                         fresh_randomness(kSecretRandomBytes));
    return secret ? Status() : std::unexpected(secret.error());
  });
  ASSERT_FALSE(founded);
  EXPECT_EQ(founded.error().code, Code::kState);
}

TEST(FirstAdmin, MayAdministerWithTheToken) {
  tests::World world{{people(), sign_in()}};
  const auto snapshot = world.read();
  const storage::Overlay nothing(*snapshot);
  storage::Transaction txn(nothing, snapshot->seq() + 1, world.clock().now_ms(), world.fresh_id());
  txn.erase_index(kOrganisationId, "id");
  const Id organisation = world.fresh_id();
  for (const char* email : {"", "ada"}) {
    EXPECT_EQ(found_with_admin(txn, organisation, "Fika", email, std::string(32, 'r')).error().code,
              Code::kInvalid);
  }
  const auto secret =
      found_with_admin(txn, organisation, "Fika", "Ada@Example.org", fresh_randomness(32));
  ASSERT_TRUE(secret);
  const auto actor = authenticate(txn, organisation, *secret, txn.time_ms());
  ASSERT_TRUE(actor);
  EXPECT_TRUE(actor->is_admin());
  EXPECT_TRUE(actor->sign_in.is_nil());
  EXPECT_EQ(person_by_email(txn, "ada@example.org").value(), actor->person);
  EXPECT_EQ(person_with(txn, organisation, actor->person).value().name(), "ada");
}

}  // namespace
}  // namespace fika::domain
