// SPDX-License-Identifier: GPL-3.0-or-later
// Comments on passages. The comment is a message in the talk of a page
// (messages.h); a Passage beside it says which stretch of the Markdown it is
// about, and follows the text from save to save until somebody resolves it.
// What it follows is compared in the prepare steps of whatever writes a text;
// the command takes the places as they were prepared, and has them prepared
// again when the open passages are others by then.
//
// Who sees the page sees them; who may write in its talk comments, resolves and
// opens again. A passage goes with its message, and so with its page.
#pragma once

#include <cstddef>
#include <fika/store/v1/pages.pb.h>
#include <fika/v1/passages.pb.h>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/domain/method.h"
#include "storage/index.h"
#include "storage/transaction.h"

namespace fika::domain {

inline constexpr std::size_t kPassageQuoteMax = 500;  // characters
inline constexpr std::size_t kOpenPassagesMax = 200;  // of one page
// So that a save that moves them all fits in one commit beside a long text.
inline constexpr std::size_t kOpenQuotesBytesMax = 96 * 1024;
inline constexpr int kPassagesPageMax = 200;

// page:16 message:16 -> nothing
inline constexpr storage::IndexTable kOpenPassages{.number = 650, .name = "open_passages"};

Capability passages();

// Those that are not resolved, in the order of their messages.
Result<std::vector<v1::Passage>> open_passages(const storage::Reader& reader, const Id& page);

// Where the page's open passages come to stand when its newest text, `before`,
// becomes `after`: into `prepared`. Milliseconds for a long text, unless none
// are open: for prepare steps.
Status place_passages(const storage::Reader& reader, const Id& page, std::string_view before,
                      std::string_view after, store::v1::PreparedText& prepared);
// Puts them there, as of the revision that brings the text. prepare_again()
// when those in `prepared` are not the ones that are open now.
Status follow_text(storage::Transaction& txn, const Id& page,
                   const store::v1::PreparedText& prepared, std::uint64_t revision);

// Nothing happens when the message has none.
Status erase_passage(storage::Transaction& txn, const Id& page, const Id& message);

}  // namespace fika::domain
