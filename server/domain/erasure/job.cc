// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <future>

#include "server/domain/erasure/phases.h"
#include "server/domain/people/directory.h"

namespace fika::domain {
namespace {

// Answers are looked through while the name is known; the blank person says that all is done.
constexpr std::array<Phase, 25> kPhases = {
    &shut_out,
    &erase_replies,
    &retitle_threads,
    &erase_messages,
    &rewrite_edits,
    &rewrite_page_texts,
    &rewrite_passages,
    &erase_summaries,
    &erase_inbox,
    &erase_drafts,
    &erase_saved,
    &erase_markers,
    &erase_thread_levels,
    &erase_sign_ins,
    &erase_tokens,
    &erase_page_watches,
    &erase_tag_watches,
    &erase_helpful_marks,
    &erase_files,
    &leave_places,
    &erase_community_levels,
    &erase_subscriptions,
    &erase_join_requests,
    &erase_stand_ins,
    &rewrite_drafts,
};

Result<ErasureProgress> run(storage::Writer& writer, const Clock& clock, const Id& organisation,
                            const Id& person, const ErasureProgress& progress,
                            std::size_t rows_max) {
  ErasureProgress next;
  std::promise<Result<storage::Done>> answer;
  storage::Work work;
  work.time_ms = clock.now_ms();
  work.seed = Id::make(work.time_ms);
  work.run = [&](storage::Transaction& txn) -> Result<std::string> {
    TRY(next, erase_some(txn, organisation, person, progress, rows_max));
    return std::string();
  };
  work.done = [&](Result<storage::Done> done) { answer.set_value(std::move(done)); };
  CHECKED(writer.submit(std::move(work)));
  TRY(const storage::Done done, answer.get_future().get());
  return next;
}

}  // namespace

Result<ErasureProgress> erase_some(storage::Transaction& txn, const Id& organisation,
                                   const Id& person, const ErasureProgress& progress,
                                   std::size_t rows_max) {
  Subject subject{.organisation = organisation, .id = person, .person = {}};
  TRY(subject.person, person_with(txn, organisation, person));
  ErasureProgress next = progress;
  if (progress.phase >= kPhases.size()) {
    CHECKED(blank_person(txn, subject, {}, rows_max));
    next.is_done = true;
    return next;
  }
  TRY(next.from, kPhases[progress.phase](txn, subject, progress.from, rows_max));
  if (next.from.empty()) ++next.phase;
  return next;
}

Status erase_person(storage::Writer& writer, const Clock& clock, const Id& organisation,
                    const Id& person) {
  ErasureProgress progress;
  std::size_t rows_max = kErasedRowsMax;
  while (!progress.is_done) {
    auto next = run(writer, clock, organisation, person, progress, rows_max);
    if (next) {
      progress = *std::move(next);
      rows_max = std::min(rows_max * 2, kErasedRowsMax);
    } else if (next.error().code == Code::kLimit && rows_max > 1) {
      // Long texts or many reactions: too much for one commit.
      rows_max /= 2;
    } else {
      return std::unexpected(std::move(next).error());
    }
  }
  return {};
}

}  // namespace fika::domain
