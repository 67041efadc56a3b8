// SPDX-License-Identifier: GPL-3.0-or-later
// The phases of an erasure, in the order in which job.cc runs them. Each looks at up to `rows_max`
// rows from `from` on and returns the key to go on from; an empty one says that it has finished.
#pragma once

#include <fika/v1/people.pb.h>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/erasure/erasure.h"
#include "server/domain/members.h"

namespace fika::domain {

// kFormerColleague of members.h stands in Member entities, and as the title of a thread that nobody
// else has written in.
struct Subject {
  Id organisation;
  Id id;
  v1::Person person;  // as it is now
  bool is_blank() const { return person.former_colleague() && person.name().empty(); }
};

using Phase = Result<std::string> (*)(storage::Transaction& txn, const Subject& subject,
                                      const std::string& from, std::size_t rows_max);

// access.cc: from here on the person is deactivated and nothing lets them in.
Result<std::string> shut_out(storage::Transaction& txn, const Subject& subject,
                             const std::string& from, std::size_t rows_max);
// replies.cc: answers kept for a repeat, the person's own and those that tell of them.
Result<std::string> erase_replies(storage::Transaction& txn, const Subject& subject,
                                  const std::string& from, std::size_t rows_max);
// writing.cc
Result<std::string> retitle_threads(storage::Transaction& txn, const Subject& subject,
                                    const std::string& from, std::size_t rows_max);
Result<std::string> erase_messages(storage::Transaction& txn, const Subject& subject,
                                   const std::string& from, std::size_t rows_max);
Result<std::string> rewrite_edits(storage::Transaction& txn, const Subject& subject,
                                  const std::string& from, std::size_t rows_max);
Result<std::string> rewrite_drafts(storage::Transaction& txn, const Subject& subject,
                                   const std::string& from, std::size_t rows_max);
// pages.cc
Result<std::string> rewrite_page_texts(storage::Transaction& txn, const Subject& subject,
                                       const std::string& from, std::size_t rows_max);
Result<std::string> rewrite_passages(storage::Transaction& txn, const Subject& subject,
                                     const std::string& from, std::size_t rows_max);
Result<std::string> erase_summaries(storage::Transaction& txn, const Subject& subject,
                                    const std::string& from, std::size_t rows_max);
// belongings.cc: what stands under the person's own root, a kind at a time.
Result<std::string> erase_inbox(storage::Transaction& txn, const Subject& subject,
                                const std::string& from, std::size_t rows_max);
Result<std::string> erase_drafts(storage::Transaction& txn, const Subject& subject,
                                 const std::string& from, std::size_t rows_max);
Result<std::string> erase_saved(storage::Transaction& txn, const Subject& subject,
                                const std::string& from, std::size_t rows_max);
Result<std::string> erase_markers(storage::Transaction& txn, const Subject& subject,
                                  const std::string& from, std::size_t rows_max);
Result<std::string> erase_thread_levels(storage::Transaction& txn, const Subject& subject,
                                        const std::string& from, std::size_t rows_max);
Result<std::string> erase_community_levels(storage::Transaction& txn, const Subject& subject,
                                           const std::string& from, std::size_t rows_max);
Result<std::string> erase_sign_ins(storage::Transaction& txn, const Subject& subject,
                                   const std::string& from, std::size_t rows_max);
Result<std::string> erase_tokens(storage::Transaction& txn, const Subject& subject,
                                 const std::string& from, std::size_t rows_max);
Result<std::string> erase_page_watches(storage::Transaction& txn, const Subject& subject,
                                       const std::string& from, std::size_t rows_max);
Result<std::string> erase_tag_watches(storage::Transaction& txn, const Subject& subject,
                                      const std::string& from, std::size_t rows_max);
Result<std::string> erase_helpful_marks(storage::Transaction& txn, const Subject& subject,
                                        const std::string& from, std::size_t rows_max);
Result<std::string> erase_files(storage::Transaction& txn, const Subject& subject,
                                const std::string& from, std::size_t rows_max);
// places.cc
Result<std::string> leave_places(storage::Transaction& txn, const Subject& subject,
                                 const std::string& from, std::size_t rows_max);
Result<std::string> erase_subscriptions(storage::Transaction& txn, const Subject& subject,
                                        const std::string& from, std::size_t rows_max);
Result<std::string> erase_join_requests(storage::Transaction& txn, const Subject& subject,
                                        const std::string& from, std::size_t rows_max);
Result<std::string> erase_stand_ins(storage::Transaction& txn, const Subject& subject,
                                    const std::string& from, std::size_t rows_max);
// blank.cc: e-mail, name and settings, last of all.
Result<std::string> blank_person(storage::Transaction& txn, const Subject& subject,
                                 const std::string& from, std::size_t rows_max);

// stretch.cc: some rows of a table, copied, so that they can be changed.
struct Row {
  std::string key, value;
};
struct Stretch {
  std::vector<Row> rows;
  std::string next;  // where the following one begins; empty when there is none
};
Result<Stretch> stretch(const storage::Reader& reader, storage::Table table, std::string prefix,
                        const std::string& from, std::size_t rows_max);
// As stretch, of an index table; keys come without the table's number, `next` is for this alone.
Result<Stretch> index_stretch(const storage::Reader& reader, const storage::IndexTable& table,
                              std::string_view prefix, const std::string& from,
                              std::size_t rows_max);
// All entities of a kind, whatever their root.
template <class M>
Result<Stretch> entity_stretch(const storage::Reader& reader, const std::string& from,
                               std::size_t rows_max) {
  const auto kind = static_cast<std::uint16_t>(storage::entity_type<M>().kind());
  return stretch(reader, storage::Table::kEntities, storage::KeyWriter().u16(kind).take(), from,
                 rows_max);
}

// mention.cc: the text with "@former colleague" in every link to the person.
std::string without_name(std::string_view text, const Id& person);

}  // namespace fika::domain
