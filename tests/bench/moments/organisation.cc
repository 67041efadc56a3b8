// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/organisation.h"

#include <algorithm>

#include "base/clock.h"
#include "fika/v1/communities.pb.h"
#include "fika/v1/import.pb.h"
#include "fika/v1/messages.pb.h"
#include "fika/v1/people.pb.h"
#include "fika/v1/sign_in.pb.h"

namespace fika::bench {
namespace {

constexpr std::int64_t kHistoryMs = 2 * 365 * kDayMs;
constexpr std::size_t kThreadsInBatch = 100;
constexpr std::size_t kPeopleInBatch = 500;
constexpr std::size_t kTextBytes = 120;

Id fresh_id() { return Id::make(SystemClock().now_ms()); }

std::string email(std::size_t person) { return fmt::format("person{}@example.org", person); }

Status add_people(const OrganisationSize& size, Words& words, HttpCalls& admin,
                  Organisation& made) {
  std::vector<v1::AddPersonRequest> adding(size.people);
  for (std::size_t i = 0; i < size.people; ++i) {
    Colleague& person = made.people.emplace_back();
    person.id = fresh_id();
    person.name = words.person_name();
    adding[i].set_id(person.id.text());
    adding[i].set_name(person.name);
    adding[i].set_email(email(i));
    adding[i].set_role(v1::ROLE_MEMBER);
  }
  std::vector<v1::Person> added;
  return admin.call_all("fika.v1.PeopleService/AddPerson", adding, added);
}

Status sign_in(Words& words, HttpCalls& admin, HttpCalls& anyone, Organisation& made) {
  std::vector<v1::CreateSignInLinkRequest> asking(made.people.size());
  for (std::size_t i = 0; i < asking.size(); ++i) asking[i].set_person(made.people[i].id.text());
  std::vector<v1::SignInLink> links;
  CHECKED(admin.call_all("fika.v1.SignInService/CreateSignInLink", asking, links));
  std::vector<v1::SignInWithLinkRequest> using_them(links.size());
  for (std::size_t i = 0; i < links.size(); ++i) {
    using_them[i].set_secret(links[i].secret());
    using_them[i].set_device("bench");
  }
  std::vector<v1::SignedIn> signed_in;
  CHECKED(anyone.call_all("fika.v1.SignInService/SignInWithLink", using_them, signed_in));

  std::vector<std::string> tokens;
  std::vector<v1::UpdateProfileRequest> profiles(signed_in.size());
  for (std::size_t i = 0; i < signed_in.size(); ++i) {
    made.people[i].secret = signed_in[i].secret();
    tokens.push_back(signed_in[i].secret());
    profiles[i].set_site(words.site());
    profiles[i].set_unit(words.unit());
    profiles[i].add_languages("sv");
    profiles[i].add_languages("en");
    profiles[i].set_replace_languages(true);
  }
  std::vector<v1::Me> updated;
  return anyone.call_all("fika.v1.PeopleService/UpdateProfile", profiles, updated, tokens);
}

// Accounts are found by their e-mail and stand in for the people of the archive.
std::vector<Id> archived_people(const Organisation& made,
                                std::vector<v1::ImportBatchRequest>& batches) {
  std::vector<Id> ids;
  for (std::size_t i = 0; i < made.people.size(); ++i) {
    if (i % kPeopleInBatch == 0) batches.emplace_back();
    v1::ImportedPerson& person = *batches.back().add_people();
    person.set_id(ids.emplace_back(fresh_id()).text());
    person.set_name(made.people[i].name);
    person.set_email(email(i));
  }
  return ids;
}

void draw_members(const OrganisationSize& size, Words& words, Organisation& made) {
  made.communities.resize(size.communities);
  for (std::size_t i = 0; i < made.people.size(); ++i) {
    auto& own = made.people[i].communities;
    while (own.size() < std::min(size.communities_each, size.communities)) {
      const std::size_t community = words.any(size.communities);
      if (std::ranges::find(own, community) != own.end()) continue;
      own.push_back(community);
      made.communities[community].members.push_back(i);
    }
  }
}

void add_threads(const OrganisationSize& size, const std::vector<Id>& archived, Words& words,
                 Circle& circle, std::vector<v1::ImportBatchRequest>& batches) {
  for (std::size_t i = 0; i < size.threads_each; ++i) {
    if (static_cast<std::size_t>(batches.back().threads_size()) >= kThreadsInBatch) {
      batches.emplace_back();
    }
    v1::ImportBatchRequest& batch = batches.back();
    const auto anyone = [&] {
      return archived[circle.members[words.mostly_first(circle.members.size())]].text();
    };
    std::int64_t at_ms =
        SystemClock().now_ms() - static_cast<std::int64_t>(words.any(kHistoryMs)) - kDayMs;
    v1::ImportedThread& thread = *batch.add_threads();
    thread.set_id(circle.threads.emplace_back(Id::make(at_ms)).text());
    thread.set_community(circle.id.text());
    thread.set_title(words.sentence(3, 8));
    thread.set_author(anyone());
    thread.set_created_at_ms(at_ms);
    for (std::size_t k = 0; k < size.messages_each; ++k) {
      v1::ImportedMessage& message = *batch.add_messages();
      message.set_id(Id::make(at_ms).text());
      message.set_thread(thread.id());
      message.set_author(k == 0 ? thread.author() : anyone());
      message.set_text(words.text(kTextBytes));
      message.set_created_at_ms(at_ms);
      at_ms += static_cast<std::int64_t>(words.any(kHourMs));
    }
  }
}

Status bring_in(const OrganisationSize& size, Words& words, HttpCalls& admin, Organisation& made) {
  std::vector<v1::ImportBatchRequest> batches;
  const std::vector<Id> archived = archived_people(made, batches);
  for (Circle& circle : made.communities) {
    batches.emplace_back();
    v1::ImportedCommunity& community = *batches.back().add_communities();
    const std::int64_t at_ms = SystemClock().now_ms() - kHistoryMs - kDayMs;
    circle.id = Id::make(at_ms + static_cast<std::int64_t>(words.any(kDayMs)));
    community.set_id(circle.id.text());
    community.set_name(words.community_name());
    community.set_purpose(words.sentence(8, 14));
    community.set_openness(v1::OPENNESS_OPEN);
    community.set_created_at_ms(at_ms);
    for (const std::size_t member : circle.members) community.add_members(archived[member].text());
    add_threads(size, archived, words, circle, batches);
  }
  // One after the other: what a batch refers to has to be there.
  for (const auto& batch : batches) {
    v1::ImportBatchReply reply;
    CHECKED(admin.call("fika.v1.ImportService/ImportBatch", batch, reply));
  }
  return {};
}

Status name_stewards(HttpCalls& admin, const Organisation& made) {
  std::vector<v1::SetStewardRequest> naming;
  for (const Circle& circle : made.communities) {
    v1::SetStewardRequest& request = naming.emplace_back();
    request.set_community(circle.id.text());
    request.set_person(made.people[circle.members.front()].id.text());
    request.set_steward(true);
  }
  std::vector<v1::Member> stewards;
  return admin.call_all("fika.v1.CommunityService/SetSteward", naming, stewards);
}

}  // namespace

Result<Organisation> fill_organisation(const OrganisationSize& size, Words& words, HttpCalls& admin,
                                       HttpCalls& anyone) {
  Organisation made;
  CHECKED(add_people(size, words, admin, made));
  CHECKED(sign_in(words, admin, anyone, made));
  draw_members(size, words, made);
  CHECKED(bring_in(size, words, admin, made));
  CHECKED(name_stewards(admin, made));
  return made;
}

Status post_around(const Organisation& organisation, std::size_t person, std::size_t count,
                   Words& words, HttpCalls& calls) {
  const auto& communities = organisation.people[person].communities;
  std::vector<v1::PostMessageRequest> posts(count);
  std::vector<std::string> tokens;
  for (v1::PostMessageRequest& post : posts) {
    const Circle& circle = organisation.communities[communities[words.any(communities.size())]];
    const std::size_t author = circle.members[words.mostly_first(circle.members.size())];
    tokens.push_back(organisation.people[author].secret);
    post.set_id(fresh_id().text());
    post.set_root(circle.threads[words.mostly_first(circle.threads.size())].text());
    post.set_text(words.text(kTextBytes));
  }
  std::vector<v1::Message> posted;
  return calls.call_all("fika.v1.MessageService/PostMessage", posts, posted, tokens);
}

}  // namespace fika::bench
