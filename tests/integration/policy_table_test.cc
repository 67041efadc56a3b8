// SPDX-License-Identifier: GPL-3.0-or-later
// Every method, asked by everybody, about a root of every openness: the answer is what
// policy_table.h demands. What a command would have done is thrown away, so that each is asked of
// the same world.
#include "tests/integration/policy_table.h"

#include <algorithm>

#include "tests/integration/policy_fixture.h"

namespace fika::tests {
namespace {

const Demand* demand_of(std::string_view method) {
  const auto* found = std::ranges::find(kDemands, method, &Demand::method);
  return found == kDemands.end() ? nullptr : found;
}

TEST_F(PolicyTable, EveryMethodAnswersEverybodyEverywhereAsItDemands) {
  std::size_t methods = 0;
  for (const domain::Capability& capability : domain::registry()) {
    for (const domain::Method& method : capability.methods) {
      const Demand* demand = demand_of(method.name);
      ASSERT_NE(demand, nullptr) << method.name << " is not in policy_table.h; write its demand";
      ++methods;
      for (const Who who : kEverybody) {
        for (const Where where : {Where::kOpen, Where::kOnRequest, Where::kPrivate,
                                  Where::kConversation, Where::kInbox}) {
          if (demand->root.empty() && where != Where::kOpen) continue;
          check(method, *demand, who, where);
        }
      }
    }
  }
  EXPECT_EQ(methods, kDemands.size()) << "policy_table.h has a row without a method";
  EXPECT_GT(checks, 800U);
}

TEST_F(PolicyTable, ATokenForReadingGivesNoCommand) {
  domain::Actor reading = actors[Who::kSteward];
  reading.scope = v1::TOKEN_SCOPE_READ;
  for (const domain::Capability& capability : domain::registry()) {
    for (const domain::Method& method : capability.methods) {
      const Demand& demand = *demand_of(method.name);
      if (demand.least == Least::kAnyone || demand.least == Least::kAdmin) continue;
      const Where where = demand.root == "conversation" ? Where::kConversation : Where::kOpen;
      const auto root = demand.root.empty() ? std::optional(std::string())
                                            : named(method.name, demand.root, where);
      if (!root) continue;
      const auto refusal = attempt(method, reading, *request_for(method, demand, *root));
      static constexpr std::array<std::string_view, 9> kQueries = {
          "Render",      "ResolvePage", "ComparePage", "BlamePage",  "DraftPage",
          "PreviewPage", "Search",      "Suggest",     "FindSimilar"};
      const bool is_query = method.name.starts_with("Get") || method.name.starts_with("List") ||
                            std::ranges::find(kQueries, method.name) != kQueries.end();
      const bool may_refuse = is_query && demand.also && refusal == demand.also;
      const auto wanted = is_query ? std::nullopt : std::optional(Code::kForbidden);
      EXPECT_TRUE(may_refuse || refusal == wanted) << method.name;
    }
  }
}

TEST_F(PolicyTable, AnAdministratorsTokenForWritingDoesNotAdminister) {
  domain::Actor writing = world.admin();
  writing.scope = v1::TOKEN_SCOPE_WRITE;
  for (const domain::Capability& capability : domain::registry()) {
    for (const domain::Method& method : capability.methods) {
      const Demand& demand = *demand_of(method.name);
      if (demand.least == Least::kAdmin) {
        EXPECT_EQ(attempt(method, writing, *request_for(method, demand, {})), Code::kForbidden)
            << method.name;
      } else if (demand.admin_manages) {
        const auto& place = places[Where::kPrivate].root;
        EXPECT_EQ(attempt(method, writing, *request_for(method, demand, place)), Code::kNotFound)
            << method.name;
      }
    }
  }
}

TEST_F(PolicyTable, TheDeactivatedAreNobody) {
  domain::Actor gone = actors[Who::kMemberIn];
  v1::DeactivatePersonRequest request;
  request.set_person(gone.person.text());
  ASSERT_TRUE(world.call_any(world.admin(), "DeactivatePerson", request));
  for (const domain::Capability& capability : domain::registry()) {
    for (const domain::Method& method : capability.methods) {
      const Demand& demand = *demand_of(method.name);
      if (demand.least == Least::kAnyone) continue;
      EXPECT_EQ(attempt(method, gone, *request_for(method, demand, places[Where::kOpen].root)),
                Code::kUnauthenticated)
          << method.name;
    }
  }
}

}  // namespace
}  // namespace fika::tests
