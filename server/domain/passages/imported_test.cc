// SPDX-License-Identifier: GPL-3.0-or-later
// Passages follow what an import adds to a page, too.
#include <gtest/gtest.h>

#include "server/domain/files/files.h"
#include "server/domain/importing/importing.h"
#include "server/domain/pages/wiki_for_tests.h"
#include "server/domain/passages/passages.h"

namespace fika::domain {
namespace {

struct ImportedPassages : Wiki {
  ImportedPassages()
      : Wiki({threads(), messages(), reading(), files(), pages(), importing(), passages()}) {}
};

TEST_F(ImportedPassages, FollowTheTextThatALaterImportBrings) {
  const Id id = world.fresh_id();
  v1::ImportPagesRequest request;
  v1::ImportedPage& imported = *request.add_pages();
  imported.set_id(id.text());
  imported.set_title("Pumps");
  imported.add_revisions()->set_text("Look at the pump.");
  Room::must(world.call<v1::ImportPagesReply>(world.admin(), "ImportPages", request));
  v1::CommentPassageRequest comment;
  comment.set_page(id.text());
  comment.set_message(world.fresh_id().text());
  comment.set_text("Which one?");
  comment.set_quote("the pump");
  Room::must(world.call<v1::CommentPassageReply>(anna, "CommentPassage", comment));
  imported.mutable_revisions(0)->set_text("First look at the red pump.");
  const auto reply =
      Room::must(world.call<v1::ImportPagesReply>(world.admin(), "ImportPages", request));
  EXPECT_EQ(reply.revisions_added(), 1U);
  const auto open_ones = Room::must(open_passages(*world.read(), id));
  ASSERT_EQ(open_ones.size(), 1U);
  EXPECT_EQ(open_ones[0].start(), 14U);
  EXPECT_EQ(open_ones[0].end(), 26U);
  EXPECT_EQ(open_ones[0].revision(), 2U);
}

}  // namespace
}  // namespace fika::domain
