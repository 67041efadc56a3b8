// SPDX-License-Identifier: GPL-3.0-or-later
// Words that found nothing, for those who can do something about it. A row holds the words, how
// often, and the week: nobody can tell from it who asked, nor on which day.
#include "server/domain/search/gaps.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "base/composed.h"
#include "base/text.h"
#include "search/query_language.h"
#include "server/domain/people/name_order.h"
#include "server/domain/search/asked.h"
#include "server/domain/search/asking.h"
#include "server/domain/search/handlers.h"

namespace fika::domain {
namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;
constexpr std::int64_t kWeekDays = 7;
constexpr std::size_t kWordBytesMin = 2;
constexpr std::size_t kNameBytesMin = 3;  // of one of its words
// A telephone number or a personal identity number has no fewer digits.
constexpr std::size_t kPersonalDigits = 6;

// The first of January 1970 was a Thursday.
std::int64_t monday_before(std::int64_t time_ms) {
  const std::int64_t day = time_ms / kDayMs;
  return (day - (day + 3) % kWeekDays) * kDayMs;
}

std::string words_as_kept(std::string_view text) {
  std::string words;
  for (const char c : fold_case(composed(trim(text)))) {
    const bool is_blank = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    if (!is_blank) {
      words += c;
    } else if (!words.empty() && !words.ends_with(' ')) {
      words += ' ';
    }
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

// An address, or digits as numbers of people have them, however they are put together.
bool looks_personal(std::string_view words) {
  if (words.contains('@')) return true;
  std::size_t digits = 0;
  for (const char c : words) {
    if (c >= '0' && c <= '9') {
      if (++digits >= kPersonalDigits) return true;
    } else if (std::string_view(" -+()./").find(c) == std::string_view::npos) {
      digits = 0;
    }
  }
  return false;
}

struct Gap {
  std::string words;
  std::uint64_t count = 0;
  std::int64_t week_ms = 0;
};

Gap gap_in(std::string_view key, std::string_view value) {
  storage::KeyReader parts(value);
  Gap gap{.words = std::string(key)};
  gap.count = parts.u64();
  gap.week_ms = static_cast<std::int64_t>(parts.u64());
  return gap;
}

Result<std::vector<Gap>> all_gaps(const storage::Reader& reader) {
  std::vector<Gap> gaps;
  CHECKED(storage::scan_index(reader, kGaps, {}, [&](std::string_view key, std::string_view value) {
    gaps.push_back(gap_in(key, value));
    return true;
  }));
  return gaps;
}

// The one that was last asked for longest ago, and of those the rarest, gives way.
Status make_room(storage::Transaction& txn) {
  TRY(const auto gaps, all_gaps(txn));
  if (gaps.size() < kGapsMax) return {};
  const auto least = std::ranges::min_element(
      gaps, {}, [](const Gap& gap) { return std::tuple(gap.week_ms, gap.count); });
  txn.erase_index(kGaps, least->words);
  return {};
}

bool holds_word(std::string_view words, const std::string& word) {
  return (" " + std::string(words) + " ").contains(" " + word + " ");
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
  const std::string folded = words_as_kept(name);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    const std::string word = folded.substr(at, end - at);
    at = end + 1;
    if (word.size() < kNameBytesMin) continue;
    for (const Gap& gap : gaps) {
      if (holds_word(gap.words, word)) txn.erase_index(kGaps, gap.words);
    }
  }
  return {};
}

Result<std::string> prepare_gap(const Query& query, const v1::NoteGapRequest& request) {
  if (request.query().size() > kGapBytesMax) {
    return fail(Code::kInvalid, "More than {} bytes are no words to note. Send fewer.",
                kGapBytesMax);
  }
  CHECKED(check_query_text(request.query()));
  const search::TypedQuery typed = search::read_query(request.query());
  std::string words = words_as_kept(search::words_of(typed));
  const bool is_kept =
      words.size() >= kWordBytesMin && words.size() <= kGapBytesMax && !looks_personal(words);
  if (!is_kept) return std::string();
  TRY(const bool is_gap, is_in_vain(query, typed));
  return is_gap ? words : std::string();
}

Result<v1::NoteGapReply> note_gap(Command& command, const v1::NoteGapRequest&) {
  storage::Transaction& txn = command.txn;
  if (command.prepared.empty()) return v1::NoteGapReply();
  TRY(const auto row, storage::find_index(txn, kGaps, command.prepared));
  Gap gap;
  if (row) {
    gap = gap_in(command.prepared, *row);
  } else {
    CHECKED(make_room(txn));
  }
  const auto week = static_cast<std::uint64_t>(monday_before(txn.time_ms()));
  txn.put_index(kGaps, command.prepared, storage::KeyWriter().u64(gap.count + 1).u64(week).take());
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
  const std::string words = words_as_kept(request.words());
  TRY(const auto row, storage::find_index(command.txn, kGaps, words));
  if (row) command.txn.erase_index(kGaps, words);
  return v1::DismissGapReply();
}

}  // namespace fika::domain
