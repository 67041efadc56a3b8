// SPDX-License-Identifier: GPL-3.0-or-later
// Every method with every kind of caller, for a community of each openness.
#include <map>

#include "server/domain/communities/community_for_tests.h"
#include "server/domain/run.h"

namespace fika::domain {
namespace {

// One letter a caller: anonymous, guest outside, guest inside, member outside, member inside,
// steward, administrator outside. Y: may; U: sign in first; F: forbidden; N: not found.
struct Row {
  std::string open, on_request, closed;
};

const std::map<std::string, Row, std::less<>> kExpected = {
    {"CreateCommunity", {"UFFYYYY", "UFFYYYY", "UFFYYYY"}},
    {"UpdateCommunity", {"UFFFFYF", "UFFNFYN", "UFFNFYN"}},
    {"GetCommunity", {"UNYYYYY", "UNYYYYY", "UNYNYYN"}},
    {"ListCommunities", {"UYYYYYY", "UYYYYYY", "UYYYYYY"}},
    {"JoinCommunity", {"UFFYYYY", "UFFYYYY", "UFFNYYN"}},
    {"LeaveCommunity", {"UNYYYYY", "UNYYYYY", "UNYNYYN"}},
    {"ListJoinRequests", {"UFFFFYF", "UFFNFYN", "UFFNFYN"}},
    {"AnswerJoinRequest", {"UFFFFYF", "UFFNFYN", "UFFNFYN"}},
    {"AddMember", {"UFFFFYF", "UFFNFYN", "UFFNFYN"}},
    {"RemoveMember", {"UFFFFYF", "UFFNFYN", "UFFNFYN"}},
    {"SetSteward", {"UFFFFYY", "UFFNFYY", "UFFNFYY"}},
    {"ListMembers", {"UNYYYYY", "UNYNYYN", "UNYNYYN"}},
    {"SetArchived", {"UFFFFYY", "UFFNFYY", "UFFNFYY"}},
    {"MergeCommunities", {"UFFFFYF", "UFFNFYN", "UFFNFYN"}},
    {"SetCommunityLevel", {"UNYFYYF", "UNYNYYN", "UNYNYYN"}},
};

class CommunityPolicy : public CommunityTest {
 protected:
  char letter(const Actor& actor, const Method& method, const v1::Community& community) {
    const std::unique_ptr<Message> request(method.request->New());
    if (!method.policy.root_field.empty()) {
      const auto* field =
          request->GetDescriptor()->FindFieldByName(std::string(method.policy.root_field));
      request->GetReflection()->SetString(request.get(), field, community.id());
    }
    const auto allowed = check_policy(*world.read(), world.organisation(), actor, method, *request);
    if (allowed) return 'Y';
    switch (allowed.error().code) {
      case Code::kUnauthenticated:
        return 'U';
      case Code::kForbidden:
        return 'F';
      case Code::kNotFound:
        return 'N';
      default:
        return '?';
    }
  }
  std::string letters(const Method& method, const v1::Community& community) {
    std::string said;
    for (const Actor& actor :
         {Actor{}, guest, guest_inside, stranger, member, steward, world.admin()}) {
      said += letter(actor, method, community);
    }
    return said;
  }
  v1::Community with_members(v1::Openness openness) {
    const auto community = started(openness);
    add(community, member.person);
    add(community, guest_inside.person);
    return community;
  }

  Actor guest_inside = world.person("Gil", v1::ROLE_GUEST);
};

TEST_F(CommunityPolicy, HoldsForEveryMethodAndKindOfCaller) {
  const auto open = with_members(v1::OPENNESS_OPEN);
  const auto on_request = with_members(v1::OPENNESS_ON_REQUEST);
  const auto closed = with_members(v1::OPENNESS_PRIVATE);
  for (const Method& method : communities().methods) {
    const auto row = kExpected.find(method.name);
    ASSERT_NE(row, kExpected.end()) << method.name;
    EXPECT_EQ(letters(method, open), row->second.open) << method.name << ", open";
    EXPECT_EQ(letters(method, on_request), row->second.on_request) << method.name << ", on request";
    EXPECT_EQ(letters(method, closed), row->second.closed) << method.name << ", private";
  }
  EXPECT_EQ(communities().methods.size(), kExpected.size());
}

TEST_F(CommunityPolicy, AnotherThingsIdIsNoCommunity) {
  auto request = of<v1::SetArchivedRequest>(world.organisation().text());
  EXPECT_EQ(world.refusal(world.admin(), "SetArchived", request), Code::kNotFound);
  EXPECT_EQ(world.refusal(world.admin(), "GetCommunity",
                          of<v1::GetCommunityRequest>(world.admin().person.text())),
            Code::kNotFound);
  const auto community = started(v1::OPENNESS_OPEN);
  EXPECT_EQ(world.refusal(steward, "AddMember",
                          of<v1::AddMemberRequest>(community.id(), world.fresh_id())),
            Code::kNotFound);
}

}  // namespace
}  // namespace fika::domain
