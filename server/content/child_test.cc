// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/child.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace fika::content {
namespace {

constexpr ChildBounds kBounds{
    .memory_bytes = 500'000'000, .time = std::chrono::seconds(5), .output_bytes = 100'000};

Result<std::string> shell(const std::string& script, const ChildBounds& bounds = kBounds,
                          std::string_view input = "words") {
  const auto bytes = ChildInput::of(input);
  EXPECT_TRUE(bytes);
  return run_child({"/bin/sh", "-c", script}, *bytes, bounds);
}

TEST(Child, ReadsItsInputAndSaysItsAnswer) {
  EXPECT_EQ(shell("cat"), "words");
  EXPECT_EQ(shell("wc -c", kBounds, std::string(3'000'000, 'x')), "3000000\n");
  EXPECT_EQ(shell(":"), "");
}

TEST(Child, ReadsTheSameInputAgain) {
  const auto input = ChildInput::of("again");
  ASSERT_TRUE(input);
  EXPECT_EQ(run_child({"/bin/cat"}, *input, kBounds), "again");
  EXPECT_EQ(run_child({"/bin/cat"}, *input, kBounds), "again");
}

TEST(Child, ThatFailsIsARefusal) {
  EXPECT_EQ(shell("echo half; exit 3").error().code, Code::kInvalid);
  EXPECT_EQ(shell("kill -SEGV $$").error().code, Code::kInvalid);
  const auto input = ChildInput::of("");
  EXPECT_FALSE(run_child({"/nowhere/at/all"}, *input, kBounds));
  EXPECT_TRUE(is_program("/bin/sh"));
  EXPECT_FALSE(is_program("/nowhere/at/all"));
}

TEST(Child, EndsAtEachOfItsBounds) {
  ChildBounds bounds = kBounds;
  bounds.time = std::chrono::seconds(1);
  EXPECT_EQ(shell("while :; do :; done", bounds).error().code, Code::kInvalid) << "computing";
  EXPECT_EQ(shell("sleep 1000", bounds).error().code, Code::kInvalid) << "waiting";
  EXPECT_EQ(shell("sleep 1000 & exec >&-; wait", bounds).error().code, Code::kInvalid) << "silent";
  EXPECT_EQ(shell("yes").error().code, Code::kInvalid) << "talking";
  EXPECT_EQ(shell("x=1234567890; while :; do x=$x$x; done").error().code, Code::kInvalid)
      << "growing";
}

TEST(Child, WritesNoFileAndInheritsNothing) {
  EXPECT_FALSE(shell("echo gone > /tmp/fika-child-test && test -s /tmp/fika-child-test"));
  EXPECT_EQ(shell("ls /proc/self/fd | tr '\\n' ' '"), "0 1 2 3 ") << "3 is the folder's own";
  EXPECT_EQ(shell("env | grep -c -v -E '^(PATH|LC_ALL|TMPDIR|HOME|MALLOC_ARENA_MAX|VIPS_.*|PWD|"
                  "OLDPWD|SHLVL|_)='; :"),
            "0\n");
  EXPECT_EQ(shell("pwd"), "/\n");
}

TEST(Child, SeesNothingOfAHiddenFolder) {
  std::string folder = (std::filesystem::temp_directory_path() / "fika-child-XXXXXX").string();
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  std::ofstream(folder + "/secret") << "secret";
  EXPECT_EQ(shell("cat " + folder + "/secret"), "secret");
  hide_from_children(folder);
  const auto rights = shell("grep -c 'NoNewPrivs:.1' /proc/self/status; :");
  if (rights == "1\n") {
    EXPECT_EQ(shell("cat " + folder + "/secret; umount " + folder + "; cat " + folder +
                    "/secret; ls /proc/$PPID/root" + folder + "; :"),
              "");
    EXPECT_EQ(shell("tail -n +3 /proc/net/dev | grep -v ' lo:' | wc -l"), "0\n");
  }
  EXPECT_EQ(shell("cat"), "words");
  hide_from_children("");
  std::filesystem::remove_all(folder);
  if (rights != "1\n") GTEST_SKIP() << "namespaces are closed to us here";
}

}  // namespace
}  // namespace fika::content
