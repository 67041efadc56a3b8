// SPDX-License-Identifier: GPL-3.0-or-later
// What an erased person leaves around pages: comments on passages, watches, notices of merges.
#include "server/domain/passages/passages.h"

#include <gtest/gtest.h>

#include "server/domain/erasure/erasure.h"
#include "server/domain/pages/merge_notice.h"
#include "server/domain/pages/talk_for_tests.h"
#include "server/domain/watching/watching.h"

namespace fika::domain {
namespace {

struct AroundPages : PageTalk {
  AroundPages()
      : PageTalk({threads(), messages(), reading(), saved(), files(), pages(), passages(),
                  watching()}) {}

  std::string comment(const Actor& actor, const Id& id, const std::string& quote) {
    v1::CommentPassageRequest request;
    request.set_page(id.text());
    request.set_message(world.fresh_id().text());
    request.set_text("Really?");
    request.set_quote(quote);
    return Room::must(world.call<v1::CommentPassageReply>(actor, "CommentPassage", request))
        .message()
        .id();
  }
  std::vector<v1::Passage> open_ones(const Id& id) {
    return Room::must(open_passages(*world.read(), id));
  }
  void TearDown() override {
    PageTalk::TearDown();
    for (const Capability& capability : {passages(), watching()}) {
      EXPECT_EQ(findings_of(capability, *world.read()), Lines());
    }
  }
};

TEST_F(AroundPages, OthersPassagesStayWithoutTheNameAndStandWhereTheyStood) {
  const std::string mention = "[@Bo](/people/" + bo.person.text() + ")";
  const Id id = page(open, "Plan", "Ask " + mention + " first, then the others.");
  comment(anna, id, "then the others");
  comment(anna, id, "Ask " + mention);
  comment(bo, id, "first");
  Room::must(erase_person(world.writer(), world.clock(), world.organisation(), bo.person));
  const std::string now_text = text(id);
  const auto left = open_ones(id);
  ASSERT_EQ(left.size(), 2U) << "Bo's own comment is gone";
  for (const v1::Passage& one : left) {
    EXPECT_FALSE(one.orphaned());
    EXPECT_EQ(one.quote().find("Bo"), std::string::npos) << one.quote();
    EXPECT_EQ(now_text.substr(one.start(), one.end() - one.start()), one.quote());
  }
}

TEST_F(AroundPages, WatchesAndNoticesGo) {
  const Id id = page(open, "Plan", "One.\n\nTwo.\n\nThree.");
  v1::SetPageWatchRequest watch;
  watch.set_page(id.text());
  watch.set_watched(true);
  EXPECT_EQ(world.refusal(bo, "SetPageWatch", watch), tests::kAccepted);
  v1::SetTagWatchRequest tag;
  tag.set_tag("tag");
  tag.set_watched(true);
  EXPECT_EQ(world.refusal(bo, "SetTagWatch", tag), tests::kAccepted);
  v1::MarkWatchedSeenRequest seen;
  seen.set_until_ms(1);
  EXPECT_EQ(world.refusal(bo, "MarkWatchedSeen", seen), tests::kAccepted);
  Room::must(save(bo, id, 1, "Zero one.\n\nTwo.\n\nThree."));
  Room::must(save(anna, id, 1, "One.\n\nTwo.\n\nThree four."));
  EXPECT_EQ(room.inbox(bo).size(), 1U);
  Room::must(erase_person(world.writer(), world.clock(), world.organisation(), bo.person));
  EXPECT_TRUE(storage::all_of<v1::PageWatch>(*world.read(), bo.person)->empty());
  EXPECT_TRUE(storage::all_of<v1::TagWatch>(*world.read(), bo.person)->empty());
  EXPECT_EQ(rows_under(kWatchedSeen, bo.person), 0U);
  EXPECT_EQ(rows_under(kMergeNotices, id), 0U);
  EXPECT_TRUE(room.inbox(bo, true).empty());
}

}  // namespace
}  // namespace fika::domain
