// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of ConversationService; policy.cc lists them with who may.
#pragma once

#include "server/domain/conversations/conversations.h"

namespace fika::domain {

// commands.cc
Result<v1::Conversation> start_conversation(Command& command,
                                            const v1::StartConversationRequest& request);
Result<v1::Conversation> add_participants(Command& command,
                                          const v1::AddParticipantsRequest& request);
// read.cc
Result<v1::ConversationView> get_conversation(const Query& query,
                                              const v1::GetConversationRequest& request);
Result<v1::ListConversationsReply> list_conversations(const Query& query,
                                                      const v1::ListConversationsRequest& request);
Status snapshot_conversation(const Query& query, const storage::Scope& scope,
                             SnapshotBuilder& snapshot);

// check.cc: part of fika-server verify.
Status check_conversations(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
