// SPDX-License-Identifier: GPL-3.0-or-later
// What crosses from one network core to another: whoever shares a place meets there, whichever core
// took the connection.
#include <gtest/gtest.h>

#include "tests/integration/live_client.h"
#include "tests/integration/served.h"

namespace fika::tests {
namespace {

TEST(TwoCores, AllWhoShareACommunityHearOfEachOtherAndOfEachPost) {
  Served served({"--no-rate-limits", "--network-threads", "2"});
  constexpr std::size_t kPeople = 6;
  std::vector<Account> people;
  for (std::size_t i = 0; i < kPeople; ++i) {
    people.push_back(served.add_person("Person " + std::to_string(i)));
  }
  const std::string community = served.community(people[0], v1::OPENNESS_PRIVATE);
  std::vector<std::unique_ptr<LiveClient>> clients;
  for (const Account& person : people) {
    clients.push_back(std::make_unique<LiveClient>(served.port(), person.secret));
    ASSERT_TRUE(clients.back()->connect());
    // Let in while connected: what the community holds comes as an answer of its own.
    if (person.id != people[0].id) served.add_member(people[0], community, person.id);
  }
  served.thread(people[0], community, "Heard on both cores");
  for (const auto& client : clients) {
    EXPECT_TRUE(client->read_until([&] {
      return client->here.size() == kPeople - 1 &&
             client->all_bodies().find("Heard on both cores") != std::string::npos;
    })) << client->here.size();
  }
}

}  // namespace
}  // namespace fika::tests
