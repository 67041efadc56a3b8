// SPDX-License-Identifier: GPL-3.0-or-later
// Threads against the order of activity and the pins of their community, both ways.
#include "server/domain/checks.h"
#include "server/domain/messages/messages.h"
#include "server/domain/scopes.h"
#include "server/domain/threads/handlers.h"

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
    return each_row(reader_, findings_, kPinnedThreads, row_form(2 * kIdBytes, 0),
                    [this](std::string_view key, std::string_view) { return see_pin(key); });
  }

 private:
  Status see_thread(const v1::Thread& thread) {
    findings_.looked_at("threads", 1);
    const Id id = id_or_nil(thread.id());
    const Id community = id_or_nil(thread.community());
    TRY(const auto scope, storage::scope_of(reader_, id));
    if (scope != community_scope(community)) {
      findings_.add("A thread is not in the scope of its community", id.text());
    }
    TRY(const v1::Head head, head_of(reader_, id));
    TRY(const bool is_placed,
        has_index(reader_, kThreadsByActivity, activity_key(community, head.last_at_ms(), id)));
    // One that came by import is placed with its first message.
    if (!is_placed && head.last_ordinal() > 0) {
      findings_.add("A thread is not found by its activity", id.text());
    }
    TRY(const bool is_pinned, has_index(reader_, kPinnedThreads, pinned_thread_key(community, id)));
    if (is_pinned != thread.pinned()) {
      findings_.add("A thread is pinned and not listed so, or the other way", id.text());
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

  const storage::Reader& reader_;
  storage::Findings& findings_;
};

}  // namespace

Status check_threads(const storage::Reader& reader, storage::Findings& findings) {
  return ThreadsCheck(reader, findings).run();
}

}  // namespace fika::domain
