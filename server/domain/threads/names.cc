// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/threads/names.h"

#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <optional>
#include <set>
#include <vector>

#include "server/domain/communities/communities.h"
#include "server/domain/members.h"
#include "server/domain/messages/messages.h"
#include "server/domain/organisation_setup.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

struct Place {
  std::uint64_t ordinal = 0;
  // Of this message the reactions of people up to here have been seen, and all before them; nil:
  // nothing of it.
  Id person;
};

class Naming {
 public:
  Naming(storage::Transaction& txn, const Id& organisation, const Id& thread, const Id& community)
      : txn_(txn),
        organisation_(organisation),
        thread_(thread),
        scope_(community_scope(community)) {}

  // The thread's own people, whom its listing shows.
  Status name_heads() {
    TRY(const auto thread, storage::find<v1::Thread>(txn_, thread_));
    if (!thread) return {};
    CHECKED(name(thread->author()));
    CHECKED(name(thread->resolved_by()));
    TRY(const v1::Head head, head_of(txn_, thread_));
    return name(head.last_author());
  }

  // From `from` on; where to go on, or nothing when all have been seen.
  Result<std::optional<Place>> run(const Place& from) {
    TRY(const auto places, places_from(from.ordinal));
    for (const auto& [ordinal, message] : places) {
      const bool is_begun = ordinal == from.ordinal && !from.person.is_nil();
      if (!is_begun && added_ + 1 + kMentionsMax > kNamedMax) return Place{ordinal, {}};
      if (!is_begun) CHECKED(name_in(message));
      TRY(const auto rest, name_reacting(message, is_begun ? from.person : Id()));
      if (rest) return Place{ordinal, *rest};
    }
    if (places.size() < kNamedMessagesMax) return std::optional<Place>();
    return Place{places.back().first + 1, {}};
  }

 private:
  using Placed = std::pair<std::uint64_t, Id>;

  Result<std::vector<Placed>> places_from(std::uint64_t ordinal) {
    std::vector<Placed> places;
    const storage::Range range{.prefix = std::string(thread_.bytes()),
                               .bound = storage::KeyWriter().id(thread_).u64(ordinal).take()};
    CHECKED(storage::scan_index(txn_, kMessagesByOrdinal, range,
                                [&](std::string_view key, std::string_view value) {
                                  storage::KeyReader parts(key);
                                  parts.id();
                                  places.emplace_back(parts.u64(), Id::from_bytes(value));
                                  return places.size() < kNamedMessagesMax;
                                }));
    return places;
  }

  Status name_in(const Id& id) {
    TRY(const auto message, storage::find<v1::Message>(txn_, thread_, {id}));
    if (!message) return {};
    CHECKED(name(message->author()));
    for (const std::string& person : message->mentions()) CHECKED(name(person));
    return {};
  }

  // After `person`; who was seen last when there may be more, nothing when there are none.
  Result<std::optional<Id>> name_reacting(const Id& message, const Id& person) {
    const auto kind = storage::entity_type<v1::Reaction>().kind();
    storage::Range range{.prefix = storage::entity_key(kind, thread_, {message}), .bound = {}};
    if (!person.is_nil()) {
      range.bound = storage::prefix_end(storage::entity_key(kind, thread_, {message, person}));
    }
    std::vector<Id> people;
    bool is_all = true;
    CHECKED(txn_.scan(storage::Table::kEntities, range, [&](std::string_view key, auto) {
      const Id next = Id::from_bytes(key.substr(range.prefix.size(), person.bytes().size()));
      // All of one person's stay together, so that the place to go on is a person.
      if (!people.empty() && people.back() == next) return true;
      is_all = people.size() + added_ < kNamedMax && reactions_ < kNamedReactionsMax;
      if (!is_all) return false;
      ++reactions_;
      people.push_back(next);
      return true;
    }));
    for (const Id& next : people) CHECKED(name(next));
    if (is_all) return std::optional<Id>();
    return people.empty() ? person : people.back();
  }

  Status name(std::string_view person) {
    if (person.empty()) return {};
    TRY(const Id id, Id::parse(person));
    return name(id);
  }
  Status name(const Id& id) {
    if (!seen_.insert(id).second) return {};
    TRY(const auto person, storage::find<v1::Person>(txn_, organisation_, {id}));
    if (!person) return {};
    TRY(const bool is_new, remember_member(txn_, scope_, *person));
    added_ += is_new ? 1 : 0;
    return {};
  }

  storage::Transaction& txn_;
  const Id organisation_;
  const Id thread_;
  const storage::Scope scope_;
  std::set<Id> seen_;
  std::size_t added_ = 0;
  std::size_t reactions_ = 0;
};

Status name_from(storage::Transaction& txn, const Id& thread, const Id& community,
                 const std::optional<Place>& from) {
  TRY(const auto organisation, organisation_id(txn));
  if (!organisation) return fail(Code::kState, "This data folder has no organisation yet.");
  Naming naming(txn, *organisation, thread, community);
  if (!from) CHECKED(naming.name_heads());
  TRY(const auto rest, naming.run(from.value_or(Place())));
  if (!rest) return {};
  txn.schedule(
      txn.time_ms(), std::string(kNamePeople),
      storage::KeyWriter().id(thread).id(community).u64(rest->ordinal).id(rest->person).take());
  return {};
}

// The community of a thread or page; empty when it has none, or is gone.
Result<std::string> community_now(const storage::Reader& reader, const Id& root) {
  TRY(const auto thread, storage::find<v1::Thread>(reader, root));
  if (thread) return thread->community();
  TRY(const auto page, storage::find<v1::Page>(reader, root));
  return page ? page->community() : std::string();
}

}  // namespace

Status name_people(storage::Transaction& txn, const Id& thread, const Id& community) {
  return name_from(txn, thread, community, std::nullopt);
}

void name_people_later(storage::Transaction& txn, const Id& root, const Id& community) {
  txn.schedule(txn.time_ms(), std::string(kNamePeople),
               storage::KeyWriter().id(root).id(community).u64(0).id({}).take());
}

Status go_on_naming(storage::Transaction& txn, std::string_view payload) {
  storage::KeyReader parts(payload);
  const Id thread = parts.id();
  const Id community = parts.id();
  Place from;
  from.ordinal = parts.u64();
  from.person = parts.id();
  TRY(const std::string present, community_now(txn, thread));
  if (present.empty()) return {};
  // Where its readers are, or will be soon, if one of the two was merged meanwhile.
  TRY(const Id home, heir_of(txn, community));
  TRY(const Id filed, Id::parse(present));
  TRY(const Id present_home, heir_of(txn, filed));
  if (home != present_home) return {};
  return name_from(txn, thread, home, from);
}

}  // namespace fika::domain
