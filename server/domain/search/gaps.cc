// SPDX-License-Identifier: GPL-3.0-or-later
// Words that found nothing, for those who can do something about it. A row holds the words, how
// often, and the week: nobody can tell from it who asked, nor on which day. Its key is a hash,
// since the store names keys in files that outlive their rows.
#include "server/domain/search/gaps.h"

#include <algorithm>
#include <functional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <sodium.h>

#include "base/clock.h"
#include "search/query_language.h"
#include "server/domain/search/asked.h"
#include "server/domain/search/asking.h"
#include "server/domain/search/gap_words.h"
#include "server/domain/search/handlers.h"

namespace fika::domain {
namespace {

constexpr std::int64_t kWeekDays = 7;
constexpr std::size_t kWordBytesMin = 2;

// The first of January 1970 was a Thursday.
std::int64_t monday_before(std::int64_t time_ms) {
  const std::int64_t day = time_ms / kDayMs;
  return (day - (day + 3) % kWeekDays) * kDayMs;
}

std::string key_of(std::string_view words) {
  std::string hash(kGapKeyBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(words.data()), words.size(), nullptr,
                     0);
  return hash;
}

struct Gap {
  std::string words;
  std::uint64_t count = 0;
  std::int64_t week_ms = 0;
};

std::string row_of(const Gap& gap) {
  return storage::KeyWriter().u64(gap.count).u64(static_cast<std::uint64_t>(gap.week_ms)).take() +
         gap.words;
}

Gap gap_in(std::string_view row) {
  storage::KeyReader parts(row);
  Gap gap;
  gap.count = parts.u64();
  gap.week_ms = static_cast<std::int64_t>(parts.u64());
  gap.words = parts.rest();
  return gap;
}

bool is_outdated(const Gap& gap, std::int64_t now_ms) {
  return gap.week_ms < monday_before(now_ms) - kGapWeeksMax * kWeekDays * kDayMs;
}

Result<std::vector<Gap>> all_gaps(const storage::Reader& reader) {
  std::vector<Gap> gaps;
  CHECKED(storage::scan_index(reader, kGaps, {}, [&](std::string_view, std::string_view row) {
    gaps.push_back(gap_in(row));
    return true;
  }));
  return gaps;
}

// What nobody has looked for in a long time goes. If that is not enough, then what was looked for
// least gives way, and of those the one that was so longest ago: whoever makes up words to be rid
// of others is rid of their own.
Status make_room(storage::Transaction& txn) {
  TRY(auto gaps, all_gaps(txn));
  std::erase_if(gaps, [&](const Gap& gap) {
    if (!is_outdated(gap, txn.time_ms())) return false;
    txn.erase_index(kGaps, key_of(gap.words));
    return true;
  });
  if (gaps.size() < kGapsMax) return {};
  const auto least = std::ranges::min_element(
      gaps, {}, [](const Gap& gap) { return std::tuple(gap.count, gap.week_ms); });
  txn.erase_index(kGaps, key_of(least->words));
  return {};
}

// Whether the caller finds something by these words now. Without an index nobody can tell.
Result<bool> is_in_vain(const Query& query, const search::TypedQuery& typed) {
  if (!index_of(query)) return false;
  TRY(const search::Asker asker, asker_of(query));
  search::Question question;
  question.terms = search::terms_of(typed);
  question.now_ms = query.now_ms;
  question.limit = 1;
  question.is_exact = true;
  TRY(const search::Answer answer, query.search->index.ask(question, asker));
  return answer.hits.empty();
}

}  // namespace

Status forget_gaps_naming(storage::Transaction& txn, std::string_view name) {
  TRY(const auto gaps, all_gaps(txn));
  for (const Gap& gap : gaps) {
    if (holds_name(gap.words, name)) txn.erase_index(kGaps, key_of(gap.words));
  }
  return {};
}

Result<std::string> prepare_gap(const Query& query, const v1::NoteGapRequest& request,
                                RecentNotes& recent) {
  if (request.query().size() > kGapBytesMax) {
    return fail(Code::kInvalid, "More than {} bytes are no words to note. Send fewer.",
                kGapBytesMax);
  }
  CHECKED(check_query_text(request.query()));
  const search::TypedQuery typed = search::read_query(request.query());
  std::string words = words_as_kept(search::words_of(typed));
  // Guests see little of what is here: that they find nothing tells nothing.
  const bool may_be_kept = !query.actor.is_guest() && words.size() >= kWordBytesMin &&
                           words.size() <= kGapBytesMax && !looks_personal(words) &&
                           recent.take(query.actor.person, words, query.now_ms);
  if (!may_be_kept) return std::string();
  TRY(const bool is_somebody, names_somebody(query.reader, query.organisation, words));
  if (is_somebody) return std::string();
  TRY(const bool is_gap, is_in_vain(query, typed));
  return is_gap ? words : std::string();
}

Result<v1::NoteGapReply> note_gap(Command& command, const v1::NoteGapRequest&) {
  storage::Transaction& txn = command.txn;
  if (command.prepared.empty()) return v1::NoteGapReply();
  const std::string key = key_of(command.prepared);
  TRY(const auto row, storage::find_index(txn, kGaps, key));
  Gap gap{.words = std::string(command.prepared)};
  if (row) {
    gap = gap_in(*row);
    if (is_outdated(gap, txn.time_ms())) gap.count = 0;
  } else {
    CHECKED(make_room(txn));
  }
  ++gap.count;
  gap.week_ms = monday_before(txn.time_ms());
  txn.put_index(kGaps, key, row_of(gap));
  return v1::NoteGapReply();
}

Result<v1::ListGapsReply> list_gaps(const Query& query, const v1::ListGapsRequest& request) {
  CHECKED(check_curates(query.reader, query.actor));
  if (request.limit() > kGapsPageMax) {
    return fail(Code::kInvalid, "{} are too many at once; ask for at most {}.", request.limit(),
                kGapsPageMax);
  }
  const std::size_t limit = request.limit() == 0 ? kGapsDefault : request.limit();
  TRY(auto gaps, all_gaps(query.reader));
  std::erase_if(gaps, [&](const Gap& gap) {
    return gap.count < kGapCountMin || is_outdated(gap, query.now_ms);
  });
  std::ranges::sort(gaps, std::ranges::greater(),
                    [](const Gap& gap) { return std::tuple(gap.count, gap.week_ms, gap.words); });
  v1::ListGapsReply reply;
  for (const Gap& gap : gaps) {
    if (std::cmp_greater_equal(reply.gaps_size(), limit)) break;
    v1::SearchGap& each = *reply.add_gaps();
    each.set_words(gap.words);
    each.set_count(static_cast<std::uint32_t>(gap.count));
    each.set_week_ms(gap.week_ms);
  }
  return reply;
}

Result<v1::DismissGapReply> dismiss_gap(Command& command, const v1::DismissGapRequest& request) {
  CHECKED(check_curates(command.txn, command.actor));
  CHECKED(check_query_text(request.words()));
  const std::string key = key_of(words_as_kept(request.words()));
  TRY(const auto row, storage::find_index(command.txn, kGaps, key));
  if (row) command.txn.erase_index(kGaps, key);
  return v1::DismissGapReply();
}

}  // namespace fika::domain
