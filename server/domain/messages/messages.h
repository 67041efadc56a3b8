// SPDX-License-Identifier: GPL-3.0-or-later
// Messages: posts in a thread, a conversation or the talk of a page, with their edits, reactions,
// quotes and mentions. Members of the community and participants of the conversation write,
// everybody who sees the root reads; an edit is the author's alone, and a deletion the author's or
// a steward's. An archived community takes no posts, edits, reactions or pins, nor does a page in
// the trash; a deletion and taking a reaction back are always possible.
//
// The talk of a page is messages whose root is the page: where it goes they go, and with it they
// are erased. It is no thread: nothing of it stands among a community's threads or counts as unread
// there, and @thread and @community tell nobody.
//
// A message carries its text and, where that has markup, the HTML of it, made before the writer's
// queue. Earlier texts are kept without: they are read as they were typed.
//
// Ordinals count 1, 2, 3... in each root and are never reused; a deleted message leaves a stub in
// its place.
#pragma once

#include <cstdint>
#include <fika/v1/messages.pb.h>
#include <fika/v1/threads.pb.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/domain/method.h"
#include "server/domain/scopes.h"
#include "storage/index.h"
#include "storage/transaction.h"

namespace fika::domain {

inline constexpr std::size_t kMessageBytesMax = 40 * 1024;
inline constexpr int kQuotesMax = 10;
inline constexpr std::size_t kMentionsMax = 50;
inline constexpr std::uint32_t kEditsMax = 1000;
inline constexpr std::size_t kReactionBytesMax = 64;
inline constexpr std::size_t kReactionKindsMax = 20;
// So that deleting a message with all its reactions fits in one commit.
inline constexpr std::uint64_t kReactionsMax = 2000;
inline constexpr int kPinnedMessagesMax = 100;
inline constexpr std::uint32_t kMessagesPageDefault = 50, kMessagesPageMax = 500;
// A page of messages or edits ends early when it has grown to this; a frame holds 1 MiB.
inline constexpr std::size_t kMessagesPageBytesMax = 512 * 1024;

// root:16 ordinal:u64 -> message:16
inline constexpr storage::IndexTable kMessagesByOrdinal{.number = 310,
                                                        .name = "messages_by_ordinal"};
// message:16 number:u32 -> store.v1.StoredEdit, numbered from 1
inline constexpr storage::IndexTable kEdits{.number = 311, .name = "edits"};
// message:16 person:16 -> inbox item:16, done or not
inline constexpr storage::IndexTable kInboxByMessage{.number = 312, .name = "inbox_by_message"};
// root:16 message:16 -> nothing
inline constexpr storage::IndexTable kPinnedMessages{.number = 313, .name = "pinned_messages"};
// message:16 emoji -> count:u64, so that the limits are checked without reading each reaction
inline constexpr storage::IndexTable kReactionCounts{.number = 314, .name = "reaction_counts"};

// The people that links such as [@Name](/people/ID) name: each once, in order, code left out. They
// need not exist. The caller refuses more than kMentionsMax.
std::vector<Id> mentions_in(std::string_view text);

// What Message.html of the text is to be; empty for a text that the command will refuse. For
// prepare steps and queries in the pool only. Without `has_group_mentions` @thread is a word like
// others.
Result<std::string> message_html(std::string_view text, bool has_group_mentions);
// Whether @thread and @community tell anybody there: in threads. True for what is not there.
Result<bool> has_group_mentions(const storage::Reader& reader, const Id& root);

// Gives the message the next ordinal of its root and writes it, its place in the order, and the new
// Head. `head` is the root's present one (a default one for a new root) and comes back as the new
// one; author, text and time are the caller's. Tells nobody: no inbox rows, no read marker, no
// kThreadsByActivity. kExists when the id is taken.
Status put_new_message(storage::Transaction& txn, v1::Message& message, v1::Head& head);

// What messages can be written in.
struct MessageRoot {
  Id id;
  storage::Scope scope;
  // Nothing for a conversation or a page.
  std::optional<v1::Thread> thread;
  bool is_page = false;
};
// kNotFound unless `root` names a thread, conversation or page itself; who may see it is the
// policy's to say.
Result<MessageRoot> message_root(const storage::Reader& reader, std::string_view root);
// kState in an archived community, and for a page in the trash.
Status check_open(const storage::Reader& reader, const MessageRoot& root);
// Zeros if nothing was posted yet.
Result<v1::Head> head_of(const storage::Reader& reader, const Id& root);

struct NewPost {
  std::string_view id;
  std::string_view text;
  std::vector<std::string> quotes = {};
};
// All that a post is: checks, the message, whom to tell, the author's own read marker, the thread's
// place in its community. The caller has checked that the actor may write in `root`, and its
// method's prepare step is message_html() of the text.
Result<v1::Message> post(Command& command, const MessageRoot& root, const NewPost& draft);

// Erases what was said under an erased root, with all that hangs on it and the head, up to about
// `rows_max` rows; false when there is more.
Result<bool> erase_talk(storage::Transaction& txn, const Id& root, std::size_t rows_max);
// It was a root once and is erased: what was under it may still be on its way out.
Result<bool> is_erased_root(const storage::Reader& reader, const Id& root);

Capability messages();

}  // namespace fika::domain
