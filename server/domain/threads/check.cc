// SPDX-License-Identifier: GPL-3.0-or-later
// Threads against the order of activity and the pins of their community, both ways.
#include "server/domain/checks.h"
#include "server/domain/communities/communities.h"
#include "server/domain/messages/messages.h"
#include "server/domain/scopes.h"
#include "server/domain/threads/handlers.h"
#include "server/domain/threads/transfer.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kTimeBytes = 8;

class ThreadsCheck {
 public:
  ThreadsCheck(const storage::Reader& reader, storage::Findings& findings)
      : reader_(reader), findings_(findings) {}

  Status run() {
    CHECKED(each_entity<v1::Thread>(
        reader_, [this](const v1::Thread& thread) { return see_thread(thread); }));
    CHECKED(each_row(reader_, findings_, kThreadsByActivity, row_form(2 * kIdBytes + kTimeBytes, 0),
                     [this](std::string_view key, std::string_view) { return see_place(key); }));
    CHECKED(each_row(reader_, findings_, kPinnedThreads, row_form(2 * kIdBytes, 0),
                     [this](std::string_view key, std::string_view) { return see_pin(key); }));
    CHECKED(each_row(
        reader_, findings_, kTransfers, {.key_min = kIdBytes, .key_max = kIdBytes},
        [this](std::string_view key, std::string_view value) { return see_transfer(key, value); }));
    CHECKED(each_row(reader_, findings_, kMergedThreads, row_form(2 * kIdBytes, 0),
                     [this](std::string_view key, std::string_view) { return see_merged(key); }));
    return each_row(reader_, findings_, kTransferTargets, row_form(2 * kIdBytes, 0),
                    [this](std::string_view key, std::string_view) { return see_target(key); });
  }

 private:
  Status see_thread(const v1::Thread& thread) {
    findings_.looked_at("threads", 1);
    const Id id = id_or_nil(thread.id());
    const Id community = id_or_nil(thread.community());
    TRY(const auto scope, storage::scope_of(reader_, id));
    TRY(const auto community_now, storage::present_scope(reader_, community_scope(community)));
    if (scope != community_now) {
      findings_.add("A thread is not in the scope of its community", id.text());
    }
    // One whose community was merged names it until its turn comes.
    TRY(const bool is_on_its_way, has_index(reader_, kMerges, community.bytes()));
    if (community_now.id != community && !is_on_its_way) {
      findings_.add("A thread names a community that was merged into another", id.text());
    }
    TRY(const v1::Head head, head_of(reader_, id));
    TRY(const bool is_placed,
        has_index(reader_, kThreadsByActivity, activity_key(community, head.last_at_ms(), id)));
    // One that came by import is placed with its first message.
    // One that was merged away stands in no list.
    if (!is_placed && head.last_ordinal() > 0 && thread.merged_into().empty()) {
      findings_.add("A thread is not found by its activity", id.text());
    }
    TRY(const bool is_pinned, has_index(reader_, kPinnedThreads, pinned_thread_key(community, id)));
    if (is_pinned != thread.pinned()) {
      findings_.add("A thread is pinned and not listed so, or the other way", id.text());
    }
    TRY(const bool is_going, has_index(reader_, kTransfers, id.bytes()));
    if (is_going != thread.has_transfer()) {
      findings_.add("Messages are said to leave a thread and do not, or the other way", id.text());
    }
    if (!thread.merged_into().empty()) {
      TRY(const auto into, storage::find<v1::Thread>(reader_, id_or_nil(thread.merged_into())));
      if (!into) findings_.add("A thread leads to one that is not there", id.text());
    }
    return {};
  }

  Status see_place(std::string_view key) {
    storage::KeyReader parts(key);
    const Id community = parts.id();
    const auto time_ms = static_cast<std::int64_t>(~parts.u64());
    const Id id = parts.id();
    TRY(const auto thread, storage::find<v1::Thread>(reader_, id));
    TRY(const v1::Head head, head_of(reader_, id));
    if (!thread || thread->community() != community.text() || head.last_at_ms() != time_ms) {
      findings_.add("A thread is placed where it is not", id.text());
    }
    return {};
  }

  Status see_pin(std::string_view key) {
    storage::KeyReader parts(key);
    const Id community = parts.id();
    const Id id = parts.id();
    TRY(const auto thread, storage::find<v1::Thread>(reader_, id));
    if (!thread || thread->community() != community.text()) {
      findings_.add("A thread is listed as pinned where it is not", id.text());
    }
    return {};
  }

  Status see_transfer(std::string_view key, std::string_view value) {
    TRY(const auto transfer, row_as<store::v1::StoredTransfer>(value));
    TRY(const bool has_target,
        has_index(reader_, kTransferTargets, transfer.to() + std::string(key)));
    TRY(const auto thread, storage::find<v1::Thread>(reader_, Id::from_bytes(key)));
    if (!has_target || !thread) {
      findings_.add("Messages leave a thread for one that does not know",
                    Id::from_bytes(key).text());
    }
    return {};
  }
  Status see_merged(std::string_view key) {
    storage::KeyReader parts(key);
    const Id into = parts.id();
    TRY(const auto thread, storage::find<v1::Thread>(reader_, parts.id()));
    if (!thread || thread->merged_into() != into.text()) {
      findings_.add("A thread is said to have taken in one that did not go there", into.text());
    }
    return {};
  }
  Status see_target(std::string_view key) {
    TRY(const auto transfer, storage::find_index_as<store::v1::StoredTransfer>(
                                 reader_, kTransfers, key.substr(kIdBytes)));
    if (!transfer || transfer->to() != key.substr(0, kIdBytes)) {
      findings_.add("A thread waits for messages that do not come",
                    Id::from_bytes(key.substr(0, kIdBytes)).text());
    }
    return {};
  }

  const storage::Reader& reader_;
  storage::Findings& findings_;
};

}  // namespace

Status check_threads(const storage::Reader& reader, storage::Findings& findings) {
  return ThreadsCheck(reader, findings).run();
}

}  // namespace fika::domain
