// SPDX-License-Identifier: GPL-3.0-or-later
// From talk to page: what is quoted, for whom, and that the same thread gives the same draft.
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "server/domain/pages/wiki_for_tests.h"
#include "server/domain/templates/handlers.h"

namespace fika::domain {
namespace {

struct Drafts : Wiki {
  Drafts() : Wiki({threads(), messages(), reading(), pages(), templates()}) {}

  v1::DraftPageRequest request_for(const Id& thread, const std::string& name = "lesson-learned",
                                   const std::string& language = "en") {
    v1::DraftPageRequest request;
    request.set_thread(text_of(thread));
    request.set_template_name(name);
    request.set_language(language);
    return request;
  }
  Result<v1::DraftPageReply> draft(const Actor& actor, const v1::DraftPageRequest& request) {
    return world.call<v1::DraftPageReply>(actor, "DraftPage", request);
  }
  // The texts that are quoted, as Anna is drafted them.
  Lines quoted(const v1::DraftPageRequest& request) {
    Lines lines;
    for (const std::string& id : Room::must(draft(anna, request)).messages()) {
      v1::GetMessageRequest get;
      get.set_message(id);
      lines.push_back(Room::must(world.call<v1::Message>(anna, "GetMessage", get)).text());
    }
    return lines;
  }
  v1::Message answer(const Actor& actor, const Id& thread, const std::string& text,
                     const std::vector<std::string>& quotes) {
    auto request = room.post_request(thread, text);
    for (const std::string& quote : quotes) request.add_quotes(quote);
    return Room::must(world.call<v1::Message>(actor, "PostMessage", request));
  }
  void react(const Actor& actor, const v1::Message& message, const std::string& emoji) {
    v1::AddReactionRequest request;
    request.set_message(message.id());
    request.set_emoji(emoji);
    Room::must(world.call<v1::Reaction>(actor, "AddReaction", request));
  }
  void pin(const v1::Message& message) {
    v1::SetMessagePinnedRequest request;
    request.set_message(message.id());
    request.set_pinned(true);
    Room::must(world.call<v1::Message>(anna, "SetMessagePinned", request));
  }
  void drop(const v1::Message& message) {
    v1::DeleteMessageRequest request;
    request.set_message(message.id());
    Room::must(world.call<v1::Message>(steward, "DeleteMessage", request));
  }
  // Each person of an archive as one of these.
  std::map<std::string, Actor> cast;
  Actor played_by(const std::string& name) {
    if (!cast.contains(name)) {
      cast[name] = world.person(name);
      room.join(open, cast[name]);
    }
    return cast[name];
  }
  static std::string file(const std::string& name) {
    const auto tree = std::filesystem::path(__FILE__).parent_path() / "../../..";
    std::ifstream in(tree / "tests/data" / name);
    EXPECT_TRUE(in) << name;
    return {std::istreambuf_iterator<char>(in), {}};
  }
  template <class M>
  static M json(const std::string& text) {
    M message;
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(text, &message).ok());
    return message;
  }
};

TEST_F(Drafts, AThreadsKeyMessagesAreQuotedInTheirOrder) {
  const Id thread = room.thread(anna, open, "The pump stood still");
  room.say(bo, thread, "Nothing to see here");
  const auto pinned = room.say(bo, thread, "Close the valve first");
  const auto liked = room.say(anna, thread, "It was the filter");
  const auto checked = room.say(guest, thread, "Change it each spring");
  const auto gone = room.say(guest, thread, "A mistake");
  room.say(bo, thread, "Thanks");
  pin(pinned);
  react(bo, liked, "👍");
  react(anna, checked, "✅");
  react(bo, gone, "👍");
  drop(gone);
  EXPECT_EQ(quoted(request_for(thread)), (Lines{"The pump stood still", "Close the valve first",
                                                "It was the filter", "Change it each spring"}));
  const auto reply = Room::must(draft(anna, request_for(thread)));
  EXPECT_EQ(reply.title(), "The pump stood still");
  EXPECT_EQ(reply.community(), open.text());
  ASSERT_EQ(reply.fields_size(), 3);
  EXPECT_EQ(reply.fields(0).id(), "happened");
  EXPECT_EQ(reply.fields(1).text(), "");
  ASSERT_EQ(reply.sources_size(), 1);
  EXPECT_EQ(reply.sources(0), thread.text());
  EXPECT_EQ(reply.authors_size(), 3);
  EXPECT_FALSE(reply.is_cut());
}

TEST_F(Drafts, AQuoteNamesItsAuthorAndLeadsToItsPlace) {
  const auto started = room.start(anna, open, "One\n\n```\nopen fence");
  const auto reply =
      Room::must(draft(bo, request_for(*Id::parse(started.thread().id()), "guide", "sv")));
  const std::string who = "[@Anna](/people/" + anna.person.text() + ")";
  const std::string where = "/threads/" + started.thread().id();
  const std::string quote = "> One\n>\n> ```\n> open fence\n\n— " + who + ", [2025-06-15](" +
                            where + "/" + started.message().id() + ")";
  EXPECT_EQ(reply.fields(1).text(), quote);
  EXPECT_EQ(reply.credits(), "Ur [One](" + where + "), av " + who + ".");
  EXPECT_EQ(reply.text(), "## Bakgrund\n\n" + quote + "\n\n" + reply.credits() + "\n");
}

TEST_F(Drafts, NamedMessagesAreQuotedAsTheyAreNamed) {
  const Id thread = room.thread(anna, open, "First"), other = room.thread(bo, closed, "Other");
  const auto one = room.say(bo, thread, "One"), two = room.say(bo, other, "Two");
  auto request = request_for({});
  for (const auto& message : {two, one, two}) request.add_messages(message.id());
  EXPECT_EQ(quoted(request), (Lines{"Two", "One"}));
  auto reply = Room::must(draft(anna, request));
  EXPECT_EQ(reply.title(), "Two");
  EXPECT_EQ(reply.community(), closed.text());
  EXPECT_EQ(reply.sources_size(), 2);
  EXPECT_EQ(code(draft(outsider, request)), Code::kNotFound) << "one of them is not for all";
  request.clear_messages();
  request.add_messages(one.id());
  request.set_thread(thread.text());
  reply = Room::must(draft(anna, request));
  EXPECT_EQ(reply.title(), "First");
  ASSERT_EQ(reply.sources_size(), 1) << "the thread says it already";
  EXPECT_EQ(reply.sources(0), thread.text());
}

TEST_F(Drafts, WhatTheCallerMayNotSeeIsAsIfItWereNotThere) {
  const Id thread = room.thread(anna, closed, "Secret");
  const auto message = room.say(anna, thread, "Secret too");
  const Id talk = room.conversation({anna, bo});
  const auto whispered = room.say(anna, talk, "Between us");
  auto by_message = request_for({}), by_talk = request_for({}), by_nothing = request_for({});
  by_message.add_messages(message.id());
  by_talk.add_messages(whispered.id());
  by_nothing.add_messages(world.fresh_id().text());
  for (const Actor& actor : {outsider, stray_guest, world.admin()}) {
    EXPECT_EQ(code(draft(actor, request_for(thread))), Code::kNotFound);
    EXPECT_EQ(code(draft(actor, by_message)), Code::kNotFound);
    EXPECT_EQ(code(draft(actor, by_talk)), Code::kNotFound);
    EXPECT_EQ(code(draft(actor, by_nothing)), Code::kNotFound);
  }
  EXPECT_EQ(code(draft(Actor(), request_for(thread))), Code::kUnauthenticated);
  EXPECT_EQ(code(draft(anna, request_for(talk))), Code::kNotFound) << "no thread";
  const auto reply = Room::must(draft(bo, by_talk));
  EXPECT_NE(reply.credits().find("From [a conversation](/conversations/"), std::string::npos)
      << reply.credits();
  EXPECT_EQ(reply.community(), "");
  drop(message);
  EXPECT_EQ(code(draft(anna, by_message)), Code::kNotFound);
  EXPECT_EQ(code(draft(guest, request_for(thread))), tests::kAccepted);
}

TEST_F(Drafts, WhatIsSaidInAPagesTalkIsQuotedToo) {
  const Id id = page(open, "Plan");
  const auto message = room.say(bo, id, "It is the filter");
  auto request = request_for({});
  request.add_messages(message.id());
  const auto reply = Room::must(draft(anna, request));
  const std::string talk = "/p/" + id.text() + "/talk";
  EXPECT_NE(reply.text().find("(" + talk + "/" + message.id() + ")"), std::string::npos);
  EXPECT_TRUE(reply.credits().starts_with("From [Plan](" + talk + "), by ")) << reply.credits();
  EXPECT_EQ(reply.sources(0), message.id());
}

TEST_F(Drafts, RequestsThatMakeNoSenseAreRefused) {
  EXPECT_EQ(code(draft(anna, request_for({}))), Code::kInvalid);
  const Id thread = room.thread(anna, open, "Hello");
  EXPECT_EQ(code(draft(anna, request_for(thread, "nothing-like-it"))), Code::kNotFound);
  auto request = request_for({});
  for (int i = 0; i <= kDraftedMessagesMax; ++i) request.add_messages(world.fresh_id().text());
  EXPECT_EQ(code(draft(anna, request)), Code::kInvalid);
}

TEST_F(Drafts, NamesAndTitlesAreWordsAndNoMarkup) {
  const Actor sly = world.person("[x](javascript:1) *S*");
  room.join(open, sly);
  const auto reply = Room::must(draft(anna, request_for(room.thread(sly, open, "A *B* [c]"))));
  EXPECT_NE(reply.credits().find("[@\\[x\\](javascript:1) \\*S\\*](/people/"), std::string::npos)
      << reply.credits();
}

TEST_F(Drafts, WhoHasNoNameAnyMoreIsAFormerColleague) {
  const Actor gone = world.person("Gone");
  room.join(open, gone);
  const Id thread = room.thread(gone, open, "Hello");
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    v1::Person blank;
    blank.set_organisation(world.organisation().text());
    blank.set_id(gone.person.text());
    CHECKED(txn.put(blank));
    return txn.erase<v1::Member>(open, {gone.person});
  }));
  const auto words = [&](const Actor& actor, const std::string& language) {
    return Room::must(draft(actor, request_for(thread, "guide", language))).credits();
  };
  EXPECT_NE(words(anna, "en").find("[@Former colleague]("), std::string::npos);
  EXPECT_NE(words(guest, "sv").find("[@Tidigare kollega]("), std::string::npos);
}

