// SPDX-License-Identifier: GPL-3.0-or-later
// Erasing somebody while the server runs, by an administrator's method and by the operator's
// command; and what is said of the backups that still hold them.
#include <fika/v1/erasure.pb.h>
#include <fstream>

#include <fmt/format.h>

#include "tests/integration/served.h"

namespace fika::tests {
namespace {

constexpr std::string_view kWord = "Rabarbersaft";

struct Scene {
  Served served{{"--no-rate-limits", "--stop-spread-ms", "0"}};
  Account gone = served.add_person("Greta " + std::string(kWord));
  Account reader = served.add_person("Rut");
  std::string community = served.community(reader, v1::OPENNESS_OPEN);
  std::string thread;

  Scene() {
    served.add_member(reader, community, gone.id);
    thread = served.thread(gone, community, std::string(kWord) + " for all");
    served.post(reader, thread, "Thanks");
  }
  std::string data() { return served.server().folder().string(); }
  std::string place(const std::string& name) { return (served.server().base() / name).string(); }
  ProgramOutput back_up(const std::string& name) {
    return fika_server({"backup", "--data", data(), "--to", place(name)});
  }
  bool is_under_way() {
    return served
               .tell<v1::ListErasuresReply>(served.admin(), "ErasureService/ListErasures",
                                            v1::ListErasuresRequest())
               .erasures_size() > 0;
  }
  bool is_shut_out() {
    return served.http().call(gone.secret, "PeopleService/GetMe", v1::GetMeRequest()).status == 401;
  }
  std::string seen() {
    v1::ListMessagesRequest messages;
    messages.set_root(thread);
    v1::GetPersonRequest person;
    person.set_person(gone.id);
    return served.tell<v1::ListMessagesReply>(reader, "MessageService/ListMessages", messages)
               .DebugString() +
           served.tell<v1::Person>(reader, "PeopleService/GetPerson", person).DebugString();
  }
};

TEST(Erasure, AnAdministratorErasesSomebodyWhileTheServerRuns) {
  Scene scene;
  v1::ErasePersonRequest request;
  request.set_person(scene.gone.id);
  scene.served.tell<v1::ErasePersonReply>(scene.served.admin(), "ErasureService/ErasePerson",
                                          request);
  EXPECT_TRUE(scene.is_shut_out()) << "at once";
  ASSERT_TRUE(becomes_true([&] { return !scene.is_under_way(); }, 30'000));
  EXPECT_EQ(scene.seen().find(kWord), std::string::npos);
  scene.served.post(scene.reader, scene.thread, "Still here");
  ASSERT_EQ(scene.served.server().stop(), 0);
  const ProgramOutput verify = fika_server({"verify", "--data", scene.data()});
  EXPECT_EQ(verify.exit_code, 0) << verify.out << verify.error;
}

TEST(Erasure, OneThatAKillInterruptsIsFinishedAfterTheNextStart) {
  Scene scene;
  v1::ErasePersonRequest request;
  request.set_person(scene.gone.id);
  scene.served.tell<v1::ErasePersonReply>(scene.served.admin(), "ErasureService/ErasePerson",
                                          request);
  scene.served.server().kill_hard();
  ASSERT_TRUE(scene.served.restart({"--no-rate-limits"}));
  ASSERT_TRUE(becomes_true([&] { return !scene.is_under_way(); }, 30'000));
  EXPECT_EQ(scene.seen().find(kWord), std::string::npos);
}

TEST(Erasure, TheOperatorsCommandWorksWhileServedAndNamesTheBackups) {
  Scene scene;
  ASSERT_EQ(scene.back_up("kept").exit_code, 0);
  ASSERT_EQ(scene.back_up("deleted").exit_code, 0);
  std::filesystem::remove_all(scene.place("deleted"));
  const ProgramOutput erased =
      fika_server({"erase", "--data", scene.data(), "--person", scene.gone.id});
  ASSERT_EQ(erased.exit_code, 0) << erased.error;
  EXPECT_NE(erased.out.find(scene.gone.id + " is erased"), std::string::npos) << erased.out;
  EXPECT_NE(erased.out.find(scene.place("kept") + " of 20"), std::string::npos) << erased.out;
  EXPECT_EQ(erased.out.find(scene.place("deleted")), std::string::npos) << erased.out;
  EXPECT_NE(erased.out.find("1 more"), std::string::npos) << erased.out;
  EXPECT_NE(erased.out.find("delete them"), std::string::npos) << erased.out;
  EXPECT_TRUE(scene.is_shut_out());
  EXPECT_EQ(scene.seen().find(kWord), std::string::npos);
  const ProgramOutput unknown =
      fika_server({"erase", "--data", scene.data(), "--person", fresh_id()});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_TRUE(is_sentence(unknown.error)) << unknown.error;
}

TEST(Erasure, TheOperatorsCommandWorksOnAFolderThatNobodyServes) {
  Scene scene;
  ASSERT_EQ(scene.served.server().stop(), 0);
  ASSERT_EQ(scene.back_up("made offline").exit_code, 0);
  const ProgramOutput erased =
      fika_server({"erase", "--data", scene.data(), "--person", scene.gone.id});
  ASSERT_EQ(erased.exit_code, 0) << erased.error;
  EXPECT_NE(erased.out.find(scene.place("made offline")), std::string::npos) << erased.out;
  ASSERT_TRUE(scene.served.restart({"--no-rate-limits"}));
  EXPECT_TRUE(scene.is_shut_out());
  EXPECT_EQ(scene.seen().find(kWord), std::string::npos);
}

}  // namespace
}  // namespace fika::tests
