// SPDX-License-Identifier: GPL-3.0-or-later
// The command line's words for changing addresses and erasing people, against a running server.
#include "tests/integration/served.h"

namespace fika::tests {
namespace {

class CliPeople : public ::testing::Test {
 protected:
  ProgramOutput fika(const std::string& secret, std::vector<std::string> words) {
    const auto program = std::filesystem::path(FIKA_SERVER_PROGRAM).parent_path() / "fika";
    words.insert(words.begin(), program.string());
    // A configuration of nobody's: what is signed in on this machine does not count.
    return run_program(words, {"FIKA_URL=" + served_.server().url(), "FIKA_TOKEN=" + secret,
                               "XDG_CONFIG_HOME=" + served_.server().base().string()});
  }
  std::string email_of(const Account& account) {
    return served_.tell<v1::Me>(account, "PeopleService/GetMe", v1::GetMeRequest())
        .settings()
        .email();
  }

  Served served_{{"--no-rate-limits", "--stop-spread-ms", "0"}};
  const std::string admin_ = served_.admin().secret;
  const Account maja_ = served_.add_person("Maja", v1::ROLE_MEMBER, "maja@example.org");
};

TEST_F(CliPeople, AnAdministratorChangesAnAddressAndTakesItAway) {
  const ProgramOutput changed =
      fika(admin_, {"person", "email", "maja@example.org", "maja.lind@example.org"});
  EXPECT_EQ(changed.exit_code, 0) << changed.error;
  EXPECT_EQ(changed.out, "Maja has the address maja.lind@example.org now.\n");
  EXPECT_EQ(email_of(maja_), "maja.lind@example.org");
  EXPECT_EQ(fika(admin_, {"person", "email", "maja", "-"}).exit_code, 0);
  EXPECT_EQ(email_of(maja_), "");
  const ProgramOutput refused = fika(maja_.secret, {"person", "email", maja_.id, "x@example.org"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(refused.error.starts_with("fika: ")) << refused.error;
}

TEST_F(CliPeople, SomebodyChangesTheirOwnJustAfterSigningIn) {
  const ProgramOutput changed = fika(maja_.secret, {"email", "Maja.Lind@example.org"});
  EXPECT_EQ(changed.exit_code, 0) << changed.error;
  EXPECT_EQ(changed.out, "Your address is maja.lind@example.org now.\n");
  EXPECT_EQ(email_of(maja_), "maja.lind@example.org");
}

TEST_F(CliPeople, ErasingWaitsUntilItIsDone) {
  const ProgramOutput erased =
      fika(admin_, {"person", "erase", "maja@example.org", "--yes", "--json"});
  EXPECT_EQ(erased.exit_code, 0) << erased.error;
  EXPECT_EQ(erased.out, "{\"erased\": \"" + maja_.id + "\"}\n");
  EXPECT_NE(erased.error.find("Backups"), std::string::npos) << erased.error;
  v1::GetPersonRequest request;
  request.set_person(maja_.id);
  const auto person = served_.tell<v1::Person>(served_.admin(), "PeopleService/GetPerson", request);
  EXPECT_TRUE(person.former_colleague());
  EXPECT_EQ(person.name(), "");
}

TEST_F(CliPeople, TheLastAdministratorIsNotErased) {
  const ProgramOutput refused = fika(admin_, {"person", "erase", served_.admin().id, "--yes"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.error.find("last administrator"), std::string::npos) << refused.error;
}

}  // namespace
}  // namespace fika::tests
