// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/threads/page.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "server/domain/messages/messages.h"
#include "server/domain/threads/handlers.h"

namespace fika::domain {
namespace {

constexpr std::size_t kTokenSize = 1 + 16 + 36;

}  // namespace

std::string ThreadPlace::text() const {
  return fmt::format("{}{:016x}{}", section == Section::kPinned ? 'p' : 'r', inverted_time,
                     thread.text());
}

Result<ThreadPlace> ThreadPlace::parse(std::string_view token) {
  ThreadPlace place;
  if (token.empty()) return place;
  if (token.size() == kTokenSize && (token[0] == 'p' || token[0] == 'r')) {
    place.section = token[0] == 'p' ? Section::kPinned : Section::kRest;
    const char* const end = token.data() + 17;
    const auto read = std::from_chars(token.data() + 1, end, place.inverted_time, 16);
    const auto thread = Id::parse(token.substr(17));
    if (read.ec == std::errc() && read.ptr == end && thread) {
      place.thread = *thread;
      return place;
    }
  }
  return fail(Code::kInvalid, "The page is none that was handed out. Begin with the first page.");
}

Result<std::vector<ThreadPlace>> threads_after(const storage::Reader& reader, const Id& community,
                                               const ThreadPlace& after, std::size_t count_max) {
  std::vector<ThreadPlace> places;
  TRY(const auto pinned_ids, pinned_threads(reader, community));
  const std::set<Id> pinned(pinned_ids.begin(), pinned_ids.end());
  if (after.section < ThreadPlace::Section::kRest) {
    for (const Id& thread : pinned) {
      TRY(const v1::Head head, head_of(reader, thread));
      const ThreadPlace place{ThreadPlace::Section::kPinned,
                              ~static_cast<std::uint64_t>(head.last_at_ms()), thread};
      if (place > after) places.push_back(place);
    }
    std::ranges::sort(places);
    if (places.size() > count_max) places.resize(count_max);
  }
  if (places.size() >= count_max) return places;

  storage::Range range{.prefix = std::string(community.bytes()), .bound = {}};
  if (after.section == ThreadPlace::Section::kRest) {
    range.bound =
        storage::KeyWriter().id(community).u64(after.inverted_time).id(after.thread).take();
  }
  CHECKED(storage::scan_index(reader, kThreadsByActivity, range,
                              [&](std::string_view key, std::string_view) {
                                storage::KeyReader parts(key);
                                parts.id();
                                ThreadPlace place{ThreadPlace::Section::kRest, parts.u64(), {}};
                                place.thread = parts.id();
                                if (place != after && !pinned.contains(place.thread))
                                  places.push_back(place);
                                return places.size() < count_max;
                              }));
  return places;
}

}  // namespace fika::domain
