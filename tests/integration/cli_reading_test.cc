// SPDX-License-Identifier: GPL-3.0-or-later
// What `fika read` shows where messages were taken out, against a running server.
#include "tests/integration/served.h"

namespace fika::tests {
namespace {

TEST(CliReading, OneLineSaysWhereMessagesWent) {
  Served served({"--no-rate-limits", "--stop-spread-ms", "0"});
  const Account maja = served.add_person("Maja");
  const std::string thread =
      served.thread(maja, served.community(maja, v1::OPENNESS_OPEN), "Pumps and wells");
  v1::SplitThreadRequest split;
  split.set_thread(thread);
  split.set_id(fresh_id());
  split.set_title("Pumps");
  for (const char* text : {"A pump", "Another pump"}) {
    split.add_messages(served.post(maja, thread, text));
  }
  served.post(maja, thread, "A well");
  served.tell<v1::SplitThreadReply>(maja, "ThreadService/SplitThread", split);

  const auto fika = std::filesystem::path(FIKA_SERVER_PROGRAM).parent_path() / "fika";
  const auto read = [&](const std::string& root) {
    return run_program({fika.string(), "read", root},
                       {"FIKA_URL=" + served.server().url(), "FIKA_TOKEN=" + maja.secret,
                        "XDG_CONFIG_HOME=" + served.server().base().string()});
  };
  const std::string old = read(thread).out;
  EXPECT_NE(old.find("\n2 messages were moved: fika read " + split.id() + "\n"), std::string::npos)
      << old;
  EXPECT_EQ(old.find("Another pump"), std::string::npos) << old;
  EXPECT_LT(old.find("moved"), old.find("A well")) << old;
  const std::string made = read(split.id()).out;
  EXPECT_NE(made.find("Another pump"), std::string::npos) << made;
  EXPECT_EQ(made.find("moved"), std::string::npos) << made;
}

}  // namespace
}  // namespace fika::tests
