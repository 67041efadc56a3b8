// SPDX-License-Identifier: GPL-3.0-or-later
// A small archive of another product, and a world to bring it into.
#pragma once

#include <fika/v1/messages.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/threads.pb.h>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/domain/communities/communities.h"
#include "server/domain/importing/importing.h"
#include "server/domain/people/directory.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"
#include "tests/support/world.h"

namespace fika::domain {

inline constexpr std::int64_t kThen = 1'500'000'000'000;

class Importing : public ::testing::Test {
 protected:
  Importing() {
    EXPECT_TRUE(world.write([&](storage::Transaction& txn) {
      moa.person = txn.fresh_id();
      moa.role = v1::ROLE_MEMBER;
      moa.scope = v1::TOKEN_SCOPE_ADMIN;
      v1::Person person;
      person.set_organisation(world.organisation().text());
      person.set_id(moa.person.text());
      person.set_name("Moa");
      person.set_role(v1::ROLE_MEMBER);
      v1::PersonSettings settings;
      settings.set_person(person.id());
      settings.set_email("moa@example.org");
      return domain::add_person(txn, person, settings);
    }));
  }

  static Id derived(const std::string& words) { return Id::derive(kThen, words); }
  static Id id_of(const std::string& text) { return Id::parse(text).value(); }
  static Id community_id() { return derived("community"); }
  static Id thread_id() { return derived("thread"); }
  static std::string link_to(int person) {
    return fmt::format("[@Somebody](/people/{})", derived(fmt::format("person {}", person)).text());
  }

  static void add_person(v1::ImportBatchRequest& request, const std::string& name) {
    const auto id = derived(fmt::format("person {}", request.people_size()));
    auto& person = *request.add_people();
    person.set_id(id.text());
    person.set_name(name);
  }
  static v1::ImportedMessage& add_message(v1::ImportBatchRequest& request, int author,
                                          const std::string& text, std::int64_t time_ms) {
    const auto id = derived(fmt::format("message {}", request.messages_size()));
    auto& message = *request.add_messages();
    message.set_id(id.text());
    message.set_thread(thread_id().text());
    message.set_author(request.people(author).id());
    message.set_text(text);
    message.set_created_at_ms(time_ms);
    return message;
  }
  // Two people, a community with both, a thread of three messages, two reactions.
  static v1::ImportBatchRequest small_archive() {
    v1::ImportBatchRequest request;
    add_person(request, "Ada");
    add_person(request, "Bo");
    auto& community = *request.add_communities();
    community.set_id(community_id().text());
    community.set_name("general");
    community.set_created_at_ms(kThen);
    for (const auto& person : request.people()) community.add_members(person.id());
    auto& thread = *request.add_threads();
    thread.set_id(thread_id().text());
    thread.set_community(community.id());
    thread.set_title("Pumps");
    thread.set_author(request.people(0).id());
    thread.set_created_at_ms(kThen);
    auto& first = add_message(request, 0, "The pump **broke**.", kThen);
    for (const auto& person : request.people()) {
      auto& reaction = *first.add_reactions();
      reaction.set_person(person.id());
      reaction.set_emoji(":cry:");
    }
    add_message(request, 1, "Which one?", kThen + 1);
    auto& last = add_message(request, 0, "The new one.", kThen + 2);
    last.set_edited_at_ms(kThen + 9);
    last.add_quotes(request.messages(1).id());
    last.add_quotes(derived("nothing").text());
    return request;
  }

  v1::ImportBatchReply imported(const v1::ImportBatchRequest& request) {
    return world.call<v1::ImportBatchReply>(world.admin(), "ImportBatch", request).value();
  }
  template <class M>
  std::optional<M> found(const Id& root, std::initializer_list<Id> parts = {}) {
    return storage::find<M>(*world.read(), root, parts).value();
  }
  v1::Message message_at(int number) {
    return found<v1::Message>(thread_id(), {derived(fmt::format("message {}", number))}).value();
  }
  v1::Head head() { return found<v1::Head>(thread_id()).value(); }

  tests::World world{{communities(), importing()}};
  Actor moa;
};

}  // namespace fika::domain
