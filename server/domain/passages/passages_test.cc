// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/passages/passages.h"

#include <string>

#include <gtest/gtest.h>

#include "server/domain/pages/talk_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;

struct Passages : PageTalk {
  Passages()
      : PageTalk({communities(), threads(), messages(), reading(), saved(), files(), pages(),
                  passages()}) {}

  v1::CommentPassageRequest comment_request(const Id& id, const std::string& quote,
                                            std::uint64_t revision = 0) {
    v1::CommentPassageRequest request;
    request.set_page(id.text());
    request.set_message(world.fresh_id().text());
    request.set_text("Is that so?");
    request.set_revision(revision);
    request.set_quote(quote);
    return request;
  }
  Result<v1::CommentPassageReply> comment(const Actor& actor,
                                          const v1::CommentPassageRequest& request) {
    return world.call<v1::CommentPassageReply>(actor, "CommentPassage", request);
  }
  // By Bo; the comment's id.
  std::string comment(const Id& id, const std::string& quote, std::uint64_t revision = 0) {
    world.clock().advance(1);
    return Room::must(comment(bo, comment_request(id, quote, revision))).message().id();
  }
  Result<v1::Passage> resolve_it(const Actor& actor, const std::string& message) {
    v1::ResolvePassageRequest request;
    request.set_message(message);
    return world.call<v1::Passage>(actor, "ResolvePassage", request);
  }
  Result<v1::Passage> reopen(const Actor& actor, const std::string& message) {
    v1::ReopenPassageRequest request;
    request.set_message(message);
    return world.call<v1::Passage>(actor, "ReopenPassage", request);
  }
  Result<v1::ListPassagesReply> list_of(const Actor& actor, const Id& id, bool resolved = false,
                                        const std::string& after = {}) {
    v1::ListPassagesRequest request;
    request.set_page(id.text());
    request.set_resolved(resolved);
    request.set_after(after);
    return world.call<v1::ListPassagesReply>(actor, "ListPassages", request);
  }
  // What stands now where the open passages are; "(quote)" for an orphaned one.
  Lines marked(const Id& id) {
    const std::string now_text = text(id);
    Lines lines;
    const auto reply = Room::must(list_of(guest, id));
    for (const auto& one : reply.passages()) {
      lines.push_back(one.orphaned() ? "(" + one.quote() + ")"
                                     : now_text.substr(one.start(), one.end() - one.start()));
    }
    return lines;
  }
  void rewrite(const Id& id, const std::string& markdown) {
    Room::must(save(anna, id, now(id).revision(), markdown));
  }
  void TearDown() override {
    PageTalk::TearDown();
    EXPECT_EQ(findings_of(passages(), *world.read()), Lines());
  }
};

TEST_F(Passages, ACommentIsAMessageInTheTalkWithItsPassageBesideIt) {
  const Id a = page(open, "A", "The quick fox jumps.");
  auto request = comment_request(a, "quick fox", 1);
  request.set_start(4);
  request.set_end(13);
  const auto reply = Room::must(comment(bo, request));
  EXPECT_EQ(room.told(), (Lines{"community put Head", "community put Message",
                                "community put kind 61", "person put ReadMarker"}));
  EXPECT_EQ(reply.message().root(), a.text());
  EXPECT_EQ(reply.message().text(), "Is that so?");
  EXPECT_EQ(reply.passage().message(), reply.message().id());
  EXPECT_EQ(reply.passage().start(), 4U);
  EXPECT_EQ(reply.passage().end(), 13U);
  EXPECT_EQ(reply.passage().revision(), 1U);
  EXPECT_EQ(said(outsider, a), Lines{"Is that so?"});
  EXPECT_EQ(marked(a), Lines{"quick fox"});
}

TEST_F(Passages, TheServerFindsWhatWasMarkedInTheReadText) {
  const Id a = page(open, "A", "Å, a **good mentor** [asks](/p/x).");
  comment(a, "mentor asks");
  const auto reply = Room::must(list_of(bo, a));
  EXPECT_EQ(reply.passages(0).quote(), "mentor** [asks");
  EXPECT_EQ(reply.passages(0).start(), 12U) << "code points";
}

