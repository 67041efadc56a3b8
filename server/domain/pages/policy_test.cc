// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what, where; and that ids in any field are asked about.
#include <gtest/gtest.h>

#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct Caller {
  std::string name;
  Actor actor;
  Code reads, writes;  // tests::kAccepted, or the refusal
};

struct Policies : Wiki {
  std::vector<Code> read_codes(const Actor& actor, const Id& community, const Id& id) {
    v1::ListRevisionsRequest history;
    history.set_page(id.text());
    v1::GetRevisionRequest revision;
    revision.set_page(id.text());
    v1::ComparePageRequest compare;
    compare.set_page(id.text());
    compare.set_from_revision(1);
    v1::BlamePageRequest blame;
    blame.set_page(id.text());
    v1::ListBacklinksRequest backlinks;
    backlinks.set_page(id.text());
    v1::ListRecentChangesRequest recent;
    recent.set_community(text_of(community));
    v1::ListTagsRequest tags;
    tags.set_community(text_of(community));
    v1::ListPagesByTagRequest by_tag;
    by_tag.set_community(text_of(community));
    by_tag.set_tag("tag");
    v1::ListWantedPagesRequest wanted;
    wanted.set_community(text_of(community));
    return {code(get(actor, id)),
            code(list(actor, community)),
            code(list(actor, {}, id)),
            world.refusal(actor, "ListRevisions", history),
            world.refusal(actor, "GetRevision", revision),
            world.refusal(actor, "ComparePage", compare),
            world.refusal(actor, "BlamePage", blame),
            world.refusal(actor, "ListBacklinks", backlinks),
            world.refusal(actor, "ListRecentChanges", recent),
            world.refusal(actor, "ListTags", tags),
            world.refusal(actor, "ListPagesByTag", by_tag),
            world.refusal(actor, "ListWantedPages", wanted)};
  }
  std::vector<Code> write_codes(const Actor& actor, const Id& community, const Id& id) {
    const std::uint64_t head = now(id).revision();
    std::vector<Code> codes = {code(create(actor, create_request(community, "New"))),
                               code(save(actor, id, head, world.fresh_id().text())),
                               code(rename(actor, id, "Title " + world.fresh_id().text())),
                               code(move(actor, id, community)), code(trash(actor, id))};
    if (now(id).trashed_at_ms() == 0) Room::must(trash(steward, id));
    codes.push_back(code(restore(actor, id)));
    if (now(id).trashed_at_ms() != 0) Room::must(restore(steward, id));
    codes.push_back(code(bring_back(actor, id, 1, now(id).revision())));
    return codes;
  }
  void check(const std::vector<Caller>& callers, const Id& community) {
    const Id id = page(community, "Page", "text");
    for (const Caller& caller : callers) {
      SCOPED_TRACE(caller.name);
      const auto reads = read_codes(caller.actor, community, id);
      EXPECT_EQ(reads, std::vector<Code>(reads.size(), caller.reads));
      const auto writes = write_codes(caller.actor, community, id);
      std::vector<Code> expected(writes.size(), caller.writes);
      // What is in the trash is not there for readers from outside.
      if (caller.writes == Code::kForbidden) expected[kRestore] = Code::kNotFound;
      EXPECT_EQ(writes, expected);
    }
  }
  const Actor nobody;
  static constexpr Code kYes = tests::kAccepted;
  static constexpr std::size_t kRestore = 5;  // its place among write_codes()
};

TEST_F(Policies, AnOpenCommunityIsReadByMembersAndWrittenByItsOwn) {
  check({{"anonymous", nobody, Code::kUnauthenticated, Code::kUnauthenticated},
         {"guest outside", stray_guest, Code::kNotFound, Code::kNotFound},
         {"guest inside", guest, kYes, kYes},
         {"member outside", outsider, kYes, Code::kForbidden},
         {"administrator", world.admin(), kYes, Code::kForbidden},
         {"member inside", bo, kYes, kYes},
         {"steward", steward, kYes, kYes}},
        open);
}

