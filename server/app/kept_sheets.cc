// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/kept_sheets.h"

#include <algorithm>
#include <array>
#include <fika/v1/communities.pb.h>
#include <fika/v1/conversations.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/reading.pb.h>
#include <fika/v1/saved.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <fika/v1/threads.pb.h>
#include <utility>

#include "server/domain/sign_in/authenticate.h"
#include "storage/entities.h"

namespace fika::app {
namespace {

constexpr std::size_t kReadersMax = 20'000;
constexpr std::size_t kEntryBytes = 400;  // what lists and maps take beside the text

template <class M>
std::uint32_t kind_of() {
  return storage::entity_type<M>().kind();
}

// What no document shows, and changes all the time. Everything else counts, also what is to come.
bool is_shown(std::uint32_t kind) {
  static const std::array kNotShown = {
      kind_of<v1::Message>(),     kind_of<v1::Reaction>(),       kind_of<v1::Head>(),
      kind_of<v1::ReadMarker>(),  kind_of<v1::Draft>(),          kind_of<v1::InboxItem>(),
      kind_of<v1::ThreadLevel>(), kind_of<v1::CommunityLevel>(), kind_of<v1::GroupMention>(),
      kind_of<v1::SignIn>(),      kind_of<v1::ApiToken>(),       kind_of<v1::SavedMessage>(),
  };
  return std::ranges::find(kNotShown, kind) == kNotShown.end();
}

}  // namespace

std::size_t KeptSheets::bytes_of(const Entry& entry) {
  return kEntryBytes + entry.key.size() + entry.sheet->body->size() + entry.sheet->lines->size() +
         entry.sheet->slug.size();
}

std::shared_ptr<const KeptSheet> KeptSheets::find(std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find(key);
  if (place == places_.end()) return nullptr;
  if (is_stale(place->second->seq)) {
    drop(place->second);
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->sheet;
}

void KeptSheets::keep(std::string key, std::shared_ptr<const KeptSheet> sheet, std::uint64_t seq) {
  Entry entry{std::move(key), std::move(sheet), seq};
  const std::size_t bytes = bytes_of(entry);
  if (bytes > bytes_max_) return;
  const std::lock_guard lock(mutex_);
  if (const auto place = places_.find(entry.key); place != places_.end()) drop(place->second);
  while (bytes_ + bytes > bytes_max_) drop(std::prev(entries_.end()));
  entries_.push_front(std::move(entry));
  places_.emplace(entries_.front().key, entries_.begin());
  bytes_ += bytes;
}

void KeptSheets::drop(std::list<Entry>::iterator entry) {
  bytes_ -= bytes_of(*entry);
  places_.erase(entry->key);
  entries_.erase(entry);
}

std::optional<Reading> KeptSheets::reading_of(const Id& person) {
  const std::lock_guard lock(mutex_);
  const auto found = readers_.find(std::string(person.bytes()));
  if (found == readers_.end() || is_stale(found->second.seq)) return std::nullopt;
  return found->second.reading;
}

void KeptSheets::keep_reading(const Id& person, Reading reading, std::uint64_t seq) {
  const std::lock_guard lock(mutex_);
  if (readers_.size() >= kReadersMax) readers_.clear();
  readers_.insert_or_assign(std::string(person.bytes()), KnownReader{std::move(reading), seq});
}

void KeptSheets::note(const storage::CommitSummary& commit) {
  // A line without a kind says that a root came or went.
  const bool has_lines = std::ranges::any_of(commit.scopes, [](const storage::ScopeChanges& scope) {
    return std::ranges::any_of(
        scope.changes, [](const storage::Change& change) { return is_shown(change.entity_kind); });
  });
  const bool has_rows = std::ranges::any_of(commit.rows, [](const storage::PublishedRow& row) {
    return row.table != domain::kSecrets.number;
  });
  if (has_lines || has_rows) changed_seq_.store(commit.seq);
}

void KeptSheets::drop_stale() {
  const std::uint64_t changed = changed_seq_.load();
  const std::lock_guard lock(mutex_);
  if (changed == dropped_below_) return;
  dropped_below_ = changed;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    const auto at = entry++;
    if (at->seq < changed) drop(at);
  }
  std::erase_if(readers_, [&](const auto& reader) { return reader.second.seq < changed; });
}

}  // namespace fika::app