TEST_F(Drafts, ALongMessageIsCutBetweenCharacters) {
  std::string text;
  while (text.size() <= kQuotedBytesMax) text += "å";
  const auto reply = Room::must(draft(anna, request_for(room.thread(anna, open, "x" + text))));
  EXPECT_TRUE(reply.is_cut());
  EXPECT_TRUE(is_utf8(reply.text()));
  EXPECT_NE(reply.text().find("å …\n"), std::string::npos);
  EXPECT_LE(utf8_length(reply.title()), kPageTitleMax);
}

TEST_F(Drafts, ARealThreadOfManyBecomesTheSamePageEachTime) {
  std::map<std::int64_t, std::string> ids;
  std::optional<Id> thread;
  std::istringstream lines(file("chat-irc/rust.0.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    const auto said = json<google::protobuf::Struct>(line).fields();
    if (said.at("type").string_value() != "message") continue;
    const Actor actor = played_by(said.at("user").string_value());
    const auto& text = said.at("text").string_value();
    const auto number = static_cast<std::int64_t>(said.at("id").number_value());
    world.clock().advance(1000);
    if (!thread) {
      const auto started = room.start(actor, open, text);
      thread = *Id::parse(started.thread().id());
      ids[number] = started.message().id();
      continue;
    }
    std::vector<std::string> quotes;
    if (said.contains("reply_to")) {
      for (const auto& to : said.at("reply_to").list_value().values()) {
        const auto found = ids.find(static_cast<std::int64_t>(to.number_value()));
        if (found != ids.end()) quotes.push_back(found->second);
      }
    }
    ids[number] = answer(actor, *thread, text, quotes).id();
  }
  ASSERT_GT(ids.size(), 100U);
  const auto reply = Room::must(draft(anna, request_for(*thread)));
  EXPECT_EQ(reply.messages_size(), static_cast<int>(kKeyMessagesMax));
  EXPECT_EQ(reply.messages(0), ids.begin()->second) << "the first message";
  EXPECT_EQ(Room::must(draft(outsider, request_for(*thread))).text(), reply.text());
  // What is answered most is among what is quoted.
  const Lines texts = quoted(request_for(*thread));
  EXPECT_EQ(texts.size(), kKeyMessagesMax);
  auto create_it = create_request(open, reply.title(), reply.text());
  create_it.set_template_name(reply.template_().name());
  *create_it.mutable_sources() = reply.sources();
  *create_it.mutable_tags() = reply.template_().tags();
  const auto made = Room::must(create(anna, create_it));
  const auto view = Room::must(get(anna, *Id::parse(made.id())));
  EXPECT_NE(view.html().find("<blockquote>"), std::string::npos);
  EXPECT_EQ(view.outline_size(), 1) << "only the field that was filled in";
  EXPECT_EQ(made.sources(0), thread->text());
}

TEST_F(Drafts, ReactionsOfAnArchiveChooseWhatIsQuoted) {
  const auto day =
      json<google::protobuf::ListValue>(file("slack-export/get_feedback/2016-05-06.json"));
  std::optional<Id> thread;
  std::set<std::string> liked;
  for (const auto& entry : day.values()) {
    const auto& said = entry.struct_value().fields();
    if (!said.contains("user") || said.at("text").string_value().empty()) continue;
    const Actor actor = played_by(said.at("user").string_value());
    v1::Message message;
    if (!thread) {
      const auto started = room.start(actor, open, said.at("text").string_value());
      thread = *Id::parse(started.thread().id());
      message = started.message();
    } else {
      message = room.say(actor, *thread, said.at("text").string_value());
    }
    if (!said.contains("reactions")) continue;
    liked.insert(message.id());
    for (const auto& reaction : said.at("reactions").list_value().values()) {
      const auto& of = reaction.struct_value().fields();
      for (const auto& user : of.at("users").list_value().values()) {
        react(played_by(user.string_value()), message, ":" + of.at("name").string_value() + ":");
      }
    }
  }
  ASSERT_GE(liked.size(), 3U);
  const auto reply = Room::must(draft(anna, request_for(*thread, "meeting", "sv")));
  const std::set<std::string> quotes(reply.messages().begin(), reply.messages().end());
  for (const std::string& id : liked) EXPECT_TRUE(quotes.contains(id));
  EXPECT_EQ(reply.template_().language(), "sv");
}

}  // namespace
}  // namespace fika::domain