TEST_F(Passages, TheyFollowTheTextThroughSavesMergesAndEarlierTexts) {
  const Id a = page(open, "A", "One two three.\n\nThe quick fox jumps.\n\nLast words.");
  comment(a, "quick fox");
  comment(a, "Last words");
  rewrite(a, "Zero one two three.\n\nThe quick fox jumps.\n\nLast words.");
  EXPECT_EQ(marked(a), (Lines{"quick fox", "Last words"}));
  Room::must(save(bo, a, 1, "One two three.\n\nThe quick red fox jumps.\n\nLast words."));
  EXPECT_EQ(marked(a), (Lines{"quick red fox", "Last words"}));
  EXPECT_EQ(text(a), "Zero one two three.\n\nThe quick red fox jumps.\n\nLast words.\n");
  Room::must(rename(bo, a, "B"));
  EXPECT_EQ(room.told(), Lines{"community put kind 60"}) << "no passage has moved";
  rewrite(a, "Nothing left.");
  EXPECT_EQ(marked(a), (Lines{"(quick fox)", "(Last words)"}));
  rewrite(a, "Nothing left, still.");
  EXPECT_EQ(room.told(), Lines{"community put kind 60"});
  Room::must(bring_back(bo, a, 1, now(a).revision()));
  EXPECT_EQ(marked(a), (Lines{"quick fox", "Last words"}));
}

TEST_F(Passages, ACommentOnAnOlderTextStandsInTheNewestOne) {
  const Id a = page(open, "A", "The quick fox jumps. More.");
  rewrite(a, "First this. The quick fox jumps.");
  comment(a, "quick fox", 1);
  EXPECT_EQ(marked(a), Lines{"quick fox"});
  comment(a, "More", 1);
  EXPECT_EQ(marked(a), (Lines{"quick fox", "(More)"}));
}

TEST_F(Passages, WhatHappensBetweenPreparingAndSavingIsNotLost) {
  const Id a = page(open, "A", "The quick fox jumps.");
  bool is_done = false;
  world.on_prepared([&] {
    if (std::exchange(is_done, true)) return;
    comment(a, "quick fox");
  });
  rewrite(a, "See: the quick fox jumps.");
  EXPECT_EQ(marked(a), Lines{"quick fox"});
  is_done = false;
  world.on_prepared([&] {
    if (std::exchange(is_done, true)) return;
    rewrite(a, "First. See: the quick fox jumps.");
  });
  comment(a, "fox jumps");
  EXPECT_EQ(marked(a), (Lines{"quick fox", "fox jumps"}));
}

TEST_F(Passages, AResolvedOneStaysAndIsOpenedWhereItsWordsAreNow) {
  const Id a = page(open, "A", "The quick fox jumps.");
  const std::string one = comment(a, "quick fox"), gone = comment(a, "jumps");
  world.clock().advance(5);
  const auto resolved = Room::must(resolve_it(anna, one));
  EXPECT_EQ(room.told(), Lines{"community put kind 61"});
  EXPECT_EQ(resolved.resolved_by(), anna.person.text());
  EXPECT_EQ(resolved.resolved_at_ms(), world.clock().now_ms());
  Room::must(resolve_it(bo, gone));
  EXPECT_EQ(marked(a), Lines());
  EXPECT_EQ(Room::must(list_of(anna, a, true)).passages_size(), 2);
  EXPECT_EQ(Room::must(list_of(anna, a, true, one)).passages_size(), 1);
  rewrite(a, "Look, the quick fox.");
  EXPECT_EQ(room.told(), Lines{"community put kind 60"});
  Room::must(resolve_it(bo, one));
  EXPECT_EQ(Room::must(list_of(anna, a, true)).passages(0).resolved_by(), anna.person.text());
  EXPECT_EQ(Room::must(reopen(bo, one)).resolved_at_ms(), 0);
  EXPECT_TRUE(Room::must(reopen(bo, gone)).orphaned());
  EXPECT_EQ(marked(a), (Lines{"quick fox", "(jumps)"}));
  Room::must(reopen(bo, one));
}

TEST_F(Passages, OneGoesWithItsCommentAndWithItsPage) {
  const Id a = page(open, "A", "The quick fox jumps.");
  const std::string one = comment(a, "quick fox");
  comment(a, "jumps");
  EXPECT_EQ(erase(bo, one), kAccepted);
  EXPECT_EQ(marked(a), Lines{"jumps"});
  EXPECT_EQ(code(resolve_it(bo, one)), Code::kNotFound);
  Room::must(trash(bo, a));
  EXPECT_EQ(code(comment(bo, comment_request(a, "quick fox"))), Code::kState);
  EXPECT_EQ(Room::must(list_of(bo, a)).passages_size(), 1);
  pass(kTrashKeptMs);
  EXPECT_EQ(rows_under(kOpenPassages, a), 0U);
  EXPECT_TRUE(storage::all_of<v1::Passage>(*world.read(), a)->empty());
}

