// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of SearchService, as policy.cc lists them.
#pragma once

#include <fika/v1/search.pb.h>

#include "server/domain/search/recent_notes.h"
#include "server/domain/search/search.h"
#include "storage/verify.h"

namespace fika::domain {

Result<v1::SearchReply> find_anything(const Query& query, const v1::SearchRequest& request);
Result<v1::SuggestReply> suggest(const Query& query, const v1::SuggestRequest& request);
Result<v1::FindSimilarReply> find_similar(const Query& query,
                                          const v1::FindSimilarRequest& request);

Result<v1::MarkHelpfulReply> mark_helpful(Command& command, const v1::MarkHelpfulRequest& request);
Result<v1::GetHelpfulReply> get_helpful(const Query& query, const v1::GetHelpfulRequest& request);

// The words to keep; empty when there is nothing to be told.
Result<std::string> prepare_gap(const Query& query, const v1::NoteGapRequest& request,
                                RecentNotes& recent);
Result<v1::NoteGapReply> note_gap(Command& command, const v1::NoteGapRequest& request);
Result<v1::ListGapsReply> list_gaps(const Query& query, const v1::ListGapsRequest& request);
Result<v1::DismissGapReply> dismiss_gap(Command& command, const v1::DismissGapRequest& request);

Result<v1::SynonymSet> put_synonyms(Command& command, const v1::PutSynonymsRequest& request);
Result<v1::RemoveSynonymsReply> remove_synonyms(Command& command,
                                                const v1::RemoveSynonymsRequest& request);
Result<v1::ListSynonymsReply> list_synonyms(const Query& query,
                                            const v1::ListSynonymsRequest& request);

// check.cc: part of fika-server verify.
Status check_searching(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
