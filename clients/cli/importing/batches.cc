// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/batches.h"

namespace fika::cli::importing {
namespace {

constexpr int kThingsMax = 500;
// Below the server's 512 KB, as lengths and tags come on top of what is counted.
constexpr std::size_t kBytesMax = 480 * 1024;

using Send = std::function<Outcome<void>(const v1::ImportBatchRequest&)>;

class Packer {
 public:
  explicit Packer(const Send& send) : send_(send) {}

  template <class Thing>
  Outcome<void> add(Thing thing,
                    google::protobuf::RepeatedPtrField<Thing>* (v1::ImportBatchRequest::*list)()) {
    const std::size_t size = thing.ByteSizeLong() + 8;
    if (count_ > 0 && (count_ >= kThingsMax || bytes_ + size > kBytesMax)) CHECKED(flush());
    *(batch_.*list)()->Add() = std::move(thing);
    ++count_;
    bytes_ += size;
    return {};
  }

  Outcome<void> flush() {
    if (count_ == 0) return {};
    CHECKED(send_(batch_));
    batch_.Clear();
    count_ = 0;
    bytes_ = 0;
    return {};
  }

 private:
  const Send& send_;
  v1::ImportBatchRequest batch_;
  int count_ = 0;
  std::size_t bytes_ = 0;
};

v1::ImportedPerson to_proto(const ArchivedPerson& person) {
  v1::ImportedPerson made;
  made.set_id(person.id.text());
  made.set_name(person.name);
  made.set_email(person.email);
  return made;
}

v1::ImportedCommunity to_proto(const ArchivedCommunity& community) {
  v1::ImportedCommunity made;
  made.set_id(community.id.text());
  made.set_name(community.name);
  made.set_purpose(community.purpose);
  made.set_openness(community.is_private ? v1::OPENNESS_PRIVATE : v1::OPENNESS_OPEN);
  made.set_archived(community.is_archived);
  made.set_created_at_ms(community.created_at_ms);
  for (const Id& member : community.members) made.add_members(member.text());
  return made;
}

v1::ImportedThread to_proto(const ArchivedThread& thread) {
  v1::ImportedThread made;
  made.set_id(thread.id.text());
  made.set_community(thread.community.text());
  made.set_title(thread.title);
  made.set_author(thread.author.text());
  made.set_created_at_ms(thread.created_at_ms);
  return made;
}

v1::ImportedMessage to_proto(const ArchivedMessage& message) {
  v1::ImportedMessage made;
  made.set_id(message.id.text());
  made.set_thread(message.thread.text());
  made.set_author(message.author.text());
  made.set_text(message.text);
  made.set_created_at_ms(message.created_at_ms);
  made.set_edited_at_ms(message.edited_at_ms);
  for (const Id& quote : message.quotes) made.add_quotes(quote.text());
  for (const ArchivedReaction& reaction : message.reactions) {
    v1::ImportedReaction& added = *made.add_reactions();
    added.set_person(reaction.person.text());
    added.set_emoji(reaction.emoji);
  }
  return made;
}

}  // namespace

Outcome<void> in_batches(const Archive& archive, const Send& send) {
  Packer packer(send);
  using Request = v1::ImportBatchRequest;
  for (const auto& each : archive.people) {
    CHECKED(packer.add(to_proto(each), &Request::mutable_people));
  }
  for (const auto& each : archive.communities) {
    CHECKED(packer.add(to_proto(each), &Request::mutable_communities));
  }
  for (const auto& each : archive.threads) {
    CHECKED(packer.add(to_proto(each), &Request::mutable_threads));
  }
  for (const auto& each : archive.messages) {
    CHECKED(packer.add(to_proto(each), &Request::mutable_messages));
  }
  return packer.flush();
}

}  // namespace fika::cli::importing
