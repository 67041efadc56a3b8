// SPDX-License-Identifier: GPL-3.0-or-later
// `fika page` against a running server.
#include <fika/v1/pages.pb.h>
#include <fstream>

#include "tests/integration/served.h"

namespace fika::tests {
namespace {

class CliPages : public ::testing::Test {
 protected:
  ProgramOutput page(const Account& who, std::vector<std::string> words) {
    const auto program = std::filesystem::path(FIKA_SERVER_PROGRAM).parent_path() / "fika";
    words.insert(words.begin(), {program.string(), "page"});
    return run_program(words, {"FIKA_URL=" + served_.server().url(), "FIKA_TOKEN=" + who.secret,
                               "XDG_CONFIG_HOME=" + served_.server().base().string()});
  }
  // A file with this text.
  std::string file(const std::string& text) {
    const auto path = served_.server().base() / "page.md";
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }
  // The id that a command printed first.
  static std::string id_in(const ProgramOutput& output) {
    EXPECT_EQ(output.exit_code, 0) << output.error;
    return output.out.substr(0, 36);
  }
  std::string create(const std::string& title, const std::string& text,
                     const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {"create", title, file(text)};
    words.insert(words.end(), more.begin(), more.end());
    return id_in(page(maja_, words));
  }
  ProgramOutput save(const Account& who, const std::string& id, const std::string& text,
                     const std::string& base, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {"save", id, file(text), "--base", base};
    words.insert(words.end(), more.begin(), more.end());
    return page(who, words);
  }
  std::string text_of(const std::string& id) { return page(maja_, {"read", id}).out; }

  Served served_{{"--no-rate-limits", "--stop-spread-ms", "0"}};
  const Account maja_ = served_.add_person("Maja"), folke_ = served_.add_person("Folke");
};

TEST_F(CliPages, WhatIsReadIsChangedAndSaved) {
  const std::string id = create("Handbook", "One\n\nTwo\n", {"--tag", "a", "--tag", "b"});
  const ProgramOutput read = page(maja_, {"read", "handbook"});
  EXPECT_EQ(read.out, "One\n\nTwo\n");
  EXPECT_TRUE(read.error.starts_with("Handbook: revision 1, Maja ")) << read.error;
  const ProgramOutput saved =
      save(maja_, "/p/" + id + "/handbook", "One\n\nThree\n", "1", {"--summary", "Newer"});
  EXPECT_EQ(saved.exit_code, 0) << saved.error;
  EXPECT_EQ(saved.out, id + "  Handbook, revision 2\n");
  EXPECT_EQ(page(maja_, {"read", id, "--revision", "1"}).out, "One\n\nTwo\n");
  const ProgramOutput history = page(maja_, {"history", id});
  EXPECT_TRUE(history.out.starts_with("2  ")) << history.out;
  EXPECT_NE(history.out.find("Maja  Newer\n1  "), std::string::npos) << history.out;
  EXPECT_EQ(page(maja_, {"restore", id, "--revision", "1"}).exit_code, 0);
  EXPECT_EQ(text_of(id), "One\n\nTwo\n");
}

TEST_F(CliPages, TwoWhoChangeApartAreBroughtTogether) {
  const std::string id = create("Plan", "First words here.\n\nSecond words here.\n");
  EXPECT_EQ(save(folke_, id, "First words there.\n\nSecond words here.\n", "1").exit_code, 0);
  const ProgramOutput merged = save(maja_, id, "First words here.\n\nSecond words now.\n", "1");
  EXPECT_EQ(merged.exit_code, 0) << merged.error;
  EXPECT_NE(merged.out.find("revision 3, brought together with revision 2 by Folke"),
            std::string::npos)
      << merged.out;
  EXPECT_EQ(text_of(id), "First words there.\n\nSecond words now.\n");
}

TEST_F(CliPages, AConflictIsShownAndNothingIsSaved) {
  const std::string id = create("Plan", "We meet on Monday.\n");
  EXPECT_EQ(save(folke_, id, "We meet on Friday.\n", "1").exit_code, 0);
  const ProgramOutput refused = save(maja_, id, "We meet on Sunday.\n", "1");
  EXPECT_EQ(refused.exit_code, 5);
  EXPECT_NE(refused.out.find("--- yours\n"), std::string::npos) << refused.out;
  EXPECT_NE(refused.out.find("Sunday"), std::string::npos) << refused.out;
  EXPECT_NE(refused.out.find("Friday"), std::string::npos) << refused.out;
  EXPECT_NE(refused.error.find("save with --base 2"), std::string::npos) << refused.error;
  EXPECT_EQ(text_of(id), "We meet on Friday.\n");
  const ProgramOutput json = save(maja_, id, "We meet on Sunday.\n", "1", {"--json"});
  EXPECT_EQ(json.exit_code, 5);
  EXPECT_NE(json.out.find("\"conflict\""), std::string::npos) << json.out;
  EXPECT_NE(json.error.find("\"aborted\""), std::string::npos) << json.error;
}

TEST_F(CliPages, TheTreeIsListedAndRearranged) {
  const std::string community = served_.community(maja_, v1::OPENNESS_OPEN, "Bees");
  const std::string top = create("Top", "", {"--community", "Bees"});
  const std::string one = create("One", "", {"--below", top});
  const std::string two = create("Two", "", {"--before", one});
  const auto listed = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"list"};
    words.insert(words.end(), more.begin(), more.end());
    return page(maja_, words).out;
  };
  EXPECT_EQ(listed({"--community", "bees"}), top + "  Top/\n");
  EXPECT_EQ(listed({"--below", "Top"}), two + "  Two\n" + one + "  One\n");
  EXPECT_EQ(page(maja_, {"move", two, "--community", community}).exit_code, 0);
  EXPECT_EQ(listed({"--community", "Bees"}), top + "  Top/\n" + two + "  Two\n");
  EXPECT_EQ(page(maja_, {"move", one, "--below", two}).exit_code, 0);
  EXPECT_EQ(listed({"--below", two}), one + "  One\n");
  EXPECT_EQ(page(maja_, {"trash", two}).exit_code, 0);
  EXPECT_EQ(listed({"--community", "Bees", "--trash"}), two + "  Two\n");
  EXPECT_EQ(page(maja_, {"restore", two}).exit_code, 0);
  EXPECT_EQ(listed({"--community", "Bees"}), top + "  Top\n" + two + "  Two/\n");
  EXPECT_NE(page(maja_, {"list", "--community", "Bees", "--json"}).out.find("\"hasChildren\":true"),
            std::string::npos);
}

TEST_F(CliPages, WhatCannotBeIsRefused) {
  EXPECT_EQ(page(maja_, {"read", "No such page"}).exit_code, 1);
  const std::string id = create("Plan", "text");
  EXPECT_EQ(page(maja_, {"save", id, file("x")}).exit_code, 2) << "without its base";
  EXPECT_EQ(page(maja_, {"save", id, "/no/such/file", "--base", "1"}).exit_code, 4);
  EXPECT_EQ(save(maja_, id, "\xff", "1").exit_code, 4);
}

}  // namespace
}  // namespace fika::tests
