// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/secrets.h"
#include "server/domain/sign_in/sign_in.h"
#include "server/domain/sign_in/sign_in_for_tests.h"

namespace fika::domain {
namespace {

class Links : public SignInTest {
 protected:
  Code letting_in(const std::string& secret) {
    return world_.refusal({}, "SignInWithLink", by_link(secret));
  }
};

TEST(Secrets, CodesAreReadAsPeopleWriteThem) {
  EXPECT_EQ(canonical_secret(" 01abc-defgh "), "01ABCDEFGH");
  EXPECT_EQ(canonical_secret("o1L-iO l"), "011101");
  EXPECT_EQ(canonical_secret(" fika_aIlO-_ "), "fika_aIlO-_");
  EXPECT_EQ(canonical_secret(""), "");
  EXPECT_EQ(code_text(std::string(7, '\0')), "00000-00000");
  EXPECT_EQ(code_text(std::string(7, '\xff')), "ZZZZZ-ZZZZZ");
  EXPECT_EQ(secret_text(std::string(32, '\xff')), "fika__" + std::string(41, '_') + "8");
}

TEST_F(Links, LetInOnceByLinkOrByCode) {
  const auto first = link_for(member_.person);
  EXPECT_EQ(letting_in(first.secret()), kAccepted);
  EXPECT_EQ(letting_in(first.secret()), Code::kUnauthenticated);
  EXPECT_EQ(letting_in(first.code()), Code::kUnauthenticated);
  const auto second = link_for(member_.person);
  EXPECT_EQ(letting_in(second.code()), kAccepted);
  EXPECT_EQ(letting_in(second.secret()), Code::kUnauthenticated);
}

TEST_F(Links, CodesAreTakenInAnySpelling) {
  std::string code = link_for(member_.person).code();
  ASSERT_EQ(code.size(), 11U);
  EXPECT_EQ(code[5], '-');
  code.erase(5, 1);
  for (char& c : code) {
    c = c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
  }
  EXPECT_EQ(letting_in("  " + code), kAccepted);
}

TEST_F(Links, TheCodeEndsFirstThenTheLink) {
  const auto link = link_for(member_.person);
  EXPECT_EQ(link.code_expires_at_ms(), world_.clock().now_ms() + 15 * kMinuteMs);
  EXPECT_EQ(link.expires_at_ms(), world_.clock().now_ms() + 24 * kHourMs);
  world_.clock().advance(kSignInCodeMs);
  EXPECT_EQ(letting_in(link.code()), Code::kUnauthenticated);
  pass(0);
  EXPECT_EQ(rows_of(kSecrets), 1U);
  const auto other = link_for(guest_.person);
  EXPECT_EQ(letting_in(link.secret()), kAccepted);
  world_.clock().advance(kSignInLinkMs);
  EXPECT_EQ(letting_in(other.secret()), Code::kUnauthenticated);
}

TEST_F(Links, ANewOneTakesThePlaceOfTheOneBefore) {
  const auto first = link_for(member_.person);
  const auto second = link_for(member_.person);
  EXPECT_EQ(letting_in(first.secret()), Code::kUnauthenticated);
  EXPECT_EQ(letting_in(first.code()), Code::kUnauthenticated);
  EXPECT_EQ(letting_in(second.secret()), kAccepted);
}

TEST_F(Links, AreNoBearersSecretsAndTheOtherWayRound) {
  const auto link = link_for(member_.person);
  EXPECT_FALSE(lets_in(link.secret()));
  EXPECT_FALSE(lets_in(canonical_secret(link.code())));
  EXPECT_EQ(letting_in(signed_in(guest_.person).secret()), Code::kUnauthenticated);
  EXPECT_EQ(letting_in(token(member_, v1::TOKEN_SCOPE_READ).secret()), Code::kUnauthenticated);
}

TEST_F(Links, OnlyWhoHasAnAccountGetsOne) {
  const auto making = [&](const Actor& actor, const Id& person) {
    return world_.refusal(actor, "CreateSignInLink", about<v1::CreateSignInLinkRequest>(person));
  };
  EXPECT_EQ(making(world_.admin(), world_.fresh_id()), Code::kNotFound);
  EXPECT_EQ(making(world_.admin(), world_.organisation()), Code::kNotFound);
  EXPECT_EQ(making(member_, member_.person), Code::kForbidden);
  EXPECT_EQ(making(guest_, guest_.person), Code::kForbidden);
}

TEST_F(Links, RefuseADeviceNameThatIsNoneAndStayGood) {
  const auto link = link_for(member_.person);
  auto request = by_link(link.secret());
  request.set_device(std::string(kDeviceSizeMax + 1, 'x'));
  EXPECT_EQ(world_.refusal({}, "SignInWithLink", request), Code::kInvalid);
  EXPECT_EQ(letting_in(link.secret()), kAccepted);
}

}  // namespace
}  // namespace fika::domain
