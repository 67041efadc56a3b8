// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/templates/key_messages.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "server/domain/messages/messages.h"
#include "server/domain/templates/templates.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// How people say "that was it" of an answer.
constexpr std::array<std::string_view, 7> kCheckMarks = {
    "✅", "✔️", "✔", "☑️", ":white_check_mark:", ":heavy_check_mark:", ":solved:"};

struct Weighed {
  Id id;
  std::int64_t place = 0;
  std::uint64_t checks = 0, weight = 0;  // weight: reactions and messages that answer or quote it
};

Result<std::vector<Id>> first_of(const storage::Reader& reader, const Id& thread,
                                 std::size_t count_max) {
  std::vector<Id> ids;
  const storage::Range range{.prefix = std::string(thread.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kMessagesByOrdinal, range,
                              [&](std::string_view, std::string_view value) {
                                ids.push_back(Id::from_bytes(value));
                                return ids.size() < count_max;
                              }));
  return ids;
}

Status weigh_reactions(const storage::Reader& reader, Weighed& weighed) {
  const storage::Range range{.prefix = std::string(weighed.id.bytes()), .bound = {}};
  return storage::scan_index(
      reader, kReactionCounts, range, [&](std::string_view key, std::string_view value) {
        storage::KeyReader parts(key);
        parts.id();
        const std::uint64_t count = storage::KeyReader(value).u64();
        weighed.weight += count;
        if (std::ranges::find(kCheckMarks, parts.rest()) != kCheckMarks.end()) {
          weighed.checks += count;
        }
        return true;
      });
}

}  // namespace

Result<KeyMessages> key_messages(const storage::Reader& reader, const Id& thread) {
  KeyMessages key;
  TRY(auto ids, first_of(reader, thread, kDraftedThreadMax + 1));
  key.is_cut = ids.size() > kDraftedThreadMax;
  if (key.is_cut) ids.pop_back();
  std::vector<Weighed> weighed;
  std::map<std::string, std::uint64_t> answers;
  std::set<Id> pinned;
  std::vector<Id> chosen;
  std::size_t bytes = 0;
  for (const Id& id : ids) {
    TRY(const auto message, storage::find<v1::Message>(reader, thread, {id}));
    if (!message) return fail(Code::kDataLoss, "A message is missing. Run fika-server verify.");
    bytes += message->ByteSizeLong();
    if (bytes > kDraftedThreadBytesMax) {
      key.is_cut = true;
      break;
    }
    if (message->deleted()) continue;
    if (chosen.empty()) chosen.push_back(id);
    for (const std::string& quote : message->quotes()) ++answers[quote];
    if (message->pinned() && pinned.size() < kKeyPinnedMax) pinned.insert(id);
    weighed.push_back({.id = id, .place = std::ssize(weighed)});
    CHECKED(weigh_reactions(reader, weighed.back()));
  }
  for (Weighed& one : weighed) {
    const auto found = answers.find(one.id.text());
    if (found != answers.end()) one.weight += found->second;
  }
  const auto choose = [&](const Id& id) {
    const bool is_there = std::ranges::find(chosen, id) != chosen.end();
    if (!is_there && chosen.size() < kKeyMessagesMax) chosen.push_back(id);
  };
  for (const Weighed& one : weighed) {
    if (pinned.contains(one.id)) choose(one.id);
  }
  std::ranges::sort(weighed, std::ranges::greater(), [](const Weighed& one) {
    return std::tuple(one.checks, one.weight, -one.place);
  });
  for (const Weighed& one : weighed) {
    if (one.weight > 0) choose(one.id);
  }
  for (const Id& id : chosen) {
    TRY(auto message, storage::find<v1::Message>(reader, thread, {id}));
    if (message) key.messages.push_back(*std::move(message));
  }
  std::ranges::sort(key.messages, {}, &v1::Message::ordinal);
  return key;
}

}  // namespace fika::domain
