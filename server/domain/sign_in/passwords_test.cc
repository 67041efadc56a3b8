// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/passwords.h"

#include <ctime>

#include "server/domain/run.h"
#include "server/domain/sign_in/sign_in_for_tests.h"

namespace fika::domain {
namespace {

// What this thread has used of the processor: argon2id runs where it is called.
double cpu_ms_of(const auto& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  };
  const double before = now();
  work();
  return now() - before;
}

class Passwords : public SignInTest {
 protected:
  Passwords() { EXPECT_EQ(world_.refusal(ada_, "SetPassword", setting(kPassword)), kAccepted); }

  Code signing_in(const std::string& email, const std::string& password) {
    return world_.refusal({}, "SignInWithPassword", by_password(email, password));
  }
  std::string answer(const std::string& email, const std::string& password) {
    return world_.call_any({}, "SignInWithPassword", by_password(email, password)).error().detail;
  }
  const Method& method(std::string_view name) {
    return *std::find_if(capability_.methods.begin(), capability_.methods.end(),
                         [&](const Method& each) { return each.name == name; });
  }

  const Capability capability_ = sign_in();
  const Actor ada_ = added("Ada", "ada@example.org");
};

TEST(PasswordHash, IsArgon2idOf19MebibytesAndTwoPasses) {
  const auto hash = hash_password(kPassword);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  EXPECT_TRUE(is_password(*hash, kPassword));
  EXPECT_FALSE(is_password(*hash, kPassword + " "));
  EXPECT_FALSE(is_password({}, {}));
  EXPECT_NE(*hash, hash_password(kPassword));
}

TEST_F(Passwords, LetInWithTheAddressInAnyCase) {
  EXPECT_TRUE(me(ada_).settings().has_password());
  const auto signed_in_now = world_.call<v1::SignedIn>({}, "SignInWithPassword",
                                                       by_password(" ADA@example.org", kPassword));
  ASSERT_TRUE(signed_in_now);
  EXPECT_EQ(bearer(signed_in_now->secret()).value().person, ada_.person);
}

TEST_F(Passwords, EveryFailureReadsTheSame) {
  added("Bo", "bo@example.org");
  const std::string wrong = answer("ada@example.org", "wrong password");
  EXPECT_EQ(answer("nobody@example.org", kPassword), wrong);
  EXPECT_EQ(answer("bo@example.org", kPassword), wrong);  // has none
  EXPECT_EQ(answer("bo@example.org", ""), wrong);
  EXPECT_EQ(answer("", ""), wrong);
  EXPECT_EQ(answer("no address", kPassword), wrong);
  EXPECT_EQ(answer("ada@example.org", std::string(201, 'x')), wrong);
  deactivate(ada_.person);
  EXPECT_EQ(answer("ada@example.org", kPassword), wrong);
}

TEST_F(Passwords, EveryFailureCostsTheSame) {
  added("Bo", "bo@example.org");
  const auto cost = [&](const std::string& email) {
    double least = 1e9;
    for (int i = 0; i < 3; ++i) {
      least = std::min(least, cpu_ms_of([&] { signing_in(email, "wrong password"); }));
    }
    return least;
  };
  const double known = cost("ada@example.org");
  EXPECT_GT(cost("nobody@example.org"), known / 2);
  EXPECT_GT(cost("bo@example.org"), known / 2);
}

TEST_F(Passwords, AChangeNeedsThePresentOneAndEndsOtherSignIns) {
  const auto phone = signed_in(ada_.person), desk = signed_in(ada_.person);
  const auto api_token = token(ada_, v1::TOKEN_SCOPE_READ);
  const auto link = link_for(ada_.person);
  const Actor at_desk = *bearer(desk.secret());
  const std::string next = "a newer password";
  EXPECT_EQ(world_.refusal(at_desk, "SetPassword", setting(next)), Code::kForbidden);
  EXPECT_EQ(world_.refusal(at_desk, "SetPassword", setting(next, "wrong")), Code::kForbidden);
  EXPECT_TRUE(lets_in(phone.secret()));
  ASSERT_EQ(world_.refusal(at_desk, "SetPassword", setting(next, kPassword)), kAccepted);
  EXPECT_FALSE(lets_in(phone.secret()));
  EXPECT_TRUE(lets_in(desk.secret()));
  EXPECT_TRUE(lets_in(api_token.secret()));
  EXPECT_EQ(world_.refusal({}, "SignInWithLink", by_link(link.secret())), Code::kUnauthenticated);
  EXPECT_EQ(signing_in("ada@example.org", kPassword), Code::kUnauthenticated);
  EXPECT_EQ(signing_in("ada@example.org", next), kAccepted);
}

TEST_F(Passwords, RefusesWhatIsTooShortOrTooLong) {
  const Actor bo = added("Bo", "bo@example.org");
  for (const std::string& password :
       {std::string(), std::string("ninechars"), std::string("åäöåäöåäö"), std::string(201, 'x'),
        std::string("\xff not utf-8 at all")}) {
    EXPECT_EQ(world_.refusal(bo, "SetPassword", setting(password)), Code::kInvalid);
  }
  EXPECT_FALSE(me(bo).settings().has_password());
  EXPECT_EQ(world_.refusal(bo, "SetPassword", setting(std::string(200, 'x'))), kAccepted);
}

TEST_F(Passwords, NeedAnAddressToSignInWith) {
  EXPECT_EQ(world_.refusal(member_, "SetPassword", setting(kPassword)), Code::kState);
}

TEST_F(Passwords, AreSetWithASignInOnly) {
  const Actor bo = added("Bo", "bo@example.org");
  for (const auto scope : {v1::TOKEN_SCOPE_READ, v1::TOKEN_SCOPE_WRITE}) {
    const auto actor = bearer(token(bo, scope).secret());
    EXPECT_EQ(world_.refusal(*actor, "SetPassword", setting(kPassword)), Code::kForbidden);
  }
  EXPECT_EQ(world_.refusal({}, "SetPassword", setting(kPassword)), Code::kUnauthenticated);
}

TEST_F(Passwords, WhatWasCheckedBeforeAChangeIsCheckedAgain) {
  const auto request = by_password("ada@example.org", kPassword);
  const auto changing = setting("a newer password", kPassword);
  const auto reader = world_.read();
  const Query signing{*reader, {}, world_.organisation(), world_.clock().now_ms()};
  const Query setting_query{*reader, ada_, world_.organisation(), world_.clock().now_ms()};
  const auto signed_in_then = method("SignInWithPassword").prepare(signing, request);
  const auto set_then = method("SetPassword").prepare(setting_query, changing);
  ASSERT_TRUE(signed_in_then && set_then);
  ASSERT_EQ(world_.refusal(ada_, "SetPassword", changing), kAccepted);
  const auto run = [&](const char* name, const Actor& actor, const std::string& prepared,
                       const Message& message) {
    return world_
        .write([&](storage::Transaction& txn) -> Status {
          const Command command{txn, actor, world_.organisation(), prepared};
          TRY(const auto reply, run_command(method(name), command, message));
          return {};
        })
        .error()
        .code;
  };
  EXPECT_EQ(run("SignInWithPassword", {}, *signed_in_then, request), Code::kAborted);
  EXPECT_EQ(run("SetPassword", ada_, *set_then, changing), Code::kAborted);
}

}  // namespace
}  // namespace fika::domain