TEST_F(Passages, WhatDoesNotFitIsRefusedWithWhatToDo) {
  const Id a = page(open, "A", "The quick fox jumps. " + std::string(600, 'x'));
  struct Case {
    std::string quote;
    std::uint32_t start, end;
    std::uint64_t revision;
    Code code;
  };
  for (const Case& one :
       {Case{"quick fox", 4, 13, 1, kAccepted}, Case{"quick fox", 4, 13, 2, Code::kNotFound},
        Case{"quick fox", 3, 12, 1, Code::kInvalid}, Case{"quick fox", 13, 4, 1, Code::kInvalid},
        Case{"quick fox", 4, 100'000, 1, Code::kInvalid}, Case{"", 4, 4, 1, Code::kInvalid},
        Case{"bear", 0, 0, 1, Code::kInvalid}, Case{"\xff", 0, 0, 1, Code::kInvalid},
        Case{std::string(501, 'x'), 0, 0, 1, Code::kInvalid},
        Case{std::string(500, 'x'), 0, 0, 1, kAccepted}}) {
    auto request = comment_request(a, one.quote, one.revision);
    request.set_start(one.start);
    request.set_end(one.end);
    EXPECT_EQ(code(comment(bo, request)), one.code) << one.quote << one.start;
  }
  auto wordless = comment_request(a, "quick fox");
  wordless.set_text(" ");
  EXPECT_EQ(code(comment(bo, wordless)), Code::kInvalid);
  EXPECT_EQ(code(comment(bo, comment_request(open, "quick fox"))), Code::kNotFound);
  const std::string plain = room.say(bo, a).id();
  EXPECT_EQ(code(resolve_it(bo, plain)), Code::kNotFound);
  EXPECT_EQ(code(reopen(bo, plain)), Code::kNotFound);
  EXPECT_EQ(code(list_of(bo, open)), Code::kNotFound);
  EXPECT_EQ(code(list_of(bo, a, true, "x")), Code::kInvalid);
}

TEST_F(Passages, APageHasRoomForSoMany) {
  const Id a = page(open, "A", "The quick fox jumps.");
  std::string last;
  for (std::size_t i = 0; i < kOpenPassagesMax; ++i) last = comment(a, "quick fox");
  EXPECT_EQ(code(comment(bo, comment_request(a, "fox"))), Code::kLimit);
  Room::must(resolve_it(bo, last));
  comment(a, "fox");
  EXPECT_EQ(code(reopen(bo, last)), Code::kLimit);
  rewrite(a, "All the quick fox moved.");
  EXPECT_EQ(marked(a).size(), kOpenPassagesMax);
  EXPECT_EQ(marked(a).front(), "quick fox");
}

TEST_F(Passages, ThePolicyIsThatOfTheTalk) {
  constexpr Code kNo = Code::kForbidden, kNone = Code::kNotFound, kWho = Code::kUnauthenticated;
  struct Row {
    std::string_view caller;
    Actor actor;
    Code open_writes, open_reads, closed_writes, closed_reads;
  };
  for (const Row& row : {Row{"anonymous", Actor(), kWho, kWho, kWho, kWho},
                         Row{"guest outside", stray_guest, kNone, kNone, kNone, kNone},
                         Row{"guest inside", guest, kAccepted, kAccepted, kAccepted, kAccepted},
                         Row{"member outside", outsider, kNo, kAccepted, kNone, kNone},
                         Row{"administrator", world.admin(), kNo, kAccepted, kNone, kNone},
                         Row{"member inside", bo, kAccepted, kAccepted, kAccepted, kAccepted},
                         Row{"steward", steward, kAccepted, kAccepted, kAccepted, kAccepted}}) {
    for (const bool is_open : {true, false}) {
      SCOPED_TRACE(fmt::format("{} {}", row.caller, is_open));
      const Id a = page(is_open ? open : closed, "A", "The quick fox jumps.");
      const std::string message = comment(a, "quick fox");
      const Code writes = is_open ? row.open_writes : row.closed_writes;
      EXPECT_EQ(code(comment(row.actor, comment_request(a, "fox"))), writes);
      EXPECT_EQ(code(resolve_it(row.actor, message)), writes);
      EXPECT_EQ(code(reopen(row.actor, message)), writes);
      EXPECT_EQ(code(list_of(row.actor, a)), is_open ? row.open_reads : row.closed_reads);
    }
  }
}

TEST_F(Passages, AreHeldAgainstTheirCommentsAndTheList) {
  const Id a = page(open, "A", "The quick fox jumps.");
  const Id message = *Id::parse(comment(a, "quick fox"));
  v1::Passage stray = Room::must(list_of(bo, a)).passages(0), resolved = stray, nowhere = stray;
  stray.set_message(world.fresh_id().text());
  resolved.set_resolved_at_ms(1);
  nowhere.set_end(nowhere.start());
  expect_found(world, passages(),
               {with_entity("A passage has no comment", stray),
                with_entity("A passage is open and not listed so, or the other way", resolved),
                with_entity("A passage stands nowhere", nowhere),
                without_row("A passage is open and not listed so, or the other way", kOpenPassages,
                            pair_key(a, message)),
                with_row("A passage is listed as open and is not there", kOpenPassages,
                         pair_key(a, world.fresh_id()))});
}

}  // namespace
}  // namespace fika::domain
