// SPDX-License-Identifier: GPL-3.0-or-later
// A world with an index: people who write and search, and what they find by its titles.
#pragma once

#include <fika/v1/communities.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/search.pb.h>
#include <fika/v1/threads.pb.h>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/domain/communities/communities.h"
#include "server/domain/conversations/conversations.h"
#include "server/domain/files/files.h"
#include "server/domain/messages/messages.h"
#include "server/domain/organisation/organisation.h"
#include "server/domain/pages/pages.h"
#include "server/domain/people/people.h"
#include "server/domain/search/search.h"
#include "server/domain/threads/threads.h"
#include "tests/support/world.h"

namespace fika::domain {

class Searching : public ::testing::Test {
 protected:
  Searching() { world_.make_searchable(); }

  template <class Reply>
  Reply tell(const Actor& who, const std::string& method,
             const google::protobuf::Message& request) {
    auto reply = world_.call<Reply>(who, method, request);
    EXPECT_TRUE(reply.has_value()) << method << ": " << reply.error().detail;
    return reply ? *std::move(reply) : Reply();
  }

  std::string community(const Actor& who, v1::Openness openness,
                        const std::string& name = "Wells") {
    v1::CreateCommunityRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_name(name);
    request.set_openness(openness);
    return tell<v1::Community>(who, "CreateCommunity", request).id();
  }
  void admit(const Actor& steward, const std::string& community, const Actor& person) {
    v1::AddMemberRequest request;
    request.set_community(community);
    request.set_person(person.person.text());
    tell<v1::Member>(steward, "AddMember", request);
  }
  v1::StartThreadReply thread(const Actor& who, const std::string& community,
                              const std::string& title, const std::string& text,
                              v1::ThreadKind kind = v1::THREAD_KIND_DISCUSSION) {
    v1::StartThreadRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_community(community);
    request.set_kind(kind);
    request.set_title(title);
    request.set_message(world_.fresh_id().text());
    request.set_text(text);
    return tell<v1::StartThreadReply>(who, "StartThread", request);
  }
  v1::Message post(const Actor& who, const std::string& root, const std::string& text) {
    v1::PostMessageRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_root(root);
    request.set_text(text);
    return tell<v1::Message>(who, "PostMessage", request);
  }
  v1::Page page(const Actor& who, const std::string& community, const std::string& title,
                const std::string& text, const std::string& parent = {}) {
    v1::CreatePageRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_community(community);
    request.set_parent(parent);
    request.set_title(title);
    request.set_text(text);
    return tell<v1::Page>(who, "CreatePage", request);
  }

  // Once all that was written can be found.
  v1::SearchReply search(const Actor& who, const std::string& query) {
    world_.wait_until_found();
    v1::SearchRequest request;
    request.set_query(query);
    request.set_with_facets(true);
    return tell<v1::SearchReply>(who, "Search", request);
  }
  // The ids of what is found, sorted.
  std::vector<std::string> found(const Actor& who, const std::string& query) {
    std::vector<std::string> ids;
    for (const v1::SearchHit& hit : search(who, query).hits()) ids.push_back(hit.id());
    std::ranges::sort(ids);
    return ids;
  }
  using Ids = std::vector<std::string>;

  tests::World world_{{organisation(), people(), communities(), threads(), messages(),
                       conversations(), files(), pages(), searching()}};
  Actor anna_ = world_.person("Anna Berg"), olle_ = world_.person("Olle Lund");
};

}  // namespace fika::domain