TEST_F(Policies, APrivateCommunityIsItsMembersAlone) {
  check({{"anonymous", nobody, Code::kUnauthenticated, Code::kUnauthenticated},
         {"guest outside", stray_guest, Code::kNotFound, Code::kNotFound},
         {"guest inside", guest, kYes, kYes},
         {"member outside", outsider, Code::kNotFound, Code::kNotFound},
         {"administrator", world.admin(), Code::kNotFound, Code::kNotFound},
         {"member inside", bo, kYes, kYes},
         {"steward", steward, kYes, kYes}},
        closed);
}

TEST_F(Policies, AnOnRequestCommunityIsKnownAndNotRead) {
  const Id id = full_community(v1::OPENNESS_ON_REQUEST);
  const Id one = page(id, "Page", "text");
  const auto reads = read_codes(outsider, id, one);
  EXPECT_EQ(reads, std::vector<Code>(reads.size(), Code::kNotFound));
  EXPECT_EQ(code(create(outsider, create_request(id, "New"))), Code::kForbidden);
  EXPECT_EQ(code(save(outsider, one, 1, "x")), Code::kNotFound);
}

TEST_F(Policies, TheOrganisationsPagesAreForAllButGuests) {
  check({{"anonymous", nobody, Code::kUnauthenticated, Code::kUnauthenticated},
         {"guest", guest, Code::kNotFound, Code::kNotFound},
         {"member", outsider, kYes, kYes},
         {"administrator", world.admin(), kYes, kYes}},
        {});
}

TEST_F(Policies, ARevisionIsReachedThroughItsOwnPageAlone) {
  const Id secret = page(closed, "Secret", "one"), own = page({}, "Own", "text");
  Room::must(save(anna, secret, 1, "two"));
  EXPECT_EQ(code(get(outsider, secret, 1)), Code::kNotFound);
  EXPECT_EQ(code(get(outsider, own, 2)), Code::kNotFound);
  EXPECT_EQ(code(bring_back(outsider, own, 2, 1)), Code::kNotFound);
  EXPECT_EQ(code(bring_back(outsider, secret, 1, 2)), Code::kNotFound);
}

TEST_F(Policies, IdsOfWhatMayNotBeSeenAreAnsweredAsIfTheyWereNothing) {
  const Id secret = page(closed, "Secret"), own = page({}, "Own");
  const Id nothing = world.fresh_id();
  for (const Id& id : {secret, nothing}) {
    auto below = create_request({}, "Below", "", id);
    EXPECT_EQ(code(create(outsider, below)), Code::kNotFound);
    auto beside = create_request({}, "Beside");
    beside.set_before(id.text());
    EXPECT_EQ(code(create(outsider, beside)), Code::kNotFound);
    EXPECT_EQ(code(move(outsider, own, {}, id)), Code::kNotFound);
    EXPECT_EQ(code(move(outsider, own, {}, {}, id)), Code::kNotFound);
    EXPECT_EQ(code(list(outsider, {}, id)), Code::kNotFound);
  }
  for (const Id& community : {closed, nothing}) {
    EXPECT_EQ(code(move(outsider, own, community)), Code::kNotFound);
    EXPECT_EQ(code(create(outsider, create_request(community, "New"))), Code::kNotFound);
    EXPECT_EQ(code(list(outsider, community)), Code::kNotFound);
    EXPECT_EQ(code(resolve(outsider, community, "Secret")), Code::kNotFound);
  }
  EXPECT_EQ(code(list(anna, open, secret)), Code::kNotFound) << "a parent of another place";
}

TEST_F(Policies, WhoLeavesReadsNoMore) {
  const Id id = page(closed, "Page");
  room.leave(closed, bo);
  EXPECT_EQ(code(get(bo, id)), Code::kNotFound);
  EXPECT_EQ(code(save(bo, id, 1, "x")), Code::kNotFound);
}

}  // namespace
}  // namespace fika::domain
