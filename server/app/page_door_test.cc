// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/page_door.h"

#include <fika/v1/pages.pb.h>
#include <future>

#include <gtest/gtest.h>

#include "server/domain/files/files.h"
#include "server/domain/messages/messages.h"
#include "server/domain/pages/pages.h"
#include "server/domain/people/people.h"
#include "server/domain/reading/reading.h"
#include "server/domain/sign_in/sign_in.h"
#include "server/domain/threads/threads.h"
#include "server/rpc/limiter.h"
#include "tests/support/world.h"

namespace fika::app {
namespace {

struct PageDoorTest : ::testing::Test {
  PageDoorTest() {
    anna = world.person("Anna");
    v1::CreateTokenRequest token;
    token.set_id(world.fresh_id().text());
    token.set_name("Script");
    token.set_scope(v1::TOKEN_SCOPE_ADMIN);
    const auto made = world.call<v1::CreateTokenReply>(anna, "CreateToken", token);
    EXPECT_TRUE(made) << made.error().detail;
    secret = made->secret();
    v1::CreatePageRequest page;
    page.set_id(world.fresh_id().text());
    page.set_title("Pump");
    page.set_text("Blue.");
    EXPECT_TRUE(world.call<v1::Page>(anna, "CreatePage", page));
    path = "/p/" + page.id();
  }

  web::Response get(const std::string& query = {}) {
    web::Request request;
    request.method = "GET";
    request.path = path;
    request.query = query;
    request.headers = {{"authorization", "Bearer " + secret}};
    std::promise<web::Response> answer;
    door.handle(request, [&](web::Response response) { answer.set_value(std::move(response)); });
    return answer.get_future().get();
  }

  tests::World world{{domain::people(), domain::sign_in(), domain::threads(), domain::messages(),
                      domain::reading(), domain::files(), domain::pages()}};
  domain::Actor anna;
  std::string secret, path;
  rpc::Pool pool{1, 10};
  PageDoor door{world.store(), world.clock(), world.organisation(), pool};
};

TEST_F(PageDoorTest, WhatIsWrittenAnewCountsAndWhatIsKeptDoesNot) {
  rpc::Limiter limiter(world.clock(), 10);
  door.limit_by([&](const domain::Actor& actor) {
    return limiter.take(std::string(actor.person.bytes()), {.burst = 3, .per_second = 1});
  });
  for (int i = 0; i < 10; ++i) EXPECT_EQ(get().status, 200) << i;
  for (int i = 0; i < 2; ++i) EXPECT_EQ(get("revision=1").status, 200) << i;
  const web::Response refused = get("revision=1");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(get().status, 200) << "it is kept";
  world.clock().advance(1'000);
  EXPECT_EQ(get("revision=1").status, 200);
  EXPECT_EQ(get("revision=1").status, 429);
}

}  // namespace
}  // namespace fika::app
