// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/colleague.h"

#include <fika/v1/communities.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/threads.pb.h>

#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/id.h"

namespace fika::tests {

Colleague::Colleague(Board& board, std::string person, std::string secret, bool is_by_sync,
                     std::size_t text_bytes, std::uint64_t seed)
    : board_(board),
      person_(std::move(person)),
      secret_(std::move(secret)),
      is_by_sync_(is_by_sync),
      text_bytes_(text_bytes),
      random_(seed) {}

void Colleague::connect(const cli::Url& url) {
  door_ = is_by_sync_ ? sync_door(url, secret_) : http_door(url, secret_);
  failure_.reset();
}

bool Colleague::give_one() {
  Deed deed = choose();
  auto given = door_->give(deed.order);
  if (given) {
    EXPECT_GT(given->seq, last_seq_) << "a position is given twice, or goes back";
    note(deed, *given);
    return true;
  }
  if (given.error().exit == cli::Exit::kRefused && given.error().code != Code::kUnavailable) {
    ADD_FAILURE() << deed.order.method << " was refused: " << given.error().sentence;
  }
  failure_ = std::move(given).error();
  lost_ = std::move(deed);
  return false;
}

void Colleague::send_lost_again(const Held& held, std::uint64_t head) {
  if (!lost_) return;
  const Deed deed = *std::exchange(lost_, {});
  const auto given = door_->give(deed.order);
  ASSERT_TRUE(given) << deed.order.method << ": " << given.error().sentence;
  EXPECT_GT(given->seq, last_seq_);
  if (is_done_in(held, deed)) {
    ++lost_done_;
    EXPECT_LE(given->seq, head) << "it was done before the crash and is done again";
  } else {
    ++lost_undone_;
    EXPECT_GT(given->seq, head) << "it is said to be of a commit that does not hold it";
  }
  note(deed, *given);
}

void Colleague::repeat_last() {
  if (!last_) return;
  const auto given = door_->give(last_->first);
  ASSERT_TRUE(given) << last_->first.method << ": " << given.error().sentence;
  EXPECT_EQ(given->seq, last_->second.seq);
  EXPECT_EQ(given->reply, last_->second.reply);
}

void Colleague::note(const Deed& deed, const Acknowledgement& acknowledgement) {
  last_seq_ = acknowledgement.seq;
  last_ = {deed.order, acknowledgement};
  switch (deed.kind) {
    case Kind::kStart:
    case Kind::kPost: {
      v1::StartThreadReply started;
      v1::Message message;
      if (deed.kind == Kind::kStart) {
        EXPECT_TRUE(started.ParseFromString(acknowledgement.reply));
        message = started.message();
        board_.add_thread(deed.root);
      } else {
        EXPECT_TRUE(message.ParseFromString(acknowledgement.reply));
      }
      EXPECT_EQ(message.text(), deed.text);
      EXPECT_GT(message.ordinal(), 0U);
      written_[deed.message] = {deed.root, deed.text, message.ordinal(), acknowledgement.seq};
      order_.push_back(deed.message);
      board_.add_message(deed.message);
      break;
    }
    case Kind::kEdit:
      written_[deed.message].text = deed.text;
      written_[deed.message].seq = acknowledgement.seq;
      break;
    case Kind::kReact:
      reactions_.emplace(deed.message, person_, deed.emoji);
      break;
    case Kind::kUnreact:
      reactions_.erase({deed.message, person_, deed.emoji});
      break;
    case Kind::kJoin:
    case Kind::kLeave:
      is_at_side_ = deed.kind == Kind::kJoin;
      break;
    case Kind::kPage:
      note_page(deed, acknowledgement);
      break;
  }
}

void Colleague::note_page(const Deed& deed, const Acknowledgement& acknowledgement) {
  v1::Page page;
  v1::SavePageReply saved;
  if (deed.order.method.ends_with("SavePage")) {
    EXPECT_TRUE(saved.ParseFromString(acknowledgement.reply));
    EXPECT_FALSE(saved.has_conflict() || saved.has_merge());
    page = saved.page();
  } else {
    EXPECT_TRUE(page.ParseFromString(acknowledgement.reply));
  }
  EXPECT_EQ(page.id(), deed.root);
  EXPECT_EQ(page.revision(), pages_[deed.root].revision + 1) << "a revision is given twice";
  pages_[deed.root] = {page.revision(), deed.text};
}

bool Colleague::is_done_in(const Held& held, const Deed& deed) const {
  const auto message = held.messages.find(deed.message);
  const bool is_reacted = held.reactions.contains({deed.message, person_, deed.emoji});
  switch (deed.kind) {
    case Kind::kStart:
    case Kind::kPost:
    case Kind::kEdit:
      return message != held.messages.end() && message->second.text() == deed.text;
    case Kind::kReact:
      return is_reacted;
    case Kind::kUnreact:
      return !is_reacted;
    case Kind::kJoin:
      return held.members.contains(person_);
    case Kind::kLeave:
      return !held.members.contains(person_);
    case Kind::kPage: {
      const auto page = held.pages.find(deed.root);
      return page != held.pages.end() && page->second.text == deed.text;
    }
  }
  return false;
}

void Colleague::expect_in(const Held& held, bool is_settled) const {
  EXPECT_TRUE(!is_settled || !lost_);
  const std::string in_doubt = lost_ ? lost_->message : std::string();
  for (const auto& [id, written] : written_) {
    const auto found = held.messages.find(id);
    ASSERT_NE(found, held.messages.end()) << "acknowledged as " << written.seq << " and not there";
    EXPECT_EQ(found->second.root(), written.root);
    EXPECT_EQ(found->second.author(), person_);
    EXPECT_EQ(found->second.ordinal(), written.ordinal);
    const bool may_be_newer = lost_ && lost_->kind == Kind::kEdit && in_doubt == id;
    if (may_be_newer && found->second.text() == lost_->text) continue;
    EXPECT_EQ(found->second.text(), written.text);
  }
  for (const ReactionKey& reaction : reactions_) {
    const bool may_be_gone =
        lost_ && lost_->kind == Kind::kUnreact && std::get<0>(reaction) == in_doubt;
    EXPECT_TRUE(may_be_gone || held.reactions.contains(reaction)) << std::get<0>(reaction);
  }
  expect_pages_in(held);
  const bool may_move = lost_ && (lost_->kind == Kind::kJoin || lost_->kind == Kind::kLeave);
  EXPECT_TRUE(may_move || held.members.contains(person_) == is_at_side_);
}

void Colleague::expect_pages_in(const Held& held) const {
  for (const auto& [id, page] : pages_) {
    const auto found = held.pages.find(id);
    ASSERT_NE(found, held.pages.end()) << "a page is acknowledged and not there";
    EXPECT_EQ(found->second.page.author(), person_);
    const bool is_in_doubt = lost_ && lost_->kind == Kind::kPage && lost_->root == id;
    if (is_in_doubt && found->second.text == lost_->text) {
      EXPECT_EQ(found->second.page.revision(), page.revision + 1);
      continue;
    }
    EXPECT_EQ(found->second.page.revision(), page.revision);
    EXPECT_EQ(found->second.text, page.text);
  }
}

}  // namespace fika::tests
