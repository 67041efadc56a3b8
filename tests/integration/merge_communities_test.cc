// SPDX-License-Identifier: GPL-3.0-or-later
// Two communities become one: by the command line, and over a kill in the middle.
#include <fika/v1/import.pb.h>

#include <fmt/format.h>

#include "tests/integration/served.h"

namespace fika::tests {
namespace {

constexpr int kCrowd = 1'400;  // more than two commits take
constexpr int kBatch = 350;

class MergeCommunities : public ::testing::Test {
 protected:
  ProgramOutput fika(const Account& who, std::vector<std::string> words) {
    const auto program = std::filesystem::path(FIKA_SERVER_PROGRAM).parent_path() / "fika";
    words.insert(words.begin(), program.string());
    return run_program(words, {"FIKA_URL=" + served_.server().url(), "FIKA_TOKEN=" + who.secret,
                               "XDG_CONFIG_HOME=" + served_.server().base().string()});
  }
  v1::Community seen(const Account& who, const std::string& community) {
    v1::GetCommunityRequest request;
    request.set_community(community);
    return served_.tell<v1::CommunityView>(who, "CommunityService/GetCommunity", request)
        .community();
  }
  // A community of former colleagues, looked after by the administrator.
  std::string crowded() {
    const std::string id = fresh_id();
    for (int done = 0; done < kCrowd; done += kBatch) {
      v1::ImportBatchRequest batch;
      auto& community = *batch.add_communities();
      community.set_id(id);
      community.set_name("Crowd");
      community.set_created_at_ms(1'500'000'000'000);
      for (int i = 0; i < kBatch; ++i) {
        auto& person = *batch.add_people();
        person.set_id(fresh_id());
        person.set_name(fmt::format("Former {}", done + i));
        community.add_members(person.id());
      }
      served_.tell<v1::ImportBatchReply>(served_.admin(), "ImportService/ImportBatch", batch);
    }
    v1::SetStewardRequest steward;
    steward.set_community(id);
    steward.set_person(served_.admin().id);
    steward.set_steward(true);
    served_.tell<v1::Member>(served_.admin(), "CommunityService/SetSteward", steward);
    return id;
  }

  Served served_{{"--no-rate-limits", "--stop-spread-ms", "0"}};
};

TEST_F(MergeCommunities, ByTheirNamesOnceItIsSaidThatMoreMayRead) {
  const Account anna = served_.add_person("Anna");
  const Account gry = served_.add_person("Gry", v1::ROLE_GUEST);
  const std::string wells = served_.community(anna, v1::OPENNESS_OPEN, "Wells");
  const std::string pumps = served_.community(anna, v1::OPENNESS_OPEN, "Pumps");
  served_.add_member(anna, wells, gry.id);
  const std::string thread = served_.thread(anna, wells, "How deep?");
  const ProgramOutput refused = fika(anna, {"community", "merge", "Wells", "Pumps"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.error.find("may_widen"), std::string::npos) << refused.error;
  const ProgramOutput merged = fika(anna, {"community", "merge", "Wells", "Pumps", "--may-widen"});
  EXPECT_EQ(merged.exit_code, 0) << merged.error;
  EXPECT_EQ(merged.out, "Wells is part of Pumps now.\n");
  EXPECT_EQ(seen(gry, wells).merged_into(), pumps);
  const ProgramOutput listed = fika(gry, {"threads", wells});
  EXPECT_NE(listed.out.find(thread), std::string::npos) << "an old link: " << listed.error;
}

TEST_F(MergeCommunities, OneThatIsKilledInTheMiddleGoesOn) {
  const Account& admin = served_.admin();
  const std::string crowd = crowded();
  const std::string into = served_.community(admin, v1::OPENNESS_OPEN, "Pumps");
  const std::string thread = served_.thread(admin, crowd, "Still here");
  v1::MergeCommunitiesRequest merge;
  merge.set_community(crowd);
  merge.set_into(into);
  const auto begun =
      served_.tell<v1::MergeCommunitiesReply>(admin, "CommunityService/MergeCommunities", merge);
  EXPECT_TRUE(begun.community().has_merge());
  served_.server().kill_hard();
  ASSERT_TRUE(served_.restart({"--no-rate-limits", "--stop-spread-ms", "0"}));
  EXPECT_TRUE(becomes_true([&] {
    const v1::Community now = seen(admin, crowd);
    return now.merged_into() == into && !now.has_merge();
  }));
  v1::GetThreadRequest wanted;
  wanted.set_thread(thread);
  EXPECT_EQ(
      served_.tell<v1::ThreadView>(admin, "ThreadService/GetThread", wanted).thread().community(),
      into);
  served_.server().stop();
  const ProgramOutput verify =
      fika_server({"verify", "--data", served_.server().folder().string()});
  EXPECT_EQ(verify.exit_code, 0) << verify.out << verify.error;
}

}  // namespace
}  // namespace fika::tests
