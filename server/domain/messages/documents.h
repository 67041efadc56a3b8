// SPDX-License-Identifier: GPL-3.0-or-later
// What search finds of messages: each by itself, but for the one that opens a thread, which is
// found as the thread (threads/documents.h). Stubs are not found.
#pragma once

#include <fika/v1/messages.pb.h>
#include <vector>

#include "search/document_row.h"

namespace fika::domain {

std::vector<search::DocumentRow> message_documents();

// The message's words and what it holds.
void put_message_text(search::Document& document, const v1::Message& message);

}  // namespace fika::domain
