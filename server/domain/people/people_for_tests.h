// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of people say often: somebody added as administrators add them.
#pragma once

#include <fika/v1/people.pb.h>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/domain/people/directory.h"
#include "server/domain/people/people.h"
#include "server/domain/sign_in/sign_in.h"
#include "tests/support/world.h"

namespace fika::domain {

inline constexpr Code kAccepted = Code::kInternal;  // as World::refusal says it

class PeopleTest : public testing::Test {
 protected:
  explicit PeopleTest(std::vector<Capability> capabilities = {people(), sign_in()})
      : world_(capabilities) {
    // The world's administrator was there before this capability.
    EXPECT_TRUE(world_.write([&](storage::Transaction& txn) -> Status {
      txn.put_index(kActiveAdmins, world_.admin().person.bytes(), {});
      return {};
    }));
  }

  v1::AddPersonRequest adding(const std::string& name, const std::string& email,
                              v1::Role role = v1::ROLE_MEMBER) {
    v1::AddPersonRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_name(name);
    request.set_email(email);
    request.set_role(role);
    return request;
  }
  Actor added(const std::string& name, const std::string& email = {},
              v1::Role role = v1::ROLE_MEMBER) {
    const auto person =
        world_.call<v1::Person>(world_.admin(), "AddPerson", adding(name, email, role));
    Actor actor;
    actor.person = Id::parse(person.value().id()).value();
    actor.role = role;
    actor.scope = v1::TOKEN_SCOPE_ADMIN;
    return actor;
  }
  template <class Request>
  static Request about(const Id& person) {
    Request request;
    request.set_person(person.text());
    return request;
  }
  static v1::SetRoleRequest role_of(const Id& person, v1::Role role) {
    auto request = about<v1::SetRoleRequest>(person);
    request.set_role(role);
    return request;
  }
  v1::Me me(const Actor& actor) {
    return world_.call<v1::Me>(actor, "GetMe", v1::GetMeRequest()).value();
  }

  tests::World world_;
  const Actor member_ = world_.person("Member");
  const Actor guest_ = world_.person("Guest", v1::ROLE_GUEST);
};

}  // namespace fika::domain
