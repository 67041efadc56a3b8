// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/kept_sheets.h"

#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>

#include <gtest/gtest.h>

#include "server/domain/scopes.h"
#include "server/domain/sign_in/authenticate.h"
#include "storage/entities.h"

namespace fika::app {
namespace {

constexpr std::size_t kRoom = 1 << 20;

std::shared_ptr<const KeptSheet> sheet(std::string body) {
  return std::make_shared<const KeptSheet>(
      KeptSheet{std::make_shared<const std::string>(std::move(body)),
                std::make_shared<const std::string>("x: y\r\n"), "\"tag\"", "slug"});
}

storage::CommitSummary commit(std::uint64_t seq, std::uint32_t kind) {
  storage::CommitSummary made;
  made.seq = seq;
  made.scopes.emplace_back().changes.emplace_back().entity_kind = kind;
  return made;
}

TEST(KeptSheets, AreFoundUntilAPageChanges) {
  KeptSheets sheets(kRoom);
  sheets.keep("a", sheet("one"), 5);
  sheets.keep_reading(Id::make(1), {"sight", "sv"}, 5);
  ASSERT_TRUE(sheets.find("a"));
  EXPECT_EQ(*sheets.find("a")->body, "one");
  EXPECT_FALSE(sheets.find("b"));
  sheets.note(commit(6, storage::entity_type<v1::Page>().kind()));
  EXPECT_FALSE(sheets.find("a"));
  EXPECT_FALSE(sheets.reading_of(Id::make(1)));
}

TEST(KeptSheets, OutliveWhatIsPosted) {
  KeptSheets sheets(kRoom);
  sheets.keep("a", sheet("one"), 5);
  sheets.note(commit(6, storage::entity_type<v1::Message>().kind()));
  EXPECT_TRUE(sheets.find("a"));
  storage::CommitSummary signed_in;
  signed_in.seq = 7;
  signed_in.rows.emplace_back().table = domain::kSecrets.number;
  sheets.note(signed_in);
  EXPECT_TRUE(sheets.find("a"));
  storage::CommitSummary joined;
  joined.seq = 8;
  joined.rows.emplace_back().table = domain::kSubscriptions.number;
  sheets.note(joined);
  EXPECT_FALSE(sheets.find("a"));
}

TEST(KeptSheets, WrittenBeforeACommitIsNeverTakenForNewer) {
  KeptSheets sheets(kRoom);
  sheets.note(commit(6, 0));
  sheets.keep("a", sheet("read before it"), 5);
  EXPECT_FALSE(sheets.find("a"));
  sheets.keep("a", sheet("read with it"), 6);
  EXPECT_TRUE(sheets.find("a"));
}

TEST(KeptSheets, TheLeastUsedGoesWhenThereIsNoRoom) {
  KeptSheets sheets(3000);
  sheets.keep("a", sheet(std::string(900, 'a')), 1);
  sheets.keep("b", sheet(std::string(900, 'b')), 1);
  EXPECT_TRUE(sheets.find("a"));
  sheets.keep("c", sheet(std::string(900, 'c')), 1);
  EXPECT_TRUE(sheets.find("a"));
  EXPECT_FALSE(sheets.find("b"));
  EXPECT_TRUE(sheets.find("c"));
  sheets.keep("d", sheet(std::string(4000, 'd')), 1);
  EXPECT_FALSE(sheets.find("d")) << "it alone would not fit";
  EXPECT_TRUE(sheets.find("a"));
}

TEST(KeptSheets, WhatCountsNoMoreIsGivenBack) {
  KeptSheets sheets(kRoom);
  const std::shared_ptr<const KeptSheet> old = sheet("secret");
  sheets.keep("a", old, 5);
  sheets.note(commit(6, 0));
  sheets.keep("b", sheet("new"), 6);
  sheets.drop_stale();
  EXPECT_EQ(old.use_count(), 1);
  EXPECT_TRUE(sheets.find("b"));
}

}  // namespace
}  // namespace fika::app
